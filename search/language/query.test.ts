import { expect, test } from 'vitest'
import { excerpt, segment } from './highlight.ts'
import { normalise } from './normalise.ts'
import { parseQuery } from './query.ts'

test.each([
  ['消费者权益保护法 55', { law: '消费者权益保护法', number: '55' }],
  ['食安法148条', { law: '食安法', number: '148' }],
  ['食安法第一百四十八条', { law: '食安法', number: '148' }],
  ['《演示法》第十二条之一', { law: '演示法', number: '12-1' }],
  ['演示法 12-1', { law: '演示法', number: '12-1' }],
  ['ＦＯＯ演示法第５条', { law: 'foo演示法', number: '5' }],
  ['健身房跑路 预付卡', null],
  ['', null],
])('citation in %s', (typed, citation) => {
  expect(parseQuery(typed).citation).toEqual(citation)
})

test.each([
  ['国家市场监督管理总局令第121号', '国家市场监督管理总局令第121号'],
  ['总局令第一百二十一号', '总局令第121号'],
  ['演示发(2020)12号', '演示发〔2020〕12号'],
  ['退一赔三', null],
])('document number in %s', (typed, number) => {
  expect(parseQuery(typed).documentNumber).toBe(number)
})

test('quotes are phrases, a minus leaves out', () => {
  expect(parseQuery('“退一赔三” 手机 -二手').text).toEqual({ words: '手机', phrases: ['退一赔三'], excluded: ['二手'] })
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
