import { around } from './clauses.ts'
import type { EmergencyEntry, Lexicon } from './lexicon.ts'
import type { Span } from './types.ts'

/** An emergency the message tells of, with the number to show (110, 119, 120, 122). */
export interface EmergencyHit extends Span {
  readonly id: string
  readonly number: string
}

const PEOPLE =
  '(?:好几|十几|几十|多|[两二三四五六七八九十百]|\\d{1,3})个?(?:多)?(?:个|名|位)?(?:人|孩子|学生|同事|小朋友|老人|顾客)'
/** What lists of words cannot say; added to the content's own patterns. */
const ENGINE_PATTERNS: readonly (readonly [id: string, number: string, pattern: RegExp])[] = [
  [
    'medical',
    '120',
    new RegExp(
      `${PEOPLE}.{0,10}(?:中毒|上吐下泻|呕吐|腹泻|拉肚子|送医|住院|昏迷|抢救)|(?:全家|一家|全班|一桌|大家|集体).{0,16}(?:中毒|上吐下泻|又吐又拉|都吐|都拉|送医院)`,
    ),
  ],
  [
    'medical',
    '120',
    /(?:several|many|a dozen|\d{1,3}) (?:people|of us|children|kids|students|guests).{0,30}(?:poison|vomit|hospital|sick)|food poisoning.{0,20}(?:now|help|hospital)/,
  ],
  [
    'medical',
    '120',
    /(?:不想活|活不下去|想死|自杀|轻生|寻短见|跳楼|割腕)(?!价|式|机|大甩卖|促销)|\b(?:kill myself|suicide|end my life)\b/,
  ],
  [
    'fire',
    '119',
    /(?:有人|我们?|孩子|老人|人)?(?:被)?(?:困|关)(?:在|住)?.{0,4}电梯|电梯.{0,8}(?:困|关)(?:住|着|了)?.{0,3}人|(?:燃气|煤气|天然气|液化气)(?:罐|管|管道|灶)?.{0,4}(?:泄漏|泄露|漏气|漏了|爆炸)|\b(?:gas leak|trapped in the (?:lift|elevator))\b/,
  ],
  [
    'police',
    '110',
    /(?:正在|现在|被(?:他们|店家|老板|保安)?)(?:打|殴打|围殴)(?:我|人|了)|(?:拿|持|掏出)(?:着)?刀|(?:把我|不让我们?)(?:走|离开|出去)|\b(?:beating|attacking|threatening) (?:me|us)\b/,
  ],
]

const NOW = /现在|正在|刚才|刚刚|此刻|马上|快|救|急|还在|赶紧|怎么办|出不来|help|now|urgent/
const OVER =
  /(?:上个?周|上个?月|上个?星期|去年|前年|以前|之前|曾经?|前几天|前段时间|那次|上次|昨天|前天|\d+[天月年]前|last (?:week|month|year)|yesterday|used to)/
const LONG_AGO =
  /上个?周|上个?月|上个?星期|上个?礼拜|去年|前年|以前|曾经?|前段时间|\d+个?月前|last (?:week|month|year)|used to/
const SETTLED =
  /修好|已经?解决|出院|没事了|救出来?|处理(?:完|好)|恢复|好了|后来|fixed|repaired|recovered|rescued|fine now/
const HYPOTHETICAL =
  /如果|假如|要是|万一|倘若|会不会|怕|担心|避免|预防|防止|为了?防|可能会|容易|隐患|规定|标准|条例|预案|演练|培训|责任|赔偿标准|属于|怎么(?:认定|判断|算)|应该找谁|归谁管|谁负责|电影|新闻|听说|看到.{0,6}报道|what if|in case|rules? (?:on|about|for)|regulations?|policy/
const QUESTION = /吗|\?|什么|怎么|如何|多少|哪些|是否|谁|what|how|which|who/
const HABITUAL = /(?:[两三四五六七八九十]|\d)次|经常|时有发生|频发|多次(?:发生|困)|屡次|总是|often|frequently/
const GOING_ON = /正在|救命|出不来|还困|还被困|还在(?:里|电梯|医院|抢救)|昏迷|抢救/
/** Never held back: a life at risk outweighs a doubtful reading. */
const LIFE = /不想活|活不下去|想死|自杀|轻生|寻短见|跳楼|割腕|kill myself|suicide|end my life/

const windowOf = (lower: string, span: Span): string => lower.slice(Math.max(0, span.start - 40), span.end + 40)

const heldBack = (lower: string, span: Span, unless: readonly string[]): boolean => {
  const near = windowOf(lower, span)
  if (LIFE.test(lower.slice(span.start, span.end))) return /跳楼(?:价|机|大甩卖|促销|式)|剧本|电影/.test(near)
  const { before } = around(lower, span, 16)
  if (/(?:没有?|无|未|并非|不是|不会|not )$/.test(before.slice(-3))) return true
  const past =
    OVER.test(lower.slice(Math.max(0, span.start - 40), span.end + 16)) ||
    /过/.test(lower.slice(span.start, span.end + 3))
  if (past && SETTLED.test(lower.slice(span.start, span.end + 60)) && !GOING_ON.test(near)) return true
  if (HABITUAL.test(near) && !GOING_ON.test(near)) return true
  if (NOW.test(near)) return /如果|假如|万一|演练|培训|what if/.test(near) && !/正在|救命|出不来|刚才/.test(near)
  if (unless.some((word) => near.includes(word))) return true
  if (HYPOTHETICAL.test(near) && (QUESTION.test(near) || /隐患|怕|担心|预防|演练|培训|电影|新闻|如果|万一/.test(near)))
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

/**
 * Emergencies told as happening. A past and settled one, a negated one and a question about rules are held back; in doubt it
 * is shown. At most one hit per kind.
 */
export const findEmergencies = (lower: string, lexicon: Lexicon): EmergencyHit[] => {
  const hits = new Map<string, EmergencyHit>()
  const offer = (id: string, number: string, span: Span, unless: readonly string[]): void => {
    if (!hits.has(id) && !heldBack(lower, span, unless)) hits.set(id, { id, number, start: span.start, end: span.end })
  }
  for (const entry of lexicon.emergencies) {
    for (const span of spansOf(entry, lower)) offer(entry.id, entry.number, span, entry.unless)
  }
  for (const [id, number, pattern] of ENGINE_PATTERNS) {
    const match = pattern.exec(lower)
    if (match !== null) offer(id, number, { start: match.index, end: match.index + match[0].length }, [])
  }
  return [...hits.values()]
}
