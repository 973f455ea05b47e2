import { around } from './clauses.ts'
import { findMoney, type Money, ONE_THING } from './numbers.ts'
import type { Basis, Fact } from './types.ts'

/**
 * What a sum of money is in the story: `paid` in total, `over`-charged, `claim`ed back, `balance` left on a card,
 * `list` price, shop's `offer`, `damage` such as a doctor's bill, or unknown.
 */
export type AmountRole = 'paid' | 'over' | 'claim' | 'balance' | 'list' | 'offer' | 'damage' | 'unknown'

/** A sum with its role. `total` marks 一共, 总计. */
export interface RoledAmount extends Money {
  readonly role: AmountRole
  readonly total: boolean
}

const FILL = '(?:了|我|我们|你|他|的|钱|费|掉|走|去|着|到|给|个|一|有|是|为|约|大概|将近|差不多|:|\\s){0,4}'
const OFFER =
  /自费(?:修|换|维修)?$|(?:再|另外?|还要|得|让我|叫我|要我)(?:们)?(?:再)?(?:交|付|加|补|掏|收)(?:钱|费|个|我)?$|就(?:只)?(?:赔|退|给)(?:我|了)?.{0,3}$|(?:只|才|最多|仅)(?:肯|愿意?|同意|答应|能|给|可以|想)?.{0,4}(?:退|赔|补|给).{0,4}$|(?:同意|愿意|答应|已经?|只肯|offered?)\s?.{0,5}(?:退|赔|补|refund|give|pay).{0,5}$/
const OVER = new RegExp(
  `(?:多|额外|另外|另|强制|私自|擅自|乱|硬|偷偷|重复|莫名其妙|无故|凭空|私下)(?:又|再|给我|被|向我)?(?:收取|收|扣除|扣|算|付|要|刷|划|加|掏|交|支付|计|打|出来?|花)${FILL}$|(?:少找|少给|差价|贵了?|多出来?|加价|加收|overcharged?(?: me| us)?(?: by| for)?|(?:an )?(?:extra|added|additional)|charged (?:me |us )?(?:an )?extra|more than .{0,8}by)${FILL}$`,
)
const OVER_AFTER =
  /^(?:的)?(?:服务费|餐具费|餐位费|茶位费|包间费|开瓶费|手续费|打包费|包装费|工本费|违约金)?(?:是)?(?:多收|多扣|多算|乱收|额外收)/
const CLAIM =
  /(?:^|[，,。;；\s])(?:就|只|全部?|是|把)?退(?:我|款|回)?$|(?:要求|请求|希望|想要?|申请|应该?|必须|主张|麻烦|能否|让|叫|请|want|demand|ask|would like|give me).{0,12}(?:退|赔|补|返|还我|还给|refund|back|compensat\w*|return)[^不没]{0,8}$|(?:索赔|赔偿|赔我|赔给我|退我|退还|退给我|补偿|返还|refund(?: of)?)(?:我|给我|人民币|金额|:|\s|of|the|me){0,4}$/
const CLAIM_BEFORE_BA = /把.{0,6}$/
const CLAIM_AFTER =
  /^.{0,8}(?:退还|退给|退回|还给我|退我|赔给我)|^(?:的)?(?:赔偿|补偿|精神损失|损失费|误工费)|^\s(?:compensation|refund|back)/
const REFUSED_BEFORE = /(?:不|没|拒绝|拒不|不肯|不给|不愿|不让)(?:给我?|肯|愿意?)?(?:退|还)(?:还|我|给我)?.{0,4}$/
const REFUSED_AFTER = /^.{0,5}(?:不|没|未|拒不?|拒绝)(?:给|肯|予|愿意?)?(?:退|还)/
const BALANCE =
  /(?:还剩下?|剩余|剩下?|余额|没用完?|未使?用|未消费|没消费|里面?还有|还有|balance(?: of)?|still have|with)(?:了|大概|差不多|约|的|有|是|:|\s){0,3}$/
