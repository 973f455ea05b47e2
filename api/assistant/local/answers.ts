import { bareName } from './contact.ts'
import { findDates } from './dates.ts'
import { DISPUTE } from './intent-words.ts'
import type { Lexicon } from './lexicon.ts'
import type { Normalised } from './normalise.ts'
import { findMoney } from './numbers.ts'
import { readNumeral } from './numerals.ts'
import { streetIn } from './places.ts'
import { scoreByRules } from './problem.ts'
import { requestFacts } from './requests.ts'
import { respondentFacts } from './respondent.ts'
import { SHOP_SUFFIX } from './shop-words.ts'
import type { Fact, FieldPath } from './types.ts'

const last = <T>(items: readonly T[]): T | undefined => items.at(-1)
const fact = (path: FieldPath, value: Fact['value'], start: number, end: number): Fact => ({
  path,
  value,
  start,
  end,
  basis: 'stated',
})

/** 店名记不清了: no answer, yet it says that none will come. */
export const UNKNOWN =
  /不知道|不清楚|不晓得|忘了|忘记|不记得|记不[清得住起]|没(?:有)?(?:注意|看清?|店名|招牌|名字|记住)|说不(?:上来|清)|don't (?:know|remember|recall)|do not (?:know|remember)|not sure|no idea|forgot/i

const ENDS_LIKE_A_SHOP = new RegExp(`(?:${SHOP_SUFFIX.source})$`)
const LIKE_AN_ADDRESS =
  /[路街道巷号村室楼层栋座苑园城镇庄区站桥口旁边]|附近|对面|小区|大厦|广场|商场|市场|学校|线上|网上|网店|直播|平台|微信|road|street|avenue|\brd\b|\bst\b|building|mall|plaza|square|lane|district|online|near/i
