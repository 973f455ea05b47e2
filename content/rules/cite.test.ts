import { expect, test } from 'vitest'
import { articleLabel } from './cite.ts'

test.each([
  ['5', '第五条'],
  ['10', '第十条'],
  ['16', '第十六条'],
  ['20', '第二十条'],
  ['23', '第二十三条'],
  ['100', '第一百条'],
  ['101', '第一百零一条'],
  ['110', '第一百一十条'],
  ['148', '第一百四十八条'],
  ['1003', '第一千零三条'],
  ['1260', '第一千二百六十条'],
  ['12-1', '第十二条之一'],
])('article %s is written %s', (article, label) => {
  expect(articleLabel({ article }, 'zh')).toBe(label)
})

test('items follow the article, and a whole law has no label', () => {
  expect(articleLabel({ article: '23', item: 5 }, 'zh')).toBe('第二十三条第五项')
  expect(articleLabel({ article: '23', item: 5 }, 'en')).toBe('Article 23(5)')
  expect(articleLabel({}, 'zh')).toBe('')
})
