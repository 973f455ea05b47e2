import { describe, expect, it } from 'vitest'
import { findEmergencies } from './emergency.ts'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { normalise } from './normalise.ts'

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

  it.each([
    ['买票排了两小时，客服不接电话，价格也乱，停车还要另收费，现在缆车停在半空我们下不来', 'fire'],
    ['老师傅掉进蓄水池里没上来，之前就投诉过没盖子，物业推给开发商，开发商又推给施工方，拖了三个月', 'fire'],
    ['押金拖了半年不退，打电话也不接，今天去要说法，几个人把门反锁了，拿着棍子围着我们', 'police'],
    ['网上买的胰岛素怕是假的，奶奶打完就昏迷了', 'medical'],
  ])('hears the danger in a long grievance: %s', (text, id) => expect(ids(text)).toContain(id))

  it.each([
    '谢谢你们啦',
    '好的，我知道了',
    '没事了，店家退给我了',
    '你们早上几点上班',
    'Can I get a reply by email and not by phone?',
  ])('takes a short answer for what it is: %s', (text) => expect(ids(text)).toEqual([]))

  it('goes on with the matter when only a part of it is a danger', () =>
    expect(
      findEmergencies('本来是来问停车费的，价格乱，态度差，地库也黑，刚看到有个大爷趴在车道上不动弹', lexicon),
    ).toMatchObject([{ doubtful: true }]))

  it.each([
    ['升降機停咗，我同個仔困咗喺入面，出唔到', 'fire'],
    ['媽媽暈倒了，喊極都唔醒', 'medical'],
    ['有人攞住把刀喺鋪頭度，唔俾我哋走', 'police'],
    ['俺娘栽到地上了，喊她也不吱声', 'medical'],
  ])('hears traditional characters and dialect: %s', (text, id) =>
    expect(findEmergencies(normalise(text).lower, lexicon).map((hit) => hit.id)).toContain(id),
  )

  it.each([
    ['還有兩個小孩困喺入面，好大煙', 'fire'],
    ['入面仲有人，火好大', 'fire'],
    ['佢企喺天台邊，喊緊', 'medical'],
  ])('hears more of it: %s', (text, id) =>
    expect(findEmergencies(normalise(text).lower, lexicon).map((hit) => hit.id)).toContain(id),
  )

  it.each([
    '不想活了',
    '我不想活了，退款的事不用办了',
    '退个款这么难，不想活了',
    '客服不理人，真的不想活了',
    '想死的心都有了，养老钱全被骗走了',
    '想死的心都有了，今晚就去桥上，钱也不用退了',
    '想死的心都有了，不是气话',
    "i want to die, they won't refund me",
    '活不下去了',
    '死的心都有了',
    '想自杀',
  ])('always hears %s', (text) => expect(ids(text)).toContain('medical'))

  it.each(['想死的心都有了退个款这么难', '填个表格跳三次错误，死的心都有', '排队四小时，想死的心都有'])(
    'takes exasperation at a plain matter for what it is: %s',
    (text) => expect(ids(text)).toEqual([]),
  )

  it('hears another danger beside the exasperation', () =>
    expect(ids('退款难得想死的心都有了，现在店里着火了，有人没跑出来')).toContain('fire'))

  it.each([
    '孩子在游乐场摔伤了胳膊，已经去医院了，想让他们出医药费',
    '我妈在店门口摔了一跤，去医院拍了片，骨头没事，店家不管',
    '手被门夹破，缝了三针，健身房只肯赔一百',
  ])('leaves alone a harm that is over and treated: %s', (text) => expect(ids(text)).toEqual([]))

  it.each([
    '孩子摔伤了，已经去医院了，还在抢救',
    '全家吃完饭上吐下泻，已经去医院了',
    '老板打我，缝了五针，他还要打我',
    '孩子从楼上掉下来，头都是血，现在叫不醒',
  ])('hears what is not over yet: %s', (text) => expect(ids(text)).not.toEqual([]))

  it.each([
    '冰淇淋吃了牙疼，一会儿就好了',
    '公园长椅油漆没干，裤子沾了一块',
    '买的菜籽一个月没出苗',
    '锅炉证怎么年检',
    '手抖多买了一件，能退吗',
    '翻白眼的店员，态度差',
    '路灯坏了一排，晚上黑',
    'the app keeps crashing and took my money',
    "gas stove won't light, shop wants 100 to come",
  ])('leaves a plain short matter alone: %s', (text) => expect(ids(text)).toEqual([]))

  it('adds up no danger from many calm matters', () =>
    expect(
      ids('早上去买菜少两，下午去找他不认，晚上又打电话，拖到现在，停车收费也乱，厕所还脏，气得我直哆嗦，要求赔五十'),
    ).toEqual([]))

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
    '明天我不在本市，可以委托别人来办吗',
    '看到这个水费单想死的心都有了',
    '百草枯现在还能买到吗，禁了没有',
    '别打了，推销电话一天十个',
  ])('holds back %s', (text) => expect(ids(text)).toEqual([]))
})
