import { around } from './clauses.ts'
import { dangerSigns } from './danger-signs.ts'
import { DANGER, HARMLESS } from './emergency-words.ts'
import type { EmergencyEntry, Lexicon } from './lexicon.ts'
import { softmax } from './linear.ts'
import type { Span } from './types.ts'

/** An emergency the message tells of, with the number to show (110, 119, 120, 122). */
export interface EmergencyHit extends Span {
  readonly id: string
  readonly number: string
  /** Sensed only faintly: the number is shown, and the matter told goes on as if it were none. */
  readonly doubtful: boolean
}

const EVERY_DANGER = DANGER.map(([id, number, pattern]) => [id, number, new RegExp(pattern, 'g')] as const)

const NOW = /现在|正在|刚才|刚刚|此刻|马上|快|救|急|还在|赶紧|怎么办|出不来|help|now|urgent/
const OVER =
  /(?:上个?周|上个?月|上个?星期|去年|前年|以前|之前|曾经?|前几天|前段时间|那次|上次|昨天|前天|\d+[天月年]前|last (?:week|month|year)|yesterday|used to)/
const LONG_AGO =
  /上个?周|上个?月|上个?星期|上个?礼拜|去年|前年|那年|\d{4}年|年前|以前|曾经?|前段时间|\d+个?月前|last (?:week|month|year)|used to/
const SETTLED =
  /修好|已经?解决|出院|没事了|救出来?|处理(?:完|好)|恢复|好了|后来|fixed|repaired|recovered|rescued|fine now/
const HYPOTHETICAL =
  /如果|假如|要是|万一|倘若|会不会|怕|担心|避免|预防|防止|为了?防|可能会|容易|隐患|规定|标准|条例|预案|演练|培训|责任|赔偿标准|属于|怎么(?:认定|判断|算)|应该找谁|归谁管|谁负责|电影|新闻|听说|看到.{0,6}报道|what if|in case|rules? (?:on|about|for)|regulations?|policy/
const QUESTION = /吗|\?|什么|怎么|如何|多少|哪些|是否|谁|what|how|which|who/
const HABITUAL = /(?:[两三四五六七八九十]|\d)次|经常|时有发生|频发|多次(?:发生|困)|屡次|总是|often|frequently/
/** Right now, with nothing else it could mean. */
const URGENT =
  /正在|一直(?:在)?(?:冒|响|报警|漏|流|吐|抖)|(?<![能可])救命(?!稻草|药|恩|钱)|快来|快点|还在(?:里|电梯|医院|抢救|流|炸|烧|响)|出不[来去]|昏迷|抢救|叫不醒|没有?呼吸|现在(?:还)?(?:在|困|喘|喉|不)|刚才?.{0,6}(?:晕|倒|撞|炸|塌)|怎么办.{0,3}(?:急|快)|help/
const GOING_ON = /正在|救命|出不来|还困|还被困|还在(?:里|电梯|医院|抢救)|昏迷|抢救/
/** The person talks of money back and of the past: the danger is over. */
const AFTERWARDS =
  /赔偿|要求赔|要赔|索赔|赔我|医药费|误工费|退款|退钱|退货|退票|退卡|退费|想退|要退|要求换|不承认|不认账|不负责|不理赔|打了疫苗|当时|那天|事后|refund|compensat|discount/
/** A letter this long tells what has been; only words of right now make it urgent. */
const LETTER = 150
/** Never held back: a life at risk outweighs a doubtful reading. */
const LIFE =
  /不想活|活不(?:下去|成)|想(?:去)?死|不如死|自杀|轻生|寻短见|跳楼|割腕|没(?:有|啥|什么)?(?:意思|意义|盼头)|跳下|天台|楼顶|遗书|一了百了|结束(?:自己的?)?生命|kill myself|suicide|end my life|want to die|end it all/

const windowOf = (lower: string, span: Span): string => lower.slice(Math.max(0, span.start - 40), span.end + 40)

const heldBack = (lower: string, span: Span, unless: readonly string[]): boolean => {
  const near = windowOf(lower, span)
  if (LIFE.test(lower.slice(span.start, span.end))) return /跳楼(?:价|机|大|促销|式)|剧本|电影|密室/.test(near)
  if (HARMLESS.test(lower.slice(Math.max(0, span.start - 14), span.end + 14)) && !URGENT.test(near)) return true
  if (lower.length > LETTER && !URGENT.test(near)) return true
  const { before } = around(lower, span, 16)
  if (/(?:没有?|无|未|并非|不是|不会|not )$/.test(before.slice(-3))) return true
  const past =
    OVER.test(lower.slice(Math.max(0, span.start - 40), span.end + 16)) ||
    /过/.test(lower.slice(span.start, span.end + 3))
  if (past && SETTLED.test(lower.slice(span.start, span.end + 60)) && !GOING_ON.test(near)) return true
  if (HABITUAL.test(near) && !GOING_ON.test(near)) return true
  if (LONG_AGO.test(lower.slice(Math.max(0, span.start - 16), span.start)) && !GOING_ON.test(near)) return true
  if (AFTERWARDS.test(near) && !URGENT.test(near)) return true
  if (NOW.test(near)) return /如果|假如|万一|演练|培训|what if/.test(near) && !/正在|救命|出不来|刚才/.test(near)
  if (unless.some((word) => near.includes(word))) return true
  if (
    HYPOTHETICAL.test(near) &&
    !URGENT.test(near) &&
    (QUESTION.test(near) || /隐患|怕|担心|预防|演练|培训|电影|新闻|如果|万一/.test(near))
  )
    return true
  return LONG_AGO.test(lower.slice(Math.max(0, span.start - 40), span.end + 16)) && !GOING_ON.test(near)
}

