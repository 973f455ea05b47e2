import { describe, expect, it } from 'vitest'
import { findEmergencies } from './emergency.ts'
import { lexiconForTests } from './lexicon-for-tests.ts'

const lexicon = lexiconForTests()
const ids = (text: string): string[] => findEmergencies(text, lexicon).map(({ id }) => id)

describe('findEmergencies', () => {
  it.each([
    ['我被困在电梯里了', 'fire'],
    ['昨天我们一家四口在饭店吃完饭都上吐下泻', 'medical'],
    ['店里有燃气泄漏', 'fire'],
    ['老板拿着刀不让我走', 'police'],
    ['我不想活了', 'medical'],
    ['孩子误服了过期药怎么办', 'medical'],
    ['we are trapped in the elevator', 'fire'],
    ['师傅的胳膊绞进面条机里了，快来人', 'fire'],
    ['吃席的好几个人都倒下了，叫不答应', 'medical'],
    ['孩子在演示游乐园摔伤了', 'medical'],
    ['快递柜旁边有人掐着外卖员，脸都紫了', 'police'],
    ['快递柜旁边有人掐着外卖员，脸都紫了', 'medical'],
    ['网约车司机拿刀逼我转账', 'police'],
    ['全家吃了外卖都肚子疼，老人站不起来了', 'medical'],
  ])('shows %s', (text, id) => expect(ids(text)).toContain(id))

  it('names medical help alone for a fall, whatever the place is called', () =>
    expect(ids('孩子在演示游乐园摔伤了')).toEqual(['medical']))

  it.each([
    '上周商场电梯困过人，现在修好了',
    '如果食物中毒，赔偿标准是什么',
    '跳楼价大甩卖买的衣服',
    '担心燃气灶会漏气',
    '灭火器过期了能换吗',
    '这里经常电梯困人，希望检查',
    '没有人受伤，就是多收钱',
    '上次被困电梯的事物业到现在没道歉',
    '客服态度能把人气出心脏病',
    '被困在退款流程里半个月',
    'there was a gas leak last month, it is fixed now',
    '冒用身份证注册公司',
    '有人冒用我的身份证注册了公司',
    '网约车司机骂人',
    '肚子疼',
    '我肚子疼',
    '吃了外卖肚子疼',
    '房租涨得我想跳楼，有没有租房补贴',
    '手机没反应',
    '柜门打不开，我的包在里面',
  ])('holds back %s', (text) => expect(ids(text)).toEqual([]))
})
