import type { RequestKind } from '../../tickets/model.ts'
import type { Fact } from './types.ts'

const NUMBER = '[一二两三四五六七八九十百\\d]{1,3}'
/** Patterns per request (投诉请求), in the order of the form. */
const PATTERNS: readonly (readonly [RequestKind, RegExp])[] = [
  [
    'return',
    /(?:没拆|未拆|不合适|不喜欢|无理由).{0,24}(?:想退|要退|不给退|不让退|拒绝?退|退不了|拒收)|退货|(?<!概不|不予|恕不)退换|把(?:货|东西|商品|衣服|手机)退|退(?:掉|了)?(?:这个|这件|这台|这部|商品|产品|衣服|手机|机器)|return (?:it|them|the (?:goods|item|product))|send (?:it )?back/g,
  ],
  [
    'replace',
    /(?:(?<!概不|不予|恕不|不)退换|换货|更换(?!了?[\u4e00-\u9fff]{0,3}(?:老师|教练|招牌|名称|老板|人员|公司|物业|法人|门头|店名))|调换|(?<!不退不)换一|换个(?!屏|锁|灯|胎|电池|零件|玻璃|管|名|地方|说法|牌子|公司|店|号|人|马甲|门)|换新|换台|换件|换部|换双|给我?换|要求换|(?<!不退)不换(?!了?(?:名|地方))|换(?:成)?好的|replace|exchange)/g,
  ],
  [
    'repair',
    /(?:要求|希望|给我?|负责|免费|必须|应该|帮我?|不给?|不肯|拒绝|拒不)(?:上门|免费|继续|尽快)?(?:维修|保修|修理|修好|修|返修)|把.{1,10}修好|\b(?:repair|fix) (?:it|them|the|my)/g,
  ],
  [
    'refund',
    /退(?:还|回|给|我|掉|一下|全部|全额|剩余|剩下|多收|卡里?|我们|了我|所有|这)*的?(?:这|那)?(?:\d[\d.]*|[一二两三四五六七八九十百千万]+)?(?:钱|款|费|余额|差价|押金|定金|订金|卡|全款|全额|一半|元|块|一赔|课|票|房费|订|会员|服务费|学费|加盟费|团费|卡费|费用|尾款|保证金|首付|餐费|伙食费)|退还|退回|退我|退给我|退款退货|\d不退|[钱款费金额卡]也?(?:不给?|不肯|不让|不能|拒绝|拒不)退|(?:不给|不肯|不予|拒绝|拒不|要求|想|能不能|可以|希望)退(?!休|伍|学|出|役|换|货)|(?:要|让他?|得)退(?:\d|(?=$|[，,。!]))|(?:课|费|钱|卡|金|款)(?:也|都|还)?退不[了出]|退(?:一下)?多收|(?<![无])不(?:给)?退(?=$|[，,。!?了吧呢\s])|refund|money back|my money|reimburse/g,
  ],
  [
    'punitive',
    new RegExp(
      `(?:假一|退一|缺一)[赔罚]${NUMBER}|赔.{0,6}倍|${NUMBER}倍.{0,4}(?:赔|罚)|惩罚性|(?:three|ten|triple|3|10)[ -]?(?:times|fold|x) .{0,12}(?:compensat|damage)|punitive`,
      'g',
    ),
  ],
  [
    'compensation',
    /赔偿|赔我|赔钱|补偿|索赔|赔付|(?:要求|必须|应该|希望|让)(?:他们?|商家|店家|对方)?(?:给)?赔(?!礼|不是)|赔(?=\d)|医药费|误工费|精神损失|compensat\w*|damages/g,
  ],
  ['apology', /道个?歉|赔礼|认错|赔不是|apolog/g],
]

const NEGATED =
  /(?:不(?:要求|需要|要|用|想要?|是要|图|求|指望|必)|没(?:要求|想要?)|无需|别|(?:don't|do not|not) (?:want|need|asking for)(?: an?| any| the)?)(?:他们?|商家|店家|他|对方|什么|任何|你们|再|给我?|也|me|any|my|\s){0,3}$/
const DONE = /(?:已经?|都|刚)(?:给我?|经|同意|主动)?(?:全额)?$/
const DONE_AFTER = /^(?:了|已经?|到账|成功|好了)(?!.{0,6}(?:不|没|才))/
const RULE_TALK = /^(?:政策|制度|规定|条款|须知|无门|通道)/
/** 退一赔三, 假一罚十: also a refund when the words say "give back one". */
const RETURNS_ONE = /退一[赔罚]/

const WISH = /^(?:要求|希望|必须|应该|让|想|要)/
/** 「不要求赔偿」: the denial may touch the word of wishing that the pattern itself begins with. */
const isNegated = (match: string, before: string): boolean =>
  NEGATED.test(before) || (WISH.test(match) && /(?:不|没有?|别|无需)$/.test(before))

/**
 * What the consumer asks for. A refusal told of the shop (「不给退」) counts as the wish behind it; a wish denied
 * (「不要求赔偿」) and a thing already done (「已经退款了」) do not. Wishes to see the shop punished are no request here.
 */
export const requestFacts = (lower: string): Fact[] => {
  const kinds = new Map<RequestKind, { start: number; end: number }>()
  for (const [kind, pattern] of PATTERNS) {
    for (const match of lower.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      const before = lower.slice(Math.max(0, start - 14), start)
      const after = lower.slice(end, end + 10)
      if (kind === 'refund' && kinds.has('return') && /^(?:不(?:给)?|想|要求?)退$/.test(match[0])) continue
      if (isNegated(match[0], before) || RULE_TALK.test(after)) continue
      if (kind !== 'punitive' && kind !== 'apology' && DONE.test(before) && DONE_AFTER.test(after)) continue
      const punitive = kinds.get('punitive')
      if (kind === 'compensation' && punitive !== undefined && start <= punitive.end && end >= punitive.start) continue
      if (!kinds.has(kind)) kinds.set(kind, { start, end })
      if (kind === 'punitive' && RETURNS_ONE.test(match[0]) && !kinds.has('refund')) kinds.set('refund', { start, end })
    }
  }
  const order = ['return', 'replace', 'repair', 'refund', 'compensation', 'punitive', 'apology'] as const
  const value = order.filter((kind) => kinds.has(kind))
  const spans = [...kinds.values()]
  if (spans.length === 0) return []
  const first = spans.reduce((least, span) => (span.start < least.start ? span : least))
  return [{ path: 'requests', value, start: first.start, end: first.end, basis: 'stated' }]
}

/** Requests expressly given up: 「不用赔偿了」「只要道歉，不退也行」. Used when a later message narrows the claim. */
export const droppedRequests = (lower: string): RequestKind[] =>
  PATTERNS.filter(([, pattern]) =>
    [...lower.matchAll(pattern)].some(({ 0: words, index }) =>
      isNegated(words, lower.slice(Math.max(0, index - 14), index)),
    ),
  ).map(([kind]) => kind)
