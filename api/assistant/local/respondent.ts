import {
  GENERIC_PART,
  NAME_CUT,
  NAME_FORBIDDEN,
  NAME_LEAD,
  NAME_TRADES,
  PLACE_LEAD,
  PLATFORMS,
  SHOP_SUFFIX,
} from './shop-words.ts'
import type { Fact, Span } from './types.ts'

/** A market or estate is where it happened, seldom whom it is about. */
const PLACE_NAME = /(?:市场|小区|广场|学校附近|花园)$/
/** 「某菜市场有人卖…」: whom it is about is not the market. */
const SOMEBODY_THERE = /^(?:[里内]?有|[里内]|门口|附近|旁|对面|周边|[一二三四五负\d]楼)/
/** 「新世界商场的…」: the shop meant is inside. */
const INSIDE = /^(?:的|里|内|[一二三四五负\d]楼)/
/** One's own firm. */
const OURSELVES = /(?:我们?|本)(?:公司|司|单位|店|厂)[^。;；!?]{0,24}$/

/** A text this long begins with its subject; whom it is about is named there. */
const LETTER = 120
const SUBJECT = 36

interface Candidate extends Span {
  readonly name: string
  readonly score: number
}

const NAME_CHARS = /[\u4e00-\u9fffA-Za-z0-9·&'’_×*-]{1,24}$/
const BRANCH = /^\([^()\n]{1,14}店\)/

/** Nothing but words any shop could be called by: 楼下的小超市, 一家饭店. */
const isGeneric = (name: string): boolean => name.replace(GENERIC_PART, '').replace(/[\s·&-]/g, '').length === 0

const trimmed = (run: string): string | undefined => {
  const cut = run.replace(NAME_CUT, '')
  let name = (cut === run ? cut.replace(/^[和与及跟]/u, '') : cut).replace(NAME_LEAD, '')
  const placeless = name.replace(PLACE_LEAD, '').replace(NAME_LEAD, '')
  if (placeless !== name && !isGeneric(placeless)) name = placeless
  else if (placeless !== name && (/[路街道巷区]/.test(name) || /(?:机构|市场|超市|店|商家)$/.test(name)))
    return undefined
  return name.length < 2 || name.length > 30 || isGeneric(name) || NAME_FORBIDDEN.test(name) ? undefined : name
}

/** Names known by their end: XX烤肉店, 某某有限公司. */
const bySuffix = (text: string): Candidate[] => {
  const found: Candidate[] = []
  let floor = 0
  for (const match of text.matchAll(SHOP_SUFFIX)) {
    let end = match.index + match[0].length
    end +=
      /^(?:店|分店|总店|有限公司|公司|旗舰店|专卖店|专营店|超市|馆|城|连锁店)(?!员|家|里|主|铺)/.exec(
        text.slice(end, end + 4),
      )?.[0].length ?? 0
    const run = NAME_CHARS.exec(text.slice(Math.max(floor, end - 24), end))?.[0] ?? ''
    const name = trimmed(run)
    if (name === undefined) continue
    const branch = BRANCH.exec(text.slice(end, end + 18))?.[0] ?? ''
    const company = /公司$/.test(name)
    const before = text.slice(Math.max(0, end - name.length - 6), end - name.length)
    const cued = /(?:在|去|到|投诉|举报|反映|的|叫|于|家)$/.test(before)
    const strong = /店$|公司$|超市$|馆$|商场$|酒楼$|[厅房院]$/.test(name)
    found.push({
      name: name + branch,
      start: end - name.length,
      end: end + branch.length,
      score: (company ? 4 : 2) + (cued ? 2 : 0) + (strong ? 1 : 0),
    })
    floor = end
  }
  return found
}

const QUOTE = /[「『“"《【']([^「」『』“”"《》【】'\n]{2,24})[」』”"》】']/g
const CALLED =
  /(?:店名|商家名称?|商户名称?|公司名称?|店铺名称?|被投诉(?:方|人|商家)|被举报(?:方|人)|对方|商家|名字|名称|店家)(?:是|叫做?|为|:|名叫)+\s?([^\s，,。;；!?、()"“「]{2,24})|(?:一家|那家|这家|有家|店|有一?个)(?:叫做?|名叫|名为)\s?[“"「]?([^\s，,。;；!?、"”」的]{2,16})|(?<!我)叫做?[“"「]?([^\s，,。;；!?、"”」的我他她你]{2,16})[”"」]?的(?:一?家|那家)?(?:店铺|商家|餐厅|超市|公司|卖家|商户|主播|机构|诊所|中心|[\u4e00-\u9fff]{0,3}(?:店|馆|院|房|行|班|校|坊|城)(?![\u4e00-\u9fff]?长))/g

/** Words that can only be followed by a name. */
const INTRODUCES = /(?:叫做?|名为|名叫|店名|字号|招牌|商家名?|店铺名?|名称|[一那这]家|家名?叫)(?:是|为|:)?\s?$/

const quoted = (text: string): Candidate[] =>
  [...text.matchAll(QUOTE)].flatMap((match) => {
    const name = (match[1] ?? '').trim()
    const start = match.index + 1
    const before = text.slice(Math.max(0, match.index - 6), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 8)
    const named = /(?:叫做?|名为|名叫|店名|商家|店铺|是|在|的|家|投诉|举报|到|去|商户|公司)[:是]?$/.test(before)
    const shop = /^(?:的?(?:店|商家|餐厅|饭店|超市|公司|商户|网店|旗舰店|店铺)|买|吃|消费|办|充|购|下单)/.test(after)
    const suffix = new RegExp(`(?:${SHOP_SUFFIX.source})$`).test(name)
    const introduced = INTRODUCES.test(before) && !GOODS_AFTER.test(after)
    const accused =
      /^(?:店|馆)?(?:专|老|又|还|公然)?(?:骗|欺骗|欺诈|坑|宰|乱收|多收|卖假|虚假|涉嫌|拒不|不退|不给|售卖|无证|违规|违法|垄断)/.test(
        after,
      )
    if (!(suffix || introduced || accused || (named && shop)) || isGeneric(name) || NAME_FORBIDDEN.test(name)) return []
    return [{ name, start, end: start + name.length, score: 6 }]
  })

/** What is called so is a product, no shop: 「有个叫“某某”的药」. */
const GOODS_AFTER = /^[”"」』]?的?(?:项目|产品|活动|课程|仪器|药|东西|菜|酒|膏|保健品|套餐|牌子)/

const called = (text: string): Candidate[] =>
  [...text.matchAll(CALLED)].flatMap((match) => {
    const raw = match[1] ?? match[2] ?? match[3] ?? ''
    const name = raw.replace(/(?:买|吃|消费|购买|办|充|多收|卖|的).*$/u, '')
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 6)
    if (name.length < 2 || isGeneric(name) || NAME_FORBIDDEN.test(name) || GOODS_AFTER.test(after)) return []
    const start = match.index + match[0].indexOf(raw)
    return [{ name, start, end: start + name.length, score: 7 }]
  })

/** A name that stands alone between two stops, or speaks or is dealt with: 「…，悦来奶茶」, 「宏达家电说」. */
const BY_TRADE = new RegExp(
  `(?<=^|[，,。;；!?\\s:]|在|去|到|是|叫|家|场的|城的|楼的)([\\u4e00-\\u9fffA-Za-z]{1,8}?(?:${NAME_TRADES}))(?=$|[，,。;；!?\\s]|说|不给|不认|不肯|拒|让|要我|要再|收我|卖[给的]|买[的了]|付的?|订[的了]|定[的了]|配[的了]|做[的了]|修[的了]|办[的了]|充[的了]|吃[的了饭])`,
  'g',
)
/** What people say alone between two stops that is no name. */
const NO_NAME_ALONE =
  /^(?:要求|希望|还有|没有|就是|都是|全是|不要|想要|退|赔|修|换|买|卖|吃|喝|用|发|收|交|付|看|拿|让|给|被|把|也|又|再|很|太|真|这|那|我|你|他|她|它|此|请|在|去|到|有|两|几|每|某|另|说|打|去|来|叫|对|跟|和|从|向|因为|所以|但|结果|现在|当时|后来|今天|昨天|前天|上周|老板|商家|店家|店员|客服|平台|网购|网上|直播)/

const byTrade = (text: string): Candidate[] =>
  [...text.matchAll(BY_TRADE)].flatMap((match) => {
    const raw = match[1] ?? ''
    const name = trimmed(raw)
    if (name === undefined || name.length < 3 || NO_NAME_ALONE.test(name)) return []
    const start = match.index + raw.lastIndexOf(name)
    return [{ name, start, end: start + name.length, score: 3 }]
  })

const BOUGHT_AT =
  /(?:在|去|到)(?:了|一家|(?:(?![买购点订])[^\s，,。;；!?、:在去到]){1,14}的)?([^\s，,。;；!?、:()的在去到]{2,12}?)(?:店里)?(?:买|购买|(?<!小)吃|办|充值?|消费|点了|点的|订了|订的|下单|做了|做的|住了|住的|修|理发|剪|配了|配的|拍了?|就餐|用餐|聚餐|健身|洗|租|报名?|喝|团购)/g
const ACCUSED =
  /(?:投诉|举报|曝光)(?:一下|你们)?([^\s，,。;；!?、:()的在]{2,12}?)(?=[，,。!\n]|$|[多乱][收扣要算]|乱加|偷偷|卖|销售|不退|不给|拒绝|拒不|欺诈|骗|虚假|强制|存在|涉嫌|使用|用[^户]|把|往|在|做|没有|私自|缺斤)/g
const NO_SHOP =
  /^(?:小孩|孩子|女儿|儿子|老人|父母|父亲|母亲|妈妈|爸爸|家人|网上|家里?|他家|她家|这里|那里|这家|那家|店里|楼下|楼上|手机|平台|直播间?|外面|单位|公司|学校|附近|门口|哪里?|当地|现场|线上|线下|里面|朋友|老家|小区|路边|街上|市场|商场|超市|饭店|餐厅|酒店|医院|药店|前台|窗口|小程序|APP|app|微信|网店|直播|车站|机场|高铁站|景区|火车站|家附近|此|该|本|某|一|无门|济南|高新区|北京|上海|我|你|他|她)/

const byVerb = (text: string, pattern: RegExp, score: number): Candidate[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const raw = match[1] ?? ''
    const name = trimmed(raw)
    if (name === undefined || NO_SHOP.test(name) || PLATFORMS.some(([platform]) => platform.test(name))) return []
    if (
      /(?:路|街|大道|小区|大厦|号|楼|层|园区|软件园|科技园|广场|大学|社区|村|镇|区|市|上|里|下|后|前|时|候|年|月|日|天|次|共|钱|费|元|块|未|补|签|经|被|才|没|先|并|可|能|受理|不|些|量|都|也|还|办理|证|所|厅|局|院|厂)$/.test(
        name,
      )
    )
      return []
    if (/^(?:路|月|日|[\d.]+)/.test(name) || new RegExp(`^(?:${SHOP_SUFFIX.source})$`).test(name)) return []
    const start = match.index + match[0].indexOf(raw) + raw.lastIndexOf(name)
    return [{ name, start, end: start + name.length, score }]
  })

const ENGLISH =
  /\b(?:at|from|by|in|against|called|named|restaurant|shop|store|report|complain about)\s+(?:a (?:shop|store|restaurant|gym|place) (?:called|named) )?["“]?((?:[A-Z][A-Za-z0-9'’&-]{0,20}|XX)(?: (?:[A-Z][A-Za-z0-9'’&-]{0,20}|of|and|the|&)){0,4})/g
const ENGLISH_PLACE_END =
  /\b(?:Road|Street|Avenue|Lane|Rd|St|Ave|District|City|Zone|China|Jinan|Province|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|RMB|CNY|I|Nov|Oct|Sep|Dec|Jan|Feb)$/

const english = (text: string): Candidate[] =>
  [...text.matchAll(ENGLISH)].flatMap((match) => {
    const name = (match[1] ?? '').replace(/\s+(?:of|and|the|&|I)$/g, '')
    const lower = name.toLowerCase()
    if (name.length < 2 || ENGLISH_PLACE_END.test(name) || PLATFORMS.some(([platform]) => platform.test(lower)))
      return []
    const start = match.index + match[0].lastIndexOf(match[1] ?? '')
    return [{ name, start, end: start + name.length, score: 3 }]
  })

/** 「…the website. Blue Lake Hotel. Please…」 */
const ENGLISH_ALONE =
  /(?:^|[.!?,]\s)((?:[A-Z][A-Za-z'’&]{1,20} ){1,3}(?:Hotel|Restaurant|Cafe|Shop|Store|Mall|Gym|Market|Kitchen|Clinic|Pharmacy|Bar|Salon))\b/g

const englishAlone = (text: string): Candidate[] =>
  [...text.matchAll(ENGLISH_ALONE)].flatMap((match) => {
    const name = match[1] ?? ''
    const start = match.index + match[0].length - name.length
    return /^(?:The|A|An|This|My|Our|I)\b/.test(name) ? [] : [{ name, start, end: start + name.length, score: 4 }]
  })

/** A school named in the subject: 「某县二中食堂…」. In a story a school mostly tells where. */
const SCHOOL =
  /((?:[A-Za-z]\d{0,2}[市区县]|[\u4e00-\u9fff]{2,6}?[市区县镇])?(?:[\u4e00-\u9fff]{2,8}?(?:中学|小学|学校|学院|大学)|第?[一二三四五六七八九十\d]{1,3}(?:中学?|小学?)))(?=食堂|军训|校服|小卖部|超市|后勤|强制|乱收|违规|收费|要求|卖|发|的)/

const school = (text: string): Candidate[] => {
  const match = SCHOOL.exec(text.slice(0, SUBJECT))
  const name = match?.[1]?.replace(/^.*(?:投诉|举报|反映|关于|请查处|请)/u, '')
  if (match === null || name === undefined || name.length < 3) return []
  const start = match.index + match[0].length - name.length
  return [{ name, start, end: start + name.length, score: 2 }]
}

const isForeign = (text: string): boolean => (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) * 4 < text.length

const SELLER =
  /^(?:上|平台|app|里|的|直播间?|商城|网|一家|有家|某|店铺|商家|卖家|网店|名为|叫做?|:|旗下|在|购物|[“"「(])*(自营|[\u4e00-\u9fffA-Za-z0-9·&'’-]{2,20}?(?:旗舰店|专营店|专卖店|自营店?|企业店|小店|书店|超市|店|工作室))/i

const platformFacts = (text: string, lower: string): Fact[] => {
  for (const [pattern, platform] of PLATFORMS) {
    const match = pattern.exec(lower)
    if (match === null) continue
    const end = match.index + match[0].length
    const facts: Fact[] = [{ path: 'respondent.platform', value: platform, start: match.index, end, basis: 'stated' }]
    const seller = SELLER.exec(text.slice(end, end + 40))
    const raw = seller?.[1]
    const shop = raw === undefined ? undefined : raw.startsWith('自营') ? platform + raw : trimmed(raw)
    if (seller !== null && raw !== undefined && shop !== undefined) {
      const start = raw.startsWith('自营') ? match.index : end + seller[0].length - shop.length
      facts.push({ path: 'respondent.shop', value: shop, start, end: end + seller[0].length, basis: 'stated' })
    }
    return facts
  }
  return []
}

const USCC = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/g
const URL = /https?:\/\/[^\s，。、"'<>）)\u4e00-\u9fff]{4,300}/g

/**
 * The business complained of (被投诉人 / 被举报人): its name as the person writes it, the platform and the shop on it,
 * credit code and link. A merely described shop (「楼下小超市」) gives no name.
 */
export const respondentFacts = (text: string, lower: string, holes: readonly Span[] = []): Fact[] => {
  const facts = platformFacts(text, lower)
  const shop = facts.find(({ path }) => path === 'respondent.shop')
  const candidates = [
    ...called(text),
    ...quoted(text),
    ...bySuffix(text),
    ...byTrade(text),
    ...school(text),
    ...byVerb(text, BOUGHT_AT, 4),
    ...byVerb(text, ACCUSED, 4),
    ...(isForeign(text) ? [...english(text), ...englishAlone(text)] : []),
  ]
    .filter((candidate) => !OURSELVES.test(text.slice(Math.max(0, candidate.start - 28), candidate.start)))
    .filter(({ name, end }) => !(PLACE_NAME.test(name) && SOMEBODY_THERE.test(text.slice(end, end + 3))))
    .filter((candidate) => !holes.some((hole) => candidate.start < hole.end && hole.start < candidate.end))
  const weight = ({ name, score, start, end }: Candidate): number =>
    score +
    (text.length > LETTER && start < SUBJECT ? 3 : 0) -
    (PLACE_NAME.test(name) ? 4 : 0) -
    (INSIDE.test(text.slice(end, end + 3)) && /(?:商场|百货|商城|商厦|超市|购物中心|大厦)$/.test(name) ? 2 : 0)
  const best = candidates.reduce<Candidate | undefined>(
    (leader, candidate) => (leader === undefined || weight(candidate) > weight(leader) ? candidate : leader),
    undefined,
  )
  if (shop !== undefined) facts.push({ ...shop, path: 'respondent.name' })
  else if (best !== undefined) {
    facts.push({ path: 'respondent.name', value: best.name, start: best.start, end: best.end, basis: 'stated' })
    if (facts[0]?.path === 'respondent.platform')
      facts.push({ path: 'respondent.shop', value: best.name, start: best.start, end: best.end, basis: 'inferred' })
  }
  for (const [path, pattern] of [
    ['respondent.uscc', USCC],
    ['respondent.shopUrl', URL],
  ] as const) {
    const match = [...text.matchAll(pattern)][0]
    if (match !== undefined)
      facts.push({ path, value: match[0], start: match.index, end: match.index + match[0].length, basis: 'stated' })
  }
  return facts
}
