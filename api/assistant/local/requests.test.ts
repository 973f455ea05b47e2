import { describe, expect, it } from 'vitest'
import { droppedRequests, requestFacts } from './requests.ts'

describe('requestFacts', () => {
  it.each([
    ['要求退钱', ['refund']],
    ['要求退余额', ['refund']],
    ['要求退货退款', ['return', 'refund']],
    ['不给退货', ['return']],
    ['给我换台新的', ['replace']],
    ['要求免费维修', ['repair']],
    ['要求赔偿医药费', ['compensation']],
    ['假一赔十', ['punitive']],
    ['退一赔三', ['refund', 'punitive']],
    ['要求十倍赔偿', ['punitive']],
    ['必须赔礼道歉', ['apology']],
    ['剩下的课时费得返还给我', ['refund']],
    ['损失谁来承担', ['compensation']],
    ['赶紧给我修好', ['repair']],
    ['我要一台新的', ['replace']],
    ['依法主张三倍', ['punitive']],
    ['I want my money back and an apology', ['refund', 'apology']],
  ])('%s', (text, kinds) => expect(requestFacts(text)[0]?.value).toEqual(kinds))

  it.each([
    '不要求赔偿',
    '不用退钱',
    '已经退款了',
    '请依法查处',
    '价格贵了十倍',
    '退休老人',
    '商家说概不退换',
    '工资全额发放到个人账户',
    '谢谢你们帮我把押金要回来了',
  ])('hears no request in %s', (text) => expect(requestFacts(text)).toEqual([]))

  it('hears what is given up', () => expect(droppedRequests('不要求赔偿了，只要道歉')).toEqual(['compensation']))
})
