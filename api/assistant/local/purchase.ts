import type { Lexicon } from './lexicon.ts'
import type { Fact, Span } from './types.ts'

const CLASSIFIER =
  '(?:个|台|件|双|部|斤|公斤|箱|瓶|盒|袋|份|条|套|张|辆|只|包|块|杯|罐|桶|束|副|支|把|盆|款|些|批|提|间|顿|节|次)'
const MEASURE = `(?:[\\d.一二两三四五六七八九十百千万]{1,8}(?:元|块钱?)的)?(?:(?:[一两二三四五六七八九十几半]|\\d{1,3})?${CLASSIFIER}(?![子灯饭装手]))?`
const ITEM_END =
  '(?=[\\s，,。;；!?、:("“「]|$|\\d|[一两三四五六七八九十几]+(?:天|年|个月|次|周|小时)|回来|回家|打开|拆开|结果|发现|里面|里头|鉴定|黑屏|漏水|漏|开胶|掉色|起球|假的|假货|翻新|烂|臭|少|缺|破|坏点|小票|噪音|声音|特别|太|很|非常|老是|总是|动不动|屏幕|电池|屏碎|送[来到]|寄|摔|碎|漏电|自燃|死|生锈|罐底|瓶底|扫码|尺寸|不到|没|就|有|是|都|也|才|后|时|用|吃|喝|穿|花|坏|过期|变质|发霉|质量|不|竟|居然|出现|全|退|要|商家|店家|老板|卖家|共|总|被|质|收到|已经|上面|而|但|却|他|我|说|的|，)'
const BOUGHT_ITEM = new RegExp(
  `(?:买|购买|购入|购|网购|下单|订购|(?<![鉴一决规确肯固约认假])定(?!金|期|时|位|制|价)|点|拍|入手)(?:了|到|的是?|过|回){0,2}(?:他家|他们|店里|家)?(?:的)?${MEASURE}(?:的)?(?:假的?)?([狗猫酒鱼虾肉鸡药鞋床车书米油表锅茶花蟹]|[\\u4e00-\\u9fffA-Za-z0-9]{2,10}?)${ITEM_END}`,
  'g',
)
const CARD =
  /(?:办|充|买|办理|充值|购买)(?:了|的|过)?(?:一?张|个|一个)?(?:[\d.一二两三四五六七八九十百千万]{1,8}(?:元|块钱?|多)*的?)?(?:的)?([\u4e00-\u9fff]{0,4}(?:年|季|月|次|储值|会员|充值|健身|美容|美发|游泳|购物|预付|洗车|理发|瑜伽)卡)/
const COURSE = /(?:报|交|买)(?:了|名)?(?:的|一?个)?([\u4e00-\u9fff]{1,6}(?:班|课程?|培训|辅导))/
const ENGLISH_ITEM =
  /\b(?:bought|ordered|purchased|buy)(?: me)? (?:an?|the|some|two|three|\d{1,3}|this|my)? ?((?:[a-z-]{2,15} ){0,2}?[a-z-]{3,15})(?= (?:at|from|on|for|in|last|yesterday|but|and|that|which|with|worth|to|it|online)\b|[,.!?;]|$)/
const MEAL =
  /吃饭|就餐|用餐|聚餐|吃了?(?:顿|个)?(?:饭|火锅|烧烤|烤肉|自助)|点了?(?:个)?外卖|堂食|\b(?:had|ate|eating) (?:dinner|lunch|breakfast|a meal)\b|\bdinner\b|\blunch\b/
const NOT_ITEM =
  /^(?:给|东西|商品|产品|回来|之后|以后|以前|时候|单|的|了|一|我|他|她|你|这|那|到|完|过|不|家|店|人|什么|多少|些|下单|付款|东|好|上|后|单子|确认|评|外卖|手续|家里|别|贵|便宜|赞|卖|进|开|保险单)|[我你他她吗呢吧啊么这那谓]|问题|多天|已|照|备案|条件|所$|^时间|^日期|房|社保|证$|合同|手续|^第|^[烂坏破]|^[一二两三四五六七八九十几半]+[个台件双部斤箱瓶盒袋份条套张只包块杯罐桶]$|^.{0,2}(?:店|超市|公司|平台)$/

const BUSINESS_USE =
  /(?<!(?:在|从|向|到|跟|和|与)[^，,。;；!?]{1,30})公司(?:采购|进货|购买|买|用|统一|订购|需要)|单位(?:采购|统一采购|团购)|进货|进的货|批发(?:来|了|给|进|一批)|转卖|转手卖|倒卖|拿货|代理(?:商|进货)|经销商|店里(?:用|卖)的|开店用|生产用|做生意|我(?:们)?(?:公司|厂|店|单位)(?:向|从|在|跟)|for (?:my|our) (?:company|business|shop|factory|resale)|to resell|wholesale/
