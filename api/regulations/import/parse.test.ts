/** The LawRefBook layout, on texts written for these tests. */
import { describe, expect, test } from 'vitest'
import { classify, titleKey } from './classify.ts'
import { readFacts } from './facts.ts'
import { parseLaw } from './parse.ts'

const SAMPLE = `# 演示市集市管理条例

2019年5月1日 演示市第三届人民代表大会常务委员会第二次会议通过

2022年3月10日 演示市第四届人民代表大会常务委员会第九次会议修正

<!-- INFO END -->

## 第一章　总 则

第一条 为了管好集市，制定本条例。

\u200b第二条　集市分为下列两类：

（一）早市；

（二）夜市。

<!-- FORCE BREAK -->

### 第一节 摊位

第十二条之一 摊位应当编号。

## 第二章 附 则

第二十条 本条例自2019年7月1日起施行。

## 附件

| 摊位 | 大小 |
`

describe('structure', () => {
  const law = parseLaw(SAMPLE)

  test('title, history and articles with their headings', () => {
    expect(law.title).toBe('演示市集市管理条例')
    expect(law.history).toHaveLength(2)
    expect(law.articles.map(({ number, label, chapter }) => [number, label, chapter.join('/')])).toEqual([
      ['1', '第一条', '第一章 总则'],
      ['2', '第二条', '第一章 总则'],
      ['12-1', '第十二条之一', '第一章 总则/第一节 摊位'],
      ['20', '第二十条', '第二章 附则'],
      ['', '附件', '附件'],
    ])
  })

  test('items stay with their article, one a line; tables stay as written', () => {
    expect(law.articles[1]?.text).toBe('集市分为下列两类：\n（一）早市；\n（二）夜市。')
    expect(law.articles.at(-1)?.text).toBe('| 摊位 | 大小 |')
  })

  test('a part of a larger law keeps its name as the first heading', () => {
    const part = parseLaw('# 演示法典\n\n# 交易编\n\n<!-- INFO END -->\n\n第一条 一。\n')
    expect([part.part, part.articles[0]?.chapter]).toEqual(['交易编', ['交易编']])
  })

  test.each([
    ['no mark', '# 题目\n\n第一条 一。'],
    ['no title', '<!-- INFO END -->\n第一条 一。'],
  ])('%s is refused with a sentence', (_, text) => {
    expect(() => parseLaw(text)).toThrow(/ \/ no /)
  })

  test('a text that only mentions an article begins none', () => {
    const law = parseLaw('# 题目\n<!-- INFO END -->\n第一条的规定另行公布。\n第一条 内容。')
    expect([law.preamble, law.articles.length]).toEqual(['第一条的规定另行公布。', 1])
  })
})

describe('facts', () => {
  const law = parseLaw(SAMPLE)

  test('an amended text begins with its amendment, not with the day of the first version', () => {
    expect(readFacts(law, null)).toEqual({
      issuer: '演示市人民代表大会常务委员会',
      documentNumber: null,
      publishedOn: '2022-03-10',
      effectiveOn: '2022-03-10',
    })
  })

  test('the day in the name says when this version was adopted', () => {
    expect(readFacts(law, '2019-05-01')).toMatchObject({ publishedOn: '2019-05-01', effectiveOn: '2019-07-01' })
  })

  test('number of a decree', () => {
    const history = ['2024年1月2日 国家市场监督管理总局令第99号公布']
    expect(readFacts({ ...law, history }, null)).toMatchObject({
      documentNumber: '国家市场监督管理总局令第99号',
      issuer: '国家市场监督管理总局',
    })
  })
})

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
