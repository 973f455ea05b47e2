import { describe, expect, it } from 'vitest'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { purchaseFacts } from './purchase.ts'

const lexicon = lexiconForTests()
const read = (text: string): Record<string, unknown> =>
  Object.fromEntries(purchaseFacts(text, text.toLowerCase(), lexicon).map(({ path, value }) => [path, value]))

describe('item', () => {
  it.each([
    ['买了一台洗衣机，用了三天就坏了', '洗衣机'],
    ['买的手机三天就坏了', '手机'],
    ['买了盒鸡蛋，打开是臭的', '鸡蛋'],
    ['买的三文鱼不新鲜', '三文鱼'],
    ['买了八千块钱的床垫', '床垫'],
    ['买了一瓶酒假的', '酒'],
    ['办了张年卡', '年卡'],
    ['充了3万5的会员卡', '会员卡'],
    ['报了个英语班', '英语班'],
    ['在店里吃饭多收钱', '餐饮消费'],
    ['I bought a phone on Taobao', 'phone'],
    ['买的东西坏了', undefined],
    ['买了之后不给退', undefined],
    ['买的奶粉罐底生锈，退钱', '奶粉'],
    ['奶粉一罐299，买了三罐，都生锈', undefined],
  ])('%s → %s', (text, item) => expect(read(text)['purchase.item']).toBe(item))
})

describe('order number and use', () => {
  it.each([
    ['订单号6921874420913', '6921874420913'],
    ['订单编号:JD-2026110812', 'JD-2026110812'],
    ['order number 12345678', '12345678'],
    ['订单号是abcdef', undefined],
  ])('%s', (text, number) => expect(read(text)['purchase.orderNumber']).toBe(number))

  it.each([
    ['给孩子买的牛奶', true],
    ['我们公司采购了一批牛奶', false],
    ['从批发商那进货转卖', false],
    ['在批发市场买的水果', true],
    ['办事大厅关门了', undefined],
  ])('%s', (text, daily) => expect(read(text)['purchase.forDailyLife']).toBe(daily))
})
