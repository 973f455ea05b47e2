import { describe, expect, it } from 'vitest'
import { normalise } from './normalise.ts'
import { respondentFacts } from './respondent.ts'

const read = (message: string): Record<string, unknown> => {
  const { text, lower } = normalise(message)
  return Object.fromEntries(respondentFacts(text, lower).map(({ path, value }) => [path, value]))
}

describe('respondent name', () => {
  it.each([
    ['我昨天在舜华路的XX烤肉店吃饭', 'XX烤肉店'],
    ['在新泺大街好邻居超市买了酸奶', '好邻居超市'],
    ['投诉新悦百货卖假货', '新悦百货'],
    ['「乐动力健身」关门了，我在那办的卡', '乐动力健身'],
    ['一家叫川味小馆的店', '川味小馆'],
    ['在一个叫花漾年华的美容院办了卡', '花漾年华'],
    ['店名叫老王修车铺，换了个轮胎', '老王修车铺'],
    ['在示例捞吃饭', '示例捞'],
    ['在万达广场的周大福买的金项链', '周大福'],
    ['和同事去千里香馄饨店吃饭', '千里香馄饨店'],
    ['在颖秀路88号的和顺酒楼办婚宴', '和顺酒楼'],
    ['在好再来饭店订了年夜饭', '好再来饭店'],
    ['在成都小吃店吃面', '成都小吃店'],
    ['济南鲁味食品有限公司生产的', '济南鲁味食品有限公司'],
    ['示例发超市(舜华路店)的牛奶', '示例发超市(舜华路店)'],
    ['示例姆会员店买的牛肉', '示例姆会员店'],
    ['dinner at Golden Dragon Restaurant yesterday', 'Golden Dragon Restaurant'],
    ['东一区二中军训卖劣质服装', '东一区二中'],
    ['示例县红光中学食堂饭里有虫', '示例县红光中学'],
    ['I bought milk at Sunny Mart on Shunhua Road', 'Sunny Mart'],
  ])('%s → %s', (message, name) => expect(read(message)['respondent.name']).toBe(name))

  it.each([
    '楼下的小超市',
    '小区门口水果店买了二斤车厘子',
    '一家饭店多收钱',
    '红旗菜市场有人卖假药',
    '有个叫“神仙水”的药骗老人',
    '我叫王小明的店铺被封了',
    '有人冒用我的身份证注册公司怎么办',
    '某烤肉店',
    '我在网上买的衣服',
    '在单位吃饭',
    '买的运动鞋开胶了',
    '房产中介收了我两千块',
    '药店卖给我妈的保健品',
    '我在家吃饭',
    'I had dinner at a restaurant on Monday',
  ])('finds no name in %s', (message) => expect(read(message)['respondent.name']).toBeUndefined())
})

describe('platform and shop', () => {
  it.each([
    ['在京东上的绿源家电旗舰店买的电饭锅', '京东', '绿源家电旗舰店'],
    ['天猫小米旗舰店的电视', '天猫', '小米旗舰店'],
    ['京东自营买的显示器', '京东', '京东自营'],
    ['拼多多买的运动鞋', '拼多多', undefined],
    ['通过携程订的如家酒店', '携程', '如家酒店'],
    ['bought on Taobao', '淘宝', undefined],
  ])('%s', (message, platform, shop) => {
    const facts = read(message)
    expect([facts['respondent.platform'], facts['respondent.shop']]).toEqual([platform, shop])
  })

  it('reads credit code and link', () => {
    expect(read('信用代码91370100MA3CABCD1X，链接https://shop.example.com/a?id=1，是这家')).toMatchObject({
      'respondent.uscc': '91370100MA3CABCD1X',
      'respondent.shopUrl': 'https://shop.example.com/a?id=1',
    })
  })
})
