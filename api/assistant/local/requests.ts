import type { RequestKind } from '../../tickets/model.ts'
import type { Fact } from './types.ts'

const NUMBER = '[一二两三四五六七八九十百\\d]{1,3}'
/** Patterns per request (投诉请求), in the order of the form. */
const PATTERNS: readonly (readonly [RequestKind, RegExp])[] = [
  [
    'return',
    /(?:没拆|未拆|不合适|不喜欢|无理由).{0,24}(?:想退|要退|不给退|不让退|拒绝?退|退不了|拒收)|退货|(?<!概不|不予|恕不)退换|把(?:货|东西|商品|衣服|手机)退|退(?:掉|了)?(?:这个|这件|这台|这部|商品|产品|衣服|手机|机器)|(?:东西|货|机器|商品|床垫|它|衣服|手机)?(?:(?:给)?(?:他们?|我)?(?:拉|拿|收|搬|寄|拖)(?:走|回去))(?!.{0,4}(?:修|检))|拒收|想退掉|不想要了|我不要了|(?:return|send) (?:it|them|the [a-z]+)(?: back)?|send (?:it )?back/g,
  ],
  [
    'replace',
    /(?:(?<!概不|不予|恕不|不)退换|换货|更换(?!了?[\u4e00-\u9fff]{0,3}(?:老师|教练|招牌|名称|老板|人员|公司|物业|法人|门头|店名))|调换|(?<!不退不)换一|换个(?!屏|锁|灯|胎|电池|零件|玻璃|管|名|地方|说法|牌子|公司|店|号|人|马甲|门)|换新|换台|换件|换部|换双|给我?换|要求换|(?<!不退)不换(?!了?(?:名|地方))|换(?:成)?好的|(?:整|来|发|补|弄|拿|给我|要|想要|重新发|再发)(?:我)?一?[台双个件部只辆套条副张]?(?:全?新|好)的(?!钱|价|店)|重新(?:给我?)?(?:配|做|发|装|制作|定做)(?!服务)|换(?:我)?新[的床机货车]|给我?调(?!查|解|一|料|走)|给换(?!了)|要换(?:一)?[台双个件部只]?|要不换|replace|exchange|want a new one)/g,
  ],
  [
    'repair',
    /(?:要求|希望|给我?|负责|免费|必须|应该|帮我?|不给?|不肯|拒绝|拒不)(?:上门|免费|继续|尽快)?(?:维修|保修|修理|修好|修|返修)|把.{1,10}(?:修|弄|整|搞)好|(?:赶紧|尽快|给我?|要么|什么时候|啥时候|早点|快点)(?:给我?|安排)?.{0,4}(?:修|弄|整)好|安排(?:人|师傅|上门)?.{0,4}(?:维)?修|来(?:个)?人.{0,6}(?:修|弄|调|看)(?:一下|好|调)?|自己掏钱(?:维)?修|给修(?!了)|\b(?:repair|fix) (?:it|them|the|my)|fix the/g,
  ],
  [
    'refund',
    /退(?:还|回|给|我|掉|一下|全部|全额|剩余|剩下|多收|卡里?|我们|了我|所有|这)*的?(?:这|那)?(?:\d[\d.]*|[一二两三四五六七八九十百千万]+)?(?:钱|款|费|余额|差价|押金|定金|订金|卡|全款|全额|一半|元|块|一赔|课|票|房费|订|会员|服务费|学费|加盟费|团费|卡费|费用|尾款|保证金|首付|餐费|伙食费)|(?<![不只才仅说肯给])退\d{1,7}(?![\d%天日])|退还|退回|退我|退给我|退款退货|\d不退|[钱款费金额卡]也?(?:不给?|不肯|不让|不能|拒绝|拒不)退|(?:不给|不肯|不予|拒绝|拒不|要求|想|能不能|可以|希望)退(?!休|伍|学|出|役|换|货)|(?:要|让他?|得)退(?:\d|(?=$|[，,。!]))|(?:课|费|钱|卡|金|款)(?:也|都|还)?退不[了出]|退(?:一下)?多收|(?<![无])不(?:给)?退(?=$|[，,。!?了吧呢\s])|(?:钱|费|款|金|余额|本金|学费|定金|押金|订金)(?:都|也|全|得|该|就|要|必须|应该|可以|给|就得|一分|的)*(?:还(?:给)?(?:我|本人|俺|咱|回)|返还|吐出来|打回|结给|转回|补给|拿回|要回|讨回|追回|返给|退(?=$|[，,。!?]))|(?:把|要|想|讨|拿|追|返|还|吐)(?:我|俺|咱)?(?:的|那|这|剩下的?|剩余的?|多收的?)*(?:\d[\d.]*|[一二两三四五六七八九十百千万]+)?(?:块|元)?(?:钱|费用|学费|押金|定金|课时费|款项?|余额|费)(?:给我?)?(?:还|要|讨|拿|追|退|返|吐|结)(?:回|给|出)?(?:来|我|本人)?|(?:还|返|补|结)(?:给)?(?:我|俺|本人)(?:的)?(?:钱|差|多|剩)|返还|(?:补|还|退|打|转|返)(?:回)?给(?:我|本人|俺)(?!们?(?:修|换|打电话|道))|(?:要|讨|拿|追)回(?:来)?(?:我的?)?(?:学费|钱|款|费用|押金|定金|卡费|余额)|我(?:就|只)?(?:想)?要(?:回)?我的钱|我的钱(?:呢|怎么办|咋办)|课时费.{0,6}(?:结|还|返)|(?:卡里|剩下?的?)[^，。]{0,8}(?:谁给|怎么办|咋办)|给(?:我)?吐出来|一分(?:没|不)(?:给)?(?:退|返|还)|要全额(?!付|缴|交)|费该还|饭钱得免|免单|多(?:收|划|扣)(?:了|我)(?:的|我)?(?:那)?(?:[一二两三四五六七八九十百千万\d]+)(?:块|元)?|\brefund|money back|my money|deposit back|give us the money|reimburse/g,
  ],
  [
    'punitive',
    new RegExp(
      `(?:假一|退一|缺一)[赔罚]${NUMBER}|赔.{0,6}倍|(?:按|要|主张|给|依法|就|该)(?:照|法|规定|求)?(?:该)?(?:我)?${NUMBER}倍|(?:按|依)(?:照)?(?:规定|法律|食品安全法|消法)?赔(?:我)?(?:五百|一千|500|1000)|${NUMBER}倍.{0,4}(?:赔|罚)|惩罚性|(?:three|ten|triple|3|10)[ -]?(?:times|fold|x)? ?.{0,12}(?:compensat|damage)|punitive`,
      'g',
    ),
  ],
  [
    'compensation',
    /赔偿|赔我|赔钱|补偿|索赔|赔付|(?:要求|必须|应该|希望|让)(?:他们?|商家|店家|对方)?(?:给)?赔(?!礼|不是)|赔(?=\d)|医药费|误工费|治疗费|医疗费|检查费.{0,4}(?:出|掏|承担)|精神损失|损失(?:谁|由|让|要|得|他们?|都|全)*.{0,6}(?:承担|出|赔|负责|管|算)|(?:钱|费用?|损失|医药费)(?:他们?|你们|对方|店里|商家|酒店|场馆|厂家)?(?:也|都|全|必须|应该|得|就|应)*(?:他们?|店里|商家)?(?:得|要|该|应)?(?:出|掏|承担|认|报了?)(?=$|[，,。!?])|(?:让|要|得)(?:他们?|商家|店家|对方|店里|公司|厂家|酒店|场馆)?(?:给)?(?:承担|负责(?:赔|医|费)|掏钱)|承担.{0,12}(?:费|损失)|一毛不拔|要现钱|(?:只肯|才肯|就肯|只)(?:给|赔)(?:我)?(?:\d+|[一二两三四五六七八九十百]+)|给(?:个)?说法赔|要(?:他们|商家|店家|对方)赔|compensat\w*|damages|pay for (?:the|my|our)/g,
  ],
  ['apology', /道个?歉|赔(?:个)?礼|认(?:个)?错|赔(?:个)?不是|说声?(?:对不起|抱歉)|apolog/g],
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
      if (kind === 'refund' && /回来?$/.test(match[0]) && /^了/.test(after)) continue
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