const spansOf = (entry: EmergencyEntry, lower: string): Span[] => [
  ...entry.words(lower),
  ...entry.patterns.flatMap((pattern) => {
    const match = pattern.exec(lower)
    return match === null ? [] : [{ start: match.index, end: match.index + match[0].length }]
  }),
]

/** Above this probability the trained model's word counts where no rule has one; a life outweighs a needless notice. */
const SENSED = 0.15
/** The same for a text too short to say much. */
const SENSED_SHORT = 0.5
/** Below this probability what only the model senses is doubtful. */
const SURE = 0.5
/** Below this probability the trained model overrules a rule's words: 「上次被困电梯的事物业没道歉」. */
const UNLIKELY = 0.1
/** The same for words of wanting to die: 「房租涨得我想跳楼，有补贴吗」. */
const UNLIKELY_LIFE = 0.01
/** A kind with this part of the danger is named too: somebody beaten and bleeding needs 110 and 120. */
const SHARE = 0.3
/** Beside a rule's kind the model's own is named when it has this part. */
const SHARE_BESIDE_RULES = 0.6
/** A longer text is read by rules only, and so is one shorter than `SHORTEST` letters; one below `SHORT` says little. */
const LONGEST = 200
const SHORT = 7
const SHORTEST = 4

/** Long ago and settled, whatever it was. */
const isLongOver = (lower: string): boolean =>
  LONG_AGO.test(lower) && SETTLED.test(lower) && !GOING_ON.test(lower) && !LIFE.test(lower)

/** What the trained model makes of a short message: how likely an emergency, and each kind's part of that. */
interface Sensed {
  readonly likely: number
  readonly kinds: readonly { readonly kind: string; readonly share: number }[]
  readonly short: boolean
}

const sense = (lower: string, lexicon: Lexicon): Sensed | undefined => {
  const letters = (lower.match(/[\u4e00-\u9fff]/g)?.length ?? 0) + 2 * (lower.match(/[a-z]{2,}/g)?.length ?? 0)
  if (lower.length > LONGEST || letters < SHORTEST) return undefined
  const { dangers } = lexicon.models
  const none = dangers.labels.indexOf('no')
  const chances = softmax(dangers.score(lower, dangerSigns(lower)))
  const likely = 1 - (chances[none] ?? 1)
  const kinds = dangers.labels.flatMap((kind, at) =>
    at === none ? [] : [{ kind, share: (chances[at] ?? 0) / likely }],
  )
  return { likely, kinds, short: letters < SHORT }
}

/**
 * Emergencies told as happening. A past and settled one, a negated one and a question about rules are held back; in doubt it
 * is shown. At most one hit per kind.
 */
export const findEmergencies = (lower: string, lexicon: Lexicon): EmergencyHit[] => {
  const hits = new Map<string, EmergencyHit>()
  const offer = (id: string, number: string, span: Span, unless: readonly string[]): void => {
    if (!hits.has(id) && !heldBack(lower, span, unless))
      hits.set(id, { id, number, doubtful: false, start: span.start, end: span.end })
  }
  for (const entry of lexicon.emergencies) {
    for (const span of spansOf(entry, lower)) offer(entry.id, entry.number, span, entry.unless)
  }
  for (const [id, number, pattern] of EVERY_DANGER) {
    for (const match of lower.matchAll(pattern))
      offer(id, number, { start: match.index, end: match.index + match[0].length }, [])
  }
  const sensed = sense(lower, lexicon)
  if (sensed === undefined) return [...hits.values()]
  const { likely, kinds, short } = sensed
  if (likely < (LIFE.test(lower) ? UNLIKELY_LIFE : UNLIKELY)) return []
  const least = hits.size > 0 ? SURE : short ? SENSED_SHORT : SENSED
  if (likely < least || isLongOver(lower)) return [...hits.values()]
  const leading = Math.max(...kinds.map(({ share }) => share))
  const enough = hits.size > 0 ? SHARE_BESIDE_RULES : Math.min(SHARE, leading)
  for (const { id, number } of lexicon.emergencies) {
    const share = kinds.find(({ kind }) => kind === id)?.share ?? 0
    if (share >= enough && !hits.has(id))
      hits.set(id, { id, number, doubtful: likely < SURE, start: 0, end: lower.length })
  }
  return [...hits.values()]
}
