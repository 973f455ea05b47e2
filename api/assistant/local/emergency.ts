import { around } from './clauses.ts'
import { dangerSigns, NO_HARM } from './danger-signs.ts'
import { inStandard } from './dialect.ts'
import { DANGER, HARMLESS } from './emergency-words.ts'
import type { EmergencyEntry, Lexicon } from './lexicon.ts'
import { softmax } from './linear.ts'
import type { Span } from './types.ts'
import { pairsOf, partOf, piecesOf } from './windows.ts'

/** An emergency the message tells of, with the number to show (110, 119, 120, 122). */
export interface EmergencyHit extends Span {
  readonly id: string
  readonly number: string
  /** Sensed faintly, or in a part of a longer matter: the number is shown, and the matter told goes on as if it were none. */
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
  /不想活|活不(?:下去|成)|想(?:去)?死|死的心|不如死|自杀|轻生|寻短见|跳楼|割腕|没(?:有|啥|什么)?(?:意思|意义|盼头)|跳下|天台|楼顶|遗书|一了百了|结束(?:自己的?)?生命|kill myself|suicide|end my life|want to die|end it all/

/** Never held back, whatever stands around. */
const ALWAYS = /不想活|活不(?:下去|成)/
/** The model never overrules these. */
const PLAINLY_LIFE =
  /不想活|活不(?:下去|成)|自杀(?!式|性|不赔|免赔|条款|免责|除外)|轻生|寻短见|割腕|遗书|结束(?:自己的?)?生命|kill myself|suicide|end my life|want to die/
/** Exasperation at a plain matter: said of a refund or a form it is none, unless anything else of despair is said. */
const EXASPERATED = /(?:想|要)?死的心都?有/
const PLAIN_CAUSE =
  /退|客服|验证码|排队|流程|手续|表格|系统|网站|快递|账单|水费|电费|物业|发票|价|贵|堵车|装修|推销|刷不出|难/
const DESPAIR =
  /不想活|活|自杀|跳|楼|桥|河|药|绳|刀|遗|真的|不是(?:气话|玩笑|开玩笑)|今晚|再见|对不起|没意思|全没了|走投无路|绝望|崩溃|抑郁|欠|债|骗|积蓄|养老|血汗|救命钱|一辈子|丢了|死了|走了/
/** Somebody was hurt, has been seen to, and what is wanted now is money or an answer. */
const TREATED =
  /已经?去(?:了|过)?医院|(?:去|到|在)医院.{0,4}(?:看过|看了|拍了|查过|处理|包扎|缝)|缝了.{0,2}针|打了?石膏|包扎(?:好|过|了)|骨头没事|拍片没事|没伤到骨头|been to (?:the )?hospital|stitches/
const STILL_BAD =
  /全家|一家|好几|都(?:在|还|被)|现在|还(?:在|没|是|不|要|会)|又|昏|病危|icu|抢救|急救|出不来|正在|越来越|不醒|手术|打(?!了?石膏)|[火烟漏刀困锁砍捅抢绑]|煤气|燃气|威胁|\bnow\b|\bstill\b/

const windowOf = (lower: string, span: Span): string => lower.slice(Math.max(0, span.start - 40), span.end + 40)

/** The text with an exclamation of wanting to die for a plain matter struck out, as long as before. */
const withoutExasperation = (lower: string): string => {
  const rest = lower.replace(EXASPERATED, (words) => '，'.repeat(words.length))
  return rest !== lower && PLAIN_CAUSE.test(rest) && !DESPAIR.test(rest) ? rest : lower
}

const heldBack = (lower: string, span: Span, unless: readonly string[]): boolean => {
  const near = windowOf(lower, span)
  const words = lower.slice(span.start, span.end)
  if (ALWAYS.test(words)) return false
  if (LIFE.test(words))
    return /跳楼(?:价|机|大|促销|式)|自杀(?:式|性|不赔|免赔|条款|免责|除外)|剧本|电影|密室|看(?:到|了)?新闻|(?:去年|前年|早年).{0,6}(?:自杀|轻生)/.test(
      near,
    )
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
const SENSED = 0.35
/** The same for a text too short to say much. */
const SENSED_SHORT = 0.5
/** Below this probability what only the model senses is doubtful, and so is what it senses in a part of a message. */
const SURE = 0.5
/** Below this probability the trained model overrules a rule's words: 「上次被困电梯的事物业没道歉」. */
const UNLIKELY = 0.1
/** The same for words of wanting to die: 「房租涨得我想跳楼，有补贴吗」. */
const UNLIKELY_LIFE = 0.01
/** A kind with this part of the danger is named too: somebody beaten and bleeding needs 110 and 120. */
const SHARE = 0.25
/** Beside a rule's kind the model's own is named when it has this part. */
const SHARE_BESIDE_RULES = 0.6
/**
 * A part of a message is read without what stands around it, so it must say more: its ending, its beginning, a piece alone,
 * the middle. Letters are full of what has been: of them only the ending is read.
 */
const SENSED_ENDING = 0.5
const SENSED_BEGINNING = 0.65
const SENSED_ALONE = 0.85
const SENSED_MIDDLE = 0.75
/** A message no longer than this that the model finds this harmless as a whole is not taken apart. */
const HARMLESS_WHOLE = 0.05
const SEEN_WHOLE = 35
/** A longer message is read as a letter. */
const LONG = 100
const SENSED_ENDING_OF_LETTER = 0.7
/** Words no calm message of ours or of real ones says where nothing holds them back: the model has no say over them. */
const PRECISE =
  /昏迷|休克|口吐白沫|叫不醒|喘不上气|不省人事|说胡话|噎住|触电|没有?(?:了)?呼吸|(?:农药|百草枯|敌敌畏|鼠药|安眠药|除草剂).{0,6}[喝吞灌服]|[喝吞灌服].{0,8}(?:农药|百草枯|敌敌畏|鼠药|安眠药|除草剂)|着火了|烧起来|头破了|反锁|[拿持有]着?刀|全是烟|喷火|瓦斯味|中风了|unconscious|can't breathe|fainted|choking on|want to live/
/** Below this probability of the words around it, a rule's words are overruled. */
const UNLIKELY_AROUND = 0.5
/** Of a longer text only its ending is read by the model; one below `SHORT` letters says little, below `SHORTEST` nothing. */
const LONGEST = 200
const SHORT = 7
const SHORTEST = 4

/** Long ago and settled, whatever it was. */
const isLongOver = (lower: string): boolean =>
  LONG_AGO.test(lower) && SETTLED.test(lower) && !GOING_ON.test(lower) && !LIFE.test(lower)

/** Whoever was hurt has been treated, and nothing is said of a danger that lasts. */
const isTreated = (lower: string): boolean =>
  TREATED.test(lower) && !STILL_BAD.test(lower) && !URGENT.test(lower) && !LIFE.test(lower)

/** What the trained model makes of a short message: how likely an emergency, and each kind's part of that. */
interface Sensed {
  readonly likely: number
  readonly kinds: readonly { readonly kind: string; readonly share: number }[]
  readonly short: boolean
  /** A harm is named. */
  readonly harm: boolean
}

/** How much a text says, in Chinese characters: an English word says as much as two. */
const sizeOf = (lower: string): number =>
  (lower.match(/[\u4e00-\u9fff]/g)?.length ?? 0) + 2 * (lower.match(/[a-z]{2,}/g)?.length ?? 0)

/** Nothing but a greeting, thanks or a good-bye: too little for a model that has read farewells. */
const COURTESY =
  /^(?:[\s，,。.!~]*(?:谢谢|多谢|感谢|辛苦|麻烦|你好|您好|早上好|晚上好|好的|再见|拜拜|收到|知道|明白|thank you|thanks|hello|bye|goodbye)(?:你们?|您们?|大家|各位|了|啦|啊|呀|哦|哈|so much|very much)*)+[\s，,。.!~]*$/

const sense = (lower: string, { models: { dangers } }: Lexicon): Sensed | undefined => {
  const letters = sizeOf(lower)
  if (letters < SHORTEST || COURTESY.test(lower)) return undefined
  const none = dangers.labels.indexOf('no')
  const signs = dangerSigns(lower)
  const chances = softmax(dangers.score(lower, signs))
  const likely = 1 - (chances[none] ?? 1)
  const kinds = dangers.labels.flatMap((kind, at) =>
    at === none ? [] : [{ kind, share: (chances[at] ?? 0) / likely }],
  )
  return { likely, kinds, short: letters < SHORT, harm: !signs.endsWith(NO_HARM) }
}

/** The first part of a message of several pieces that tells of an emergency by itself: a long grievance must not hide it. */
const sensePart = (lower: string, pieces: readonly Span[], lexicon: Lexicon): Sensed | undefined => {
  if (pieces.length < 3) return undefined
  const last = pieces.length - 1
  const long = sizeOf(lower) > LONG
  const ending = long ? SENSED_ENDING_OF_LETTER : SENSED_ENDING
  const parts = [
    { part: partOf(pieces, last - 1, last), least: ending },
    { part: partOf(pieces, last - 2, last), least: ending },
    { part: partOf(pieces, last, last), least: SENSED_ALONE },
    ...(long
      ? []
      : [
          { part: partOf(pieces, 0, 0), least: SENSED_ALONE },
          { part: partOf(pieces, 0, 1), least: SENSED_BEGINNING },
          ...pairsOf(pieces)
            .slice(1, -1)
            .map((part) => ({ part, least: SENSED_MIDDLE })),
        ]),
  ]
  for (const { part, least } of parts) {
    const sensed = sense(lower.slice(part.start, part.end), lexicon)
    if (sensed !== undefined && sensed.likely >= least && sensed.harm && !sensed.short) return sensed
  }
  return undefined
}

/**
 * Emergencies told as happening. A past and settled one, a negated one and a question about rules are held back; in doubt it
 * is shown. At most one hit per kind.
 */
export const findEmergencies = (typed: string, lexicon: Lexicon): EmergencyHit[] => {
  const lower = withoutExasperation(inStandard(typed))
  if (isTreated(lower)) return []
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
  const pieces = piecesOf(lower)
  const whole = sizeOf(lower) > LONGEST ? undefined : sense(lower, lexicon)
  const overruled = ({ start, end }: Span): boolean => {
    const life = LIFE.test(lower)
    if (whole === undefined || (whole.short && life) || whole.likely >= (life ? UNLIKELY_LIFE : UNLIKELY)) return false
    const words = lower.slice(start, end)
    if (PRECISE.test(words) || PLAINLY_LIFE.test(lower.slice(start, end + 1))) return false
    const near = pairsOf(pieces).filter((pair) => pair.start <= start && pair.end >= end)
    return near.every((pair) => (sense(lower.slice(pair.start, pair.end), lexicon)?.likely ?? 0) < UNLIKELY_AROUND)
  }
  for (const hit of hits.values()) if (overruled(hit)) hits.delete(hit.id)
  const least = hits.size > 0 ? SURE : whole?.short ? SENSED_SHORT : SENSED
  const harmless = whole !== undefined && whole.likely < HARMLESS_WHOLE && sizeOf(lower) <= SEEN_WHOLE
  const inPart = () => (hits.size > 0 || harmless ? undefined : sensePart(lower, pieces, lexicon))
  const sensed = whole !== undefined && whole.likely >= least ? whole : inPart()
  if (sensed === undefined || isLongOver(lower)) return [...hits.values()]
  const { likely, kinds } = sensed
  const leading = Math.max(...kinds.map(({ share }) => share))
  const enough = hits.size > 0 ? SHARE_BESIDE_RULES : Math.min(SHARE, leading)
  for (const { id, number } of lexicon.emergencies) {
    const share = kinds.find(({ kind }) => kind === id)?.share ?? 0
    if (share >= enough && !hits.has(id))
      hits.set(id, { id, number, doubtful: sensed !== whole || likely < SURE, start: 0, end: lower.length })
  }
  return [...hits.values()]
}
