import { describe, expect, it } from 'vitest'
import { amountFacts, roledAmounts } from './amounts.ts'

describe('roledAmounts', () => {
  it.each([
    ['花了358元', ['paid']],
    ['结账时多收了60元服务费', ['over']],
    ['要求赔偿500元', ['claim']],
    ['押金500元不退', ['claim']],
    ['还剩1500元', ['balance']],
    ['标价20元', ['list']],
    ['标价15收了25', ['list', 'paid']],
    ['只肯退20元', ['offer']],
    ['被罚款200元', ['offer']],
    ['they charged me an extra 60 yuan', ['over']],
  ])('%s', (text, roles) => expect(roledAmounts(text).map(({ role }) => role)).toEqual(roles))
})

describe('amountFacts', () => {
  const read = (text: string): Record<string, unknown> =>
    Object.fromEntries(amountFacts(text).map(({ path, value }) => [path, value]))

  it.each([
    ['吃饭花了358元，结账时多收了60元服务费，要求退钱', '358.00', '60.00'],
    ['充了2000元的卡还剩1500，店关门了，要求退余额', '2000.00', '1500.00'],
    ['标价9块9，结账收了12块9，要求退差价', '12.90', '3.00'],
    ['花了500元，要求全额退款', '500.00', '500.00'],
    ['账单428，里面有32块的餐具费，要求退还餐具费', '428.00', '32.00'],
    ['定金500元买的柜子，一共花了3000元', '3000.00', undefined],
    ['定金3000不退', '3000.00', '3000.00'],
    ['原价99的衣服我花59买的', '59.00', undefined],
    ['买了86元的鱼，客服只肯退20', '86.00', undefined],
    ['20元一斤太贵', undefined, undefined],
    ['买了38元的酸奶，要求退一赔十', '38.00', undefined],
    ['买的茶叶是假的，假一赔十', undefined, undefined],
    ['花了60元，要求退1赔3', '60.00', undefined],
  ])('%s', (text, amount, claim) => {
    const facts = read(text)
    expect([facts['purchase.amountYuan'], facts['claimYuan']]).toEqual([amount, claim])
  })

  it('is unsure of a round figure', () => {
    expect(amountFacts('花了两百多')[0]?.basis).toBe('inferred')
  })
})