const A_PHONE = /1[3-9]\d{9}/
/** Somebody does something: a sentence, and neither a name nor a place. */
const SENTENCE =
  /[我你她]|他们|它们|(?:^|\s)(?:i|they|he|she|it|we|my|was|were|charged|refund|did|has|have|is)(?:\s|'|$)|^(?:不|没|要|想|被|就是|但|而且|然后|因为|所以)/i

/** An address may speak of 「我家楼下」. */
const SENTENCE_START = /^(?:不|没|要|想|被|但|而且|然后|因为|所以|(?:i|they|he|she|it|we)\s)/i

/** 「园方不管」 is what happened. */
const NOBODY_ACTS = /不[管给退理让认肯接赔换修]|没人/

/** Somebody's name, and no place that is known. */
const isName = (body: string, lexicon: Lexicon): boolean =>
  bareName(body) !== undefined && /^[\p{Script=Han}]{3,4}$/u.test(body) && streetIn(body, lexicon) === undefined

/** The matter itself, a day, a sum or a wish was told instead of the name or place asked for. */
const tellsSomethingElse = (path: FieldPath, body: string, today: string, lexicon: Lexicon): boolean => {
  const lower = body.toLowerCase()
  const place = path === 'contact.address' || path === 'place.text'
  if (!place) {
    const within = respondentFacts(body, lower).find((each) => each.path === 'respondent.name')?.value
    if (typeof within === 'string' && within.length < body.length - 1) return true
    if (ENDS_LIKE_A_SHOP.test(body)) return false
  }
  const days = findDates(lower, today).reduce((sum, { start, end }) => sum + end - start, 0)
  if (days * 2 >= body.length || requestFacts(lower).length > 0) return true
  if (place && (NOBODY_ACTS.test(body) || (!LIKE_AN_ADDRESS.test(body) && isName(body, lexicon)))) return true
  if (place && LIKE_AN_ADDRESS.test(body) && !A_PHONE.test(body)) return SENTENCE_START.test(body)
  return (
    (place && /[\d，,]/.test(body)) ||
    findMoney(lower).length > 0 ||
    DISPUTE.test(lower) ||
    SENTENCE.test(body) ||
    (scoreByRules(lower, lexicon)[0]?.score ?? 0) >= 1.25
  )
}

/** Nothing but goods (奶粉): what was bought, and no shop. */
const isGoods = (body: string, lexicon: Lexicon): boolean =>
  lexicon.objects(body.toLowerCase()).some(({ start, end }) => start === 0 && end === body.length)

const WISHES: readonly (readonly [string, RegExp])[] = [
  ['refund', /退|还钱|把钱|money|refund/],
  ['compensation', /赔|compensat/],
  ['replace', /换|replace|exchange/],
  ['repair', /修|repair|fix/],
  ['apology', /道歉|apolog/],
]
const SHORT_WISH = 20

/** 「退2000」 to "what would put it right?": the wish, and the sum of it. */
const requestsFor = (message: Normalised): Fact[] => {
  const { lower } = message
  const found = requestFacts(lower)
  const money = bareSum(lower) ?? (lower.length <= SHORT_WISH ? last(findMoney(lower)) : undefined)
  const wishes =
    found.length > 0 || lower.length > SHORT_WISH || /不[用要想需]/.test(lower)
      ? []
      : WISHES.filter(([, pattern]) => pattern.test(lower)).map(([kind]) => kind)
  const facts = wishes.length > 0 ? [fact('requests', wishes, 0, message.text.length)] : found
  return facts.length > 0 && money !== undefined
    ? [...facts, fact('claimYuan', money.yuan, money.start, money.end)]
    : facts
}

const bareSum = (lower: string): { yuan: string; start: number; end: number } | undefined => {
  const match = /(?:退|赔|还)(?:我|给我|款)?\s?(\d{1,8}(?:\.\d{1,2})?)[^\d年月日号天倍]*$/.exec(lower)
  const digits = match?.[1]
  if (match === null || digits === undefined) return undefined
  const start = match.index + match[0].indexOf(digits)
  return { yuan: Number(digits).toFixed(2), start, end: start + digits.length }
}

/** A value for one field from a short answer: 「385」 for an amount, 「舜华路88号」 for a place. */
export const valueFor = (path: FieldPath, message: Normalised, today: string, lexicon: Lexicon, from = 0): Fact[] => {
  const text = message.text.slice(from)
  const at = (start: number, end: number, value: string | boolean): Fact[] => [
    fact(path, value, start + from, end + from),
  ]
  const cleaned =
    /^[\s，,:]*((?:(?:它|他们|店名?|地址|名字|商家|就)?(?:是|叫|在|为)|我家?住在?|住在|(?:it's|it is|at|on|called)\s)?\s?)(.{1,120}?)[\s。.!！]*$/s.exec(
      text,
    )
  const body = cleaned?.[2] ?? ''
  const offset = cleaned === null ? 0 : text.indexOf(body, (cleaned[1] ?? '').length)
  switch (path) {
    case 'contact.name': {
      const name = bareName(text.replace(/^(?:我?叫|我是|是)/, (lead) => ' '.repeat(lead.length)))
      return name === undefined ? [] : at(name.start, name.end, name.value)
    }
    case 'contact.address':
    case 'place.text':
    case 'respondent.address': {
      if (
        body.length < 2 ||
        body.length > 80 ||
        /[?吗]/.test(body) ||
        UNKNOWN.test(body) ||
        tellsSomethingElse(path, body, today, lexicon)
      )
        return []
      const facts = at(offset, offset + body.length, body)
      if (path !== 'place.text') return facts
      const known = streetIn(body.toLowerCase(), lexicon)
      return known === undefined
        ? facts
        : [
            ...facts,
            ...(known.street === undefined
              ? []
              : [
                  {
                    ...fact('place.street', known.street, offset + from, offset + body.length + from),
                    basis: 'inferred' as const,
                  },
                ]),
            {
              ...fact('place.station', known.station, offset + from, offset + body.length + from),
              basis: 'inferred' as const,
            },
          ]
    }
    case 'respondent.name':
    case 'respondent.shop':
    case 'purchase.item':
      if (path === 'respondent.name' && isGoods(body, lexicon)) {
        return [fact('purchase.item', body, offset + from, offset + body.length + from)]
      }
      return body.length >= 2 &&
        body.length <= 30 &&
        !/[，,。?吗]/.test(body) &&
        !UNKNOWN.test(body) &&
        !tellsSomethingElse(path, body, today, lexicon)
        ? at(offset, offset + body.length, body)
        : []
    case 'purchase.amountYuan':
    case 'claimYuan': {
      const spoken = /^\s*([一二两三四五六七八九][零一二两三四五六七八九十百千万]{1,10})\s*$/.exec(text)?.[1]
      const value = spoken === undefined ? undefined : readNumeral(spoken)
      if (spoken !== undefined && value !== undefined) {
        return at(text.indexOf(spoken), text.indexOf(spoken) + spoken.length, value.toFixed(2))
      }
      const money = last(findMoney(text))
      if (money !== undefined) return at(money.start, money.end, money.yuan)
      const bare = /(?:^|是|成|为)\s?(\d{1,8}(?:\.\d{1,2})?)\s?(?:元|块)?[^\d年月日号天]*$/.exec(text)
      return bare?.[1] === undefined
        ? []
        : at(
            bare.index + bare[0].indexOf(bare[1]),
            bare.index + bare[0].indexOf(bare[1]) + bare[1].length,
            Number(bare[1]).toFixed(2),
          )
    }
    case 'occurredOn':
    case 'purchase.boughtOn': {
      const day = last(findDates(message.lower.slice(from), today))
      return day === undefined ? [] : at(day.start, day.end, day.iso)
    }
    case 'purchase.orderNumber': {
      const number = /[0-9A-Za-z][0-9A-Za-z-]{5,39}/.exec(text)
      return number === null ? [] : at(number.index, number.index + number[0].length, number[0])
    }
    case 'contact.phone': {
      const phone = /(?<!\d)(1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-?\d{7,8})(?!\d)/.exec(text)
      return phone?.[1] === undefined
        ? []
        : at(
            phone.index,
            phone.index + phone[0].length,
            phone[1].startsWith('1') ? phone[1].replace(/[- ]/g, '') : phone[1],
          )
    }
    case 'purchase.forDailyLife': {
      const own = /自己|家里|家用|个人|孩子|老人|自用|送人|送礼|生活|myself|family|home|personal/.exec(message.lower)
      const trade = /生意|公司|进货|转卖|店里用|经营|单位|business|company|resale/.exec(message.lower)
      const found = trade ?? own
      return found === null ? [] : [fact(path, trade === null, found.index, found.index + found[0].length)]
    }
    case 'requests':
      return requestsFor(message)
    default:
      return []
  }
}
