import { UNKNOWN, valueFor } from './answers.ts'
import { findDates } from './dates.ts'
import type { Lexicon } from './lexicon.ts'
import type { Normalised } from './normalise.ts'
import { findMoney } from './numbers.ts'
import type { Fact, FieldPath } from './types.ts'

/** How a later message changes what was understood before. */
export interface Reply {
  /** Values that replace what is there: answers to the question asked, and corrections. */
  readonly facts: readonly Fact[]
  /** Yes or no to the field asked about. */
  readonly confirmation: 'yes' | 'no' | undefined
  /** 算了不投诉了, 还是举报吧. */
  readonly change: 'withdraw' | 'report' | 'complaint' | undefined
  /** Says that the answer to what was asked is not known. */
  readonly unknown: boolean
  /** The whole message is an answer: no story in it. */
  readonly answersOnly: boolean
}

const YES =
  /^(?:是的?|对的?|嗯+|没错|正确|对对对?|好的?|可以|行|确认|没问题|同意|是这样的?|yes|yeah|yep|right|correct|ok|okay|sure)[呀啊哦的了吧，,。.!\s]*$/
const NO =
  /^(?:不是的?|不对|不|没有?|错了|不正确|否|不用|不需要|不可以|不行|不同意|no|nope|wrong|not really)[呀啊哦的了吧，,。.!\s]*$/