const BALANCE_AFTER = /^.{0,2}(?:没用完?|没消费|未使用|余额|没花完?|\s(?:left|remaining))/
const LIST =
  /(?:原价|标价|标注?的?|写着?的?|写明|价签|标签|价目表?|菜单|牌价|明码|定价|售价|单价|市场价|宣传的?|广告|说好|说是|谈好|讲好|约定|报价|别家|网上|人家|外面|挂牌|划线价|会员价|活动价|优惠价|指导价|起步价|特价|本来|正常|应该是?|显示|listed|advertised|menu|price tag|label(?:led)?|sign|supposed to be)[^\d元块]{0,7}$/
const SPENT_AFTER_LIST = /(?:结果|结账|付款|收银|实际|却|但|扫码)/
const PENALTY = /(?:罚款?|处罚|判|工资|月薪|养老金|低保|房租|月租|贷款|fined?)(?:了|我|他|是|\s){0,3}$/
const DAMAGE =
  /(?:医院|医药费?|医疗费?|看病|治疗费?|挂号|检查费|误工费?)(?:花|用|交|付)?(?:了|去|掉|是|共|一共){0,2}.{0,3}$/
const PAID =
  /(?:花费?|投资|加盟费|变成|成了|付款?|交|充值?|支付|消费|缴纳?|转账?|刷|掏|买|购|订金|定金|押金|首付|总共|一共|共计?|合计|总计|总价|总额|实付|实收|账单|扫码|结账|要我|收我|收取?|扣|办卡?|要价?|卖|算|价格|价值|金额|费用|学费|货款|打款|汇款?|给了|paid|paying|spent|spend|cost|costs|charged|price|bought .{0,20}for|for|pay)(?:了|我|我们|他|他们|她|她们|店家|商家|老板|的|费|值|掉|进去|出去|去|着|到|卡|是|为|大概|差不多|约|将近|近|人民币|me|us|about|was|:|\s){0,5}$/
const PAID_AFTER =
  /^(?:钱)?(?:的价格|的价钱)?(?:买|购|办|充|点|订|报|拍|一?个?的?(?:卡|会员|套餐)|在.{1,8}(?:买|办|充))/
const TOTAL =
  /(?:总共|一共|共计|共|合计|总计|总价|总额|总账单|总费用|实付|total|altogether|in all)(?:了|花|付|消费|交|支付|是|为|费|:|\s|of){0,4}$/

/** 「32块的餐具费…要求退还餐具费」: the wish names the fee, the fee has its sum. */
const feeWanted = (lower: string, after: string): boolean => {
  const fee = /^(?:的|钱的)?([\u4e00-\u9fff]{1,4}费)/.exec(after)?.[1]
  return fee !== undefined && new RegExp(`(?:退|还)(?:还|掉|给我|回|我|这|多收的|的)*${fee}`).test(lower)
}

const roleOf = (lower: string, money: Money): AmountRole => {
  const { before, after } = around(lower, money, 24)
  const near = before.slice(-14)
  if (PENALTY.test(near)) return 'offer'
  if (OFFER.test(near)) return 'offer'
  if (OVER.test(near) || OVER_AFTER.test(after)) return 'over'
  if (DAMAGE.test(near)) return CLAIM.test(before) ? 'claim' : 'damage'
  if (feeWanted(lower, after)) return 'claim'
  if (CLAIM.test(before) || CLAIM_AFTER.test(after)) return 'claim'
  if (CLAIM_BEFORE_BA.test(near) && /(?:退|还)/.test(after)) return 'claim'
  if (REFUSED_BEFORE.test(near) || REFUSED_AFTER.test(after)) return 'claim'
  if (BALANCE.test(near) || BALANCE_AFTER.test(after)) return 'balance'
  if (LIST.test(near) && !SPENT_AFTER_LIST.test(near.replace(/^.*(?:标|写|说|原|显示)/, ''))) return 'list'
  if (PAID.test(near) || PAID_AFTER.test(after)) return 'paid'
  return 'unknown'
}

