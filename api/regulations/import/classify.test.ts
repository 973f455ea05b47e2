/** Level, region and topics of a law, and the name it is known by. */
import { describe, expect, test } from 'vitest'
import { classify, titleKey } from './classify.ts'

describe('place in the library', () => {
  const vocabulary = {
    regions: [
      { code: 'CN', name: { zh: '全国', en: 'China' }, words: [] },
      { code: 'SD', name: { zh: '山东', en: 'Shandong' }, words: ['山东', '济南'] },
    ],
    topics: [{ id: 'food', name: { zh: '食品', en: 'Food' }, words: ['食品'] }],
  }

  test.each([
    [['x', '行政法规'], '演示食品条例', 'regulation', 'CN', ['food']],
    [['山东地方法规', '地方性法规', '山东'], '济南市夜市条例', 'local', 'SD', []],
    [['somewhere'], '济南市食品摊贩办法', 'local', 'SD', ['food']],
    [['somewhere'], '中华人民共和国演示法', 'law', 'CN', []],
    [['案例', '民法典'], '某甲诉某乙案', 'other', 'CN', []],
  ])('%j %s', (folders, title, level, region, topics) => {
    expect(classify(vocabulary, folders, title, null)).toEqual({ level, region, topics })
  })

  test.each([
    ['中华人民共和国演示法（2019年修正）', '演示法'],
    ['演示法(2025年版)', '演示法'],
    ['演示法实施办法（一）', '演示法实施办法(一)'],
  ])('%s → %s', (title, key) => {
    expect(titleKey(title)).toBe(key)
  })
})