const NOT_BUSINESS_USE = /(?:批发市场|批发部|不是.{0,4}(?:公司|进货|批发))/
const DAILY_USE =
  /吃|喝|穿|饭|餐|菜|肉|水果|牛奶|奶粉|药|衣|鞋|手机|家电|冰箱|洗衣机|空调|电视|超市|外卖|理发|美容|美发|健身|瑜伽|培训|住|酒店|宾馆|电影|玩具|孩子|老人|自己|家里|家用|蛋糕|火锅|烧烤|奶茶|化妆品|护肤|家具|沙发|床|眼镜|宠物|加油|停车|快递|会员|办卡|充值|装修|电动车|网购|淘宝|拼多多|买|\b(?:bought|ate|dinner|lunch|meal|food|restaurant|phone|shoes|clothes|gym|supermarket|my (?:kid|son|daughter|mother|father)|hotel|ordered)\b/

const ORDER =
  /(?:订单编?号?|单号|交易号|order (?:number|no\.?|id)?)(?:是|为|:|\s|#|number|no\.?){0,4}([0-9A-Za-z][0-9A-Za-z-]{5,39})/i

const fact = (path: Fact['path'], value: string | boolean, start: number, end: number, basis: Fact['basis']): Fact => ({
  path,
  value,
  start,
  end,
  basis,
})

const objectAt = (lower: string, span: Span, lexicon: Lexicon): string | undefined =>
  lexicon.objects(lower.slice(span.start, span.end)).sort((a, b) => b.value.weight - a.value.weight)[0]?.value.code

const itemSpan = (text: string, lower: string): (Span & { basis: 'stated' | 'inferred' }) | undefined => {
  for (const pattern of [CARD, COURSE]) {
    const match = pattern.exec(text)
    const item = match?.[1]
    if (match !== null && item !== undefined && !NOT_ITEM.test(item)) {
      const start = match.index + match[0].lastIndexOf(item)
      return { start, end: start + item.length, basis: 'stated' }
    }
  }
  for (const match of text.matchAll(BOUGHT_ITEM)) {
    const item = match[1] ?? ''
    if (
      NOT_ITEM.test(item) ||
      /^[\d.]+$|[元块]$/.test(item) ||
      (/点[了的]?$/.test(match[0].slice(0, 1)) && !/菜|饭|外卖|餐|奶茶|咖啡/.test(item))
    )
      continue
    const start = match.index + match[0].lastIndexOf(item)
    return { start, end: start + item.length, basis: 'stated' }
  }
  const english = ENGLISH_ITEM.exec(lower)
  if (english?.[1] !== undefined && !/^(?:it|them|this|that|from|online)\b/.test(english[1])) {
    const start = english.index + english[0].lastIndexOf(english[1])
    return { start, end: start + english[1].length, basis: 'stated' }
  }
  return undefined
}

/** 餐饮服务 for a meal: nobody should be asked what he bought when he said that he ate there. */
const mealFact = (lower: string): Fact[] => {
  const meal = MEAL.exec(lower)
  if (meal === null) return []
  const value = /[a-z]/.test(meal[0]) ? 'meal' : '餐饮消费'
  return [fact('purchase.item', value, meal.index, meal.index + meal[0].length, 'inferred')]
}

const dailyLifeFact = (lower: string): Fact[] => {
  const business = NOT_BUSINESS_USE.test(lower) && !/进货|公司采购/.test(lower) ? null : BUSINESS_USE.exec(lower)
  const found = business ?? DAILY_USE.exec(lower)
  if (found === null) return []
  return [
    fact(
      'purchase.forDailyLife',
      business === null,
      found.index,
      found.index + found[0].length,
      business === null ? 'inferred' : 'stated',
    ),
  ]
}

/**
 * What was bought: item, order number, and whether it was for daily life (为生活消费需要, 总局令第121号 §3): inferred true
 * for everyday goods, false for goods bought to run a business.
 */
export const purchaseFacts = (text: string, lower: string, lexicon: Lexicon): Fact[] => {
  const span = itemSpan(text, lower)
  const facts =
    span === undefined
      ? mealFact(lower)
      : [fact('purchase.item', text.slice(span.start, span.end), span.start, span.end, span.basis)]
  const object = span === undefined ? undefined : objectAt(lower, span, lexicon)
  if (object !== undefined && span !== undefined) facts.push(fact('object', object, span.start, span.end, 'inferred'))
  const order = ORDER.exec(text)
  const number = order?.[1]
  if (order !== null && number !== undefined && (number.match(/\d/g)?.length ?? 0) >= 4) {
    const start = order.index + order[0].lastIndexOf(number)
    facts.push(fact('purchase.orderNumber', number, start, start + number.length, 'stated'))
  }
  return [...facts, ...dailyLifeFact(lower)]
}