const WITHDRAW =
  /(?:算了|不想|不要|不用|不)(?:，|,|吧|我|\s){0,4}(?:不)?(?:再)?(?:投诉|举报|追究|告)(?:了|他们了)|(?:撤销|撤回|取消)(?:这个|我的|本次)?(?:投诉|举报|申请)|^算了[吧，,。!\s]*$|never ?mind|(?:don't|do not) want to (?:complain|report) (?:any ?more|anymore)|withdraw/
const TO_REPORT =
  /(?:改成|改为|换成|还是|变成|转为)(?:匿名)?举报|不(?:是|要|想)?投诉.{0,8}(?:是|要|改|想)?举报|make it a report/
const TO_COMPLAINT =
  /(?:改成|改为|换成|还是|变成|转为)投诉|不(?:是|要|想)?举报.{0,8}(?:是|要|改|想)?投诉|make it a complaint/

/** 不留了: said to "your phone number?", it asks to stay unknown. */
const KEEPS_BACK =
  /^(?:我)?(?:不留|不给|匿名|不说|保密|(?:不想|不愿意?|不方便|不便|不能|不可以)(?:留|说|给|提供|透露|告诉|写)?|i'd rather not|prefer not)[^，,]{0,8}$/

const CUE =
  /^不对[，,]?\s?(?:应该)?是|不是.{1,20}[，,]?\s?(?:而?是|应该是)|(?:说|写|填|打|搞|弄|记)错了?|错了[，,]|(?:改成|改为|更正|改一下|应该是|其实是|准确(?:说)?是|实际是)|not .{1,20}(?:but|it's|it was)|(?:correction|actually|sorry,|i meant|change (?:my|the))/
/** Which field a correction speaks of, by its words. */
const SUBJECTS: readonly (readonly [FieldPath, RegExp])[] = [
  ['contact.phone', /(?:我的?)?(?:电话|手机号?|号码|联系方式)|phone|number/],
  ['contact.address', /(?:我的?|家庭|联系|通讯)(?:地址|住址)|住址|my address/],
  ['contact.name', /(?:我的?)?(?:姓名|名字)(?!.{0,4}店)|my name/],
  ['respondent.name', /店名|店的名字|商家名|公司名|那家店|shop'?s? name|店叫/],
  ['place.text', /地址|地点|位置|在哪|路|address|location/],
  ['claimYuan', /多收|索赔|退款金额|要求退|赔偿金额|overcharge/],
  ['occurredOn', /日期|时间|那天|哪天|date/],
  ['purchase.amountYuan', /金额|花了|付了|价格|钱|总共|amount|paid/],
]

const fact = (path: FieldPath, value: string | boolean, start: number, end: number): Fact => ({
  path,
  value,
  start,
  end,
  basis: 'stated',
})

const BOOLEAN_FIELDS: ReadonlySet<FieldPath> = new Set([
  'contact.wantsReply',
  'contact.keepSecret',
  'purchase.forDailyLife',
  'anonymous',
  'ongoing',
])

/** Field a correction without a noun means, by the sort of value it brings. */
const guessSubject = (tail: string, today: string, message: Normalised, from: number): FieldPath | undefined => {
  if (/1[3-9]\d{9}/.test(tail.replace(/[- ]/g, ''))) return 'contact.phone'
  if (findDates(message.lower.slice(from), today).length > 0) return 'occurredOn'
  if (/退|赔/.test(tail) && /\d/.test(tail)) return 'claimYuan'
  if (findMoney(tail).length > 0 || /^\D{0,4}\d{1,7}(?:\.\d{1,2})?\D{0,3}$/.test(tail)) return 'purchase.amountYuan'
  if (/路|街|大道|小区|广场|号/.test(tail)) return 'place.text'
  if (/店|馆|公司|超市|酒楼|餐厅|药房/.test(tail)) return 'respondent.name'
  return undefined
}

/** Money already understood, by field: tells which sum 「不是358，是385」 means. */
export type Known = Readonly<Partial<Record<'purchase.amountYuan' | 'claimYuan', string>>>

const correction = (message: Normalised, today: string, lexicon: Lexicon, known: Known): Fact[] => {
  const cue = CUE.exec(message.lower)
  if (cue === null || message.text.length > 120) return []
  const tailFrom = Math.max(
    cue.index,
    message.lower.search(/(?:而是|应该是|改成|改为|是(?=[^是]{1,60}$)|but |it's |it was |to |:)(?=.{0,60}$)/),
  )
  const lead =
    /^(?:而是|应该是|改成|改为|是|but |it's |it was |to |:|错了[，,]?)/.exec(message.lower.slice(tailFrom))?.[0]
      .length ?? 0
  const from = tailFrom + lead
  const named = SUBJECTS.find(([, pattern]) => pattern.test(message.lower.slice(0, from)))?.[0]
  const denied = /不是\s?(\d+(?:\.\d+)?)|not (\d+(?:\.\d+)?)/.exec(message.lower)
  const deniedYuan = denied === null ? undefined : Number(denied[1] ?? denied[2]).toFixed(2)
  const guess = guessSubject(message.text.slice(from), today, message, from)
  const path =
    deniedYuan !== undefined && known.claimYuan === deniedYuan && known['purchase.amountYuan'] !== deniedYuan
      ? 'claimYuan'
      : guess === 'purchase.amountYuan' && (named === undefined || named === 'place.text')
        ? guess
        : (named ?? guess)
  return path === undefined ? [] : valueFor(path, message, today, lexicon, from)
}

/** Short enough and free of story words: only then does a bare text count as the answer to what was asked. */
const looksLikeAnswer = (message: Normalised): boolean =>
  message.text.trim().length <= 80 &&
  !/投诉|举报|咨询|请问|怎么|吗|\?|多久|complain|report|how|what/.test(message.lower)

/** What is told beside an answer belongs to the story. */
const JUST_AN_ANSWER = 12
const fillsTheMessage = (answer: readonly Fact[], body: string): boolean => {
  if (answer.length === 0) return false
  const start = Math.min(...answer.map((each) => each.start))
  const end = Math.max(...answer.map((each) => each.end))
  return body.length <= JUST_AN_ANSWER || (end - start) * 2 >= body.length
}

/**
 * Reads a message as an answer or correction. `asked` is the one field just asked for; `known` the sums understood so far.
 */
export const readReply = (
  message: Normalised,
  asked: FieldPath | undefined,
  today: string,
  lexicon: Lexicon,
  known: Known,
): Reply => {
  const body = message.lower.trim()
  const confirmation = YES.test(body) ? 'yes' : NO.test(body) ? 'no' : undefined
  const unknown = asked !== undefined && UNKNOWN.test(body)
  const change =
    WITHDRAW.test(body) && !TO_REPORT.test(body) && !TO_COMPLAINT.test(body)
      ? 'withdraw'
      : TO_REPORT.test(body)
        ? 'report'
        : TO_COMPLAINT.test(body)
          ? 'complaint'
          : undefined
  if (asked?.startsWith('contact.') === true && (confirmation === 'no' || KEEPS_BACK.test(body))) {
    return {
      facts: [fact('anonymous', true, 0, message.text.length)],
      confirmation,
      change,
      unknown,
      answersOnly: true,
    }
  }
  if (confirmation !== undefined) {
    const facts =
      asked !== undefined && BOOLEAN_FIELDS.has(asked)
        ? [fact(asked, confirmation === 'yes', 0, message.text.length)]
        : []
    return { facts, confirmation, change, unknown, answersOnly: true }
  }
  const corrected = correction(message, today, lexicon, known)
  if (corrected.length > 0) return { facts: corrected, confirmation, change, unknown, answersOnly: body.length <= 40 }
  if (asked === undefined || !looksLikeAnswer(message))
    return { facts: [], confirmation, change, unknown, answersOnly: change !== undefined && body.length <= 24 }
  const answer = valueFor(asked, message, today, lexicon)
  return { facts: answer, confirmation, change, unknown, answersOnly: fillsTheMessage(answer, body) }
}
