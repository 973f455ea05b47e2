import { describe, expect, it } from 'vitest'
import { readReply } from './correct.ts'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { normalise } from './normalise.ts'
import type { FieldPath } from './types.ts'

const lexicon = lexiconForTests()
const read = (text: string, asked?: FieldPath, known = {}) => {
  const { facts, ...rest } = readReply(normalise(text), asked, '2026-11-22', lexicon, known)
  return { ...rest, values: Object.fromEntries(facts.map(({ path, value }) => [path, value])) }
}

describe('answers to the one question asked', () => {
  it.each<[string, FieldPath, Record<string, unknown>]>([
    ['张三', 'contact.name', { 'contact.name': '张三' }],
    ['我叫张三', 'contact.name', { 'contact.name': '张三' }],
    ['13800001234', 'contact.phone', { 'contact.phone': '13800001234' }],
    ['舜华路88号', 'contact.address', { 'contact.address': '舜华路88号' }],
    ['385', 'purchase.amountYuan', { 'purchase.amountYuan': '385.00' }],
    ['一千二', 'purchase.amountYuan', { 'purchase.amountYuan': '1200.00' }],
    ['不留了', 'contact.phone', { anonymous: true }],
    ['昨天', 'occurredOn', { occurredOn: '2026-11-21' }],
    ['好邻居', 'respondent.name', { 'respondent.name': '好邻居' }],
    ['不知道', 'respondent.name', {}],
    ['自己吃的', 'purchase.forDailyLife', { 'purchase.forDailyLife': true }],
    ['店里做生意用', 'purchase.forDailyLife', { 'purchase.forDailyLife': false }],
    ['是的', 'purchase.forDailyLife', { 'purchase.forDailyLife': true }],
    ['怎么投诉？', 'contact.name', {}],
    ['前天晚上', 'respondent.name', {}],
    ['过期了', 'respondent.name', {}],
    ['演示食品加工厂用工业盐', 'respondent.name', {}],
    ['他们不给退', 'respondent.name', {}],
    ['they refused', 'respondent.name', {}],
    ['奶粉', 'respondent.name', { 'purchase.item': '奶粉' }],
    ['十元店', 'respondent.name', { 'respondent.name': '十元店' }],
    ['Demo Lake Hotel', 'respondent.name', { 'respondent.name': 'Demo Lake Hotel' }],
    ['不退卡', 'place.text', {}],
    ['一共三罐，一罐298', 'place.text', {}],
    ['好吧，李演示，13800000002', 'place.text', {}],
    ['就在我家楼下', 'place.text', { 'place.text': '我家楼下' }],
    ['我住演示小区', 'contact.address', { 'contact.address': '演示小区' }],
    ['不想说地址', 'contact.address', { anonymous: true }],
    ['退2000', 'requests', { requests: ['refund'], claimYuan: '2000.00' }],
    ['赔我500', 'requests', { requests: ['compensation'], claimYuan: '500.00' }],
    ['按规定处理', 'requests', {}],
  ])('%s for %s', (text, asked, values) => expect(read(text, asked).values).toEqual(values))

  it('knows the street of a place', () => {
    expect(read('在舜华路', 'place.text').values).toMatchObject({
      'place.text': '舜华路',
      'place.station': 'shunhualu',
    })
  })
})

describe('corrections', () => {
  const known = { 'purchase.amountYuan': '358.00', claimYuan: '60.00' }
  it.each([
    ['不是358，是385', { 'purchase.amountYuan': '385.00' }],
    ['不是60，是80', { claimYuan: '80.00' }],
    ['金额写错了，应该是400元', { 'purchase.amountYuan': '400.00' }],
    ['电话改成13700009999', { 'contact.phone': '13700009999' }],
    ['我的地址写错了，是康虹路5号', { 'contact.address': '康虹路5号' }],
    ['日期错了，是前天', { occurredOn: '2026-11-20' }],
    ['不对，是退1800', { claimYuan: '1800.00' }],
    ['他们说不是质量问题', {}],
  ])('%s', (text, values) => expect(read(text, undefined, known).values).toEqual(values))
})

describe('yes, no and changes of mind', () => {
  it.each([
    ['对', 'yes'],
    ['没错', 'yes'],
    ['yes', 'yes'],
    ['不是', 'no'],
    ['no', 'no'],
  ])('%s → %s', (text, confirmation) => expect(read(text).confirmation).toBe(confirmation))

  it.each([
    ['算了不投诉了', 'withdraw'],
    ['算了', 'withdraw'],
    ['还是举报吧', 'report'],
    ['改成投诉', 'complaint'],
    ['他们不给退', undefined],
  ])('%s → %s', (text, change) => expect(read(text).change).toBe(change))
})