/** Every sum of a message with its role. Works on the lower-case normalised text. */
export const roledAmounts = (lower: string): RoledAmount[] =>
  findMoney(lower).map((money) => ({
    ...money,
    role: roleOf(lower, money),
    total: TOTAL.test(around(lower, money, 12).before),
  }))

const WANTS_BACK = /退|返还|赔|refund|money back/
const WANTS_DIFFERENCE = /差价|差额|多收的|多付的|difference/
const WANTS_ALL =
  /(?:全额|全款|全部|一分不少|如数)(?:的?钱|费用)?.{0,4}(?:退|返|赔)|(?:退|返)还?(?:我|给我)?(?:全额|全款|全部|所有)|full refund|refund in full/
const DEPOSIT_KEPT = /(?:[\u4e00-\u9fff]费|押金|定金|订金|学费|费用|会费|余款|货款|钱)/

const fact = (path: Fact['path'], money: Money, basis: Basis, value = money.yuan): Fact => ({
  path,
  value,
  start: money.start,
  end: money.end,
  basis: money.approximate ? 'inferred' : basis,
})

const differenceOf = (paid: Money, list: Money): string | undefined => {
  const difference = Number(paid.yuan) - Number(list.yuan)
  return difference > 0 ? difference.toFixed(2) : undefined
}

/**
 * Facts about money: the total paid (`purchase.amountYuan`, 消费金额) and the sum in dispute (`claimYuan`, 涉案/诉求金额).
 * A claim said outright comes before an over-charge, that before the balance of a card, that before a computed difference.
 */
export const amountFacts = (lower: string): Fact[] => {
  const all = roledAmounts(lower)
  const paid = all.filter(({ role }) => role === 'paid')
  const whole = paid.filter(({ perUnit }) => !perUnit)
  const unknown = all.filter(({ role, perUnit }) => role === 'unknown' && !perUnit)
  const kept = all.find((money) => money.role === 'claim' && DEPOSIT_KEPT.test(around(lower, money, 6).before))
  const only = unknown.length === 1 ? unknown[0] : undefined
  const largest = whole.reduce<RoledAmount | undefined>(
    (most, money) => (most === undefined || Number(money.yuan) > Number(most.yuan) ? money : most),
    undefined,
  )
  const total = whole.find((money) => money.total) ?? largest
  const priced = all.filter(
    (money) =>
      money.perUnit &&
      (money.role === 'paid' || money.role === 'unknown') &&
      ONE_THING.test(lower.slice(Math.max(0, money.start - 4), money.start)),
  )
  const single = priced.length === 1 ? priced[0] : undefined
  const amount = total ?? only ?? (all.length === 1 ? kept : undefined) ?? single
  const facts: Fact[] = []
  if (amount !== undefined) facts.push(fact('purchase.amountYuan', amount, total === undefined ? 'inferred' : 'stated'))

  const claimed = all.find(({ role }) => role === 'claim') ?? all.find(({ role }) => role === 'over')
  const balance = all.find(({ role }) => role === 'balance')
  const damage = all.find(({ role }) => role === 'damage')
  const list = all.filter(({ role, perUnit }) => role === 'list' && !perUnit)
  if (claimed !== undefined) facts.push(fact('claimYuan', claimed, 'stated'))
  else if (balance !== undefined && WANTS_BACK.test(lower)) facts.push(fact('claimYuan', balance, 'inferred'))
  else if (damage !== undefined && /赔|compensat/.test(lower)) facts.push(fact('claimYuan', damage, 'inferred'))
  else if (amount !== undefined && WANTS_ALL.test(lower)) facts.push(fact('claimYuan', amount, 'inferred'))
  else if (
    total !== undefined &&
    whole.length === 1 &&
    list[0] !== undefined &&
    list.length === 1 &&
    WANTS_DIFFERENCE.test(lower)
  ) {
    const difference = differenceOf(total, list[0])
    if (difference !== undefined) facts.push(fact('claimYuan', total, 'inferred', difference))
  }
  return facts
}
