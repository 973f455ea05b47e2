import { describe, expect, test } from 'vitest'
import { excerpt, segment } from './highlight.ts'
import { normalise } from './normalise.ts'
import { countedWords, parseQuery } from './query.ts'
import { shortNamesOf } from './short-names.ts'
import { createSpeller, loadSpelling } from './spelling.ts'

const cited = (law: string, number: string, paragraph: number | null = null, item: number | null = null) => ({
  law,
  number,
  paragraph,
  item,
})

test.each([
  ['消费者权益保护法 55', [cited('消费者权益保护法', '55')]],
  ['食安法148条', [cited('食安法', '148')]],
  ['食安法第一百四十八条', [cited('食安法', '148')]],
  ['《广告法》第9条第三项', [cited('广告法', '9', null, 3)]],
  ['消法第五十五条第二款', [cited('消法', '55', 2)]],
  ['食安法34条第1款第（三）项', [cited('食安法', '34', 1, 3)]],
  ['《演示法》第十二条之一', [cited('演示法', '12-1')]],
  ['演示法 12-1', [cited('演示法', '12-1')]],
  ['演示法 55、56', [cited('演示法', '55'), cited('演示法', '56')]],
  ['ＦＯＯ演示法第５条', [cited('foo演示法', '5')]],
  ['消法第五十五条、第二十六条和食安法148条', [cited('消法', '55'), cited('消法', '26'), cited('食安法', '148')]],
  ['健身房跑路 预付卡', []],
  ['第五条', []],
  ['', []],
])('citations in %s', (typed, citations) => {
  expect(parseQuery(typed).citations).toEqual(citations)
})

test.each([
  ['国家市场监督管理总局令第121号', '国家市场监督管理总局令第121号'],
  ['总局令第一百二十一号', '总局令第121号'],
  ['总局令121号', '总局令第121号'],
  ['总局令121', '总局令第121号'],
  ['121号令', '第121号'],
  ['演示发(2020)12号', '演示发〔2020〕12号'],
  ['演示发［2020］第12号', '演示发〔2020〕12号'],
  ['演示发2020年12号', '演示发〔2020〕12号'],
  ['退一赔三', null],
])('document number in %s', (typed, number) => {
  expect(parseQuery(typed).documentNumber).toBe(number)
})

test.each([
  ['7天无理由', ['七天']],
  ['赔10倍 最少1000元', ['十倍', '一千元']],
  ['2020年 110号', []],
  ['15日 3个月', ['十五日', '三个']],
])('a statute counts in words: %s', (typed, words) => {
  expect(countedWords(typed)).toEqual(words)
})

test('quotes are phrases, a minus leaves out', () => {
  expect(parseQuery('“退一赔三” 手机 -二手').text).toEqual({ words: '手机', phrases: ['退一赔三'], excluded: ['二手'] })
})

test.each([
  ['网络交易监督管理办法', '网络交易办法'],
  ['产品质量法', '产质法'],
  ['民事诉讼法', '民诉法'],
  ['道路交通安全法', '道交法'],
  ['消费者权益保护法实施条例', '消法条例'],
  ['山东省消费者权益保护条例', '山东消费者权益保护条例'],
])('%s is called %s', (title, name) => {
  expect(shortNamesOf(title, new Map([['消费者权益保护法', ['消法']]]))).toContain(name)
})

describe('spelling', () => {
  const speller = createSpeller(loadSpelling(process.cwd()), ['预付卡', '消费者权益保护法'])
  test.each([
    ['消废者权益', '消费者权益', true],
    ['假冒伪列', '假冒伪劣', true],
    ['预付咔 退款', '预付卡 退款', true],
    ['营业执造 遗失', '营业执照 遗失', false],
    ['压金不退', '押金不退', false],
  ])('%s → %s', (typed, text, sure) => {
    expect(speller.correct(typed)).toEqual({ text, sure })
  })
  test.each(['消费者权益', '健身房跑路', '网红店买到假货', '电梯坏了没人修', '', 'abc', '🥟', '七天無理由退貨'])(
    'nothing to put right in %s',
    (typed) => {
      expect(speller.correct(typed)).toBeNull()
    },
  )
})

test('one spelling for many', () => {
  expect(normalise('　七天無理由退貨\u200b ＡＢＣ１２３ ')).toBe('七天无理由退货 abc123')
})

test('highlights keep the text as it is, and an excerpt stands around the first hit', () => {
  const text = `${'前'.repeat(50)}退貨${'后'.repeat(50)}`
  const segments = segment(text, ['退货'])
  expect(segments).toEqual([
    { text: '前'.repeat(50), hit: false },
    { text: '退貨', hit: true },
    { text: '后'.repeat(50), hit: false },
  ])
  const short = excerpt(segments, 20)
  expect(short.find(({ hit }) => hit)?.text).toBe('退貨')
  expect(short.map((piece) => piece.text).join('')).toMatch(/^….{20}…$/)
})
