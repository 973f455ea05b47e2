import { NUMERAL_CLASS, readNumeral } from './numerals.ts'
import type { Span } from './types.ts'

/** A sum of money in a message (normalised text). */
export interface Money extends Span {
  /** Yuan with two places, "358.00". */
  readonly yuan: string
  /** 两百多, 1000元左右: a round figure, not the exact one. */
  readonly approximate: boolean
  /** 20元一斤, 每月300: a price per unit, not a sum paid. */
  readonly perUnit: boolean
}

const NUMBER = new RegExp(
  `\\d{1,3}(?:,\\d{3}){1,3}(?!\\d)(?:\\.\\d{1,2})?|\\d{1,15}(?:\\.\\d{1,4})?|[${NUMERAL_CLASS}]{1,16}`,
  'g',
)
const CURRENCY_BEFORE = /(?:[¥￥]|rmb|cny|人民币)\s?$/i
const UNIT = /^\s?(?:元钱?|块钱|块|圆|yuan|kuai|rmb|cny|人民币)(?![a-z])/i
/** A clause that is nothing but a figure, 「…，1599，」: probably the price. */
const ALONE_BEFORE = /[，,。\s]$/
const ALONE_AFTER = /^(?:\s?[，,。;；!]|\s|$)/
/** 「一副860」, 「一晚上588」: the price of the one thing told of. */
export const ONE_THING =
  /[一每](?:副|张|台|件|双|套|辆|部|个|箱|盒|瓶|只|袋|桶|包|份|次|节|针|晚上?|个?月|年|学期|把|条|顶|块)\s?$/
/** 「年卡2680，」: a thing bought with its price behind it, and no number of a house, a telephone or a sort. */
const AFTER_NOUN =
  /[\u4e00-\u9fff](?<![修赔退号第楼栋室座层码桌房区机班版路线高重长宽约共近满达到至数年月日时分秒期位名])$/
/** 「一千六百八买的」: what is done with the money stands behind it. */
const PAYING_AFTER = /^(?:已经?)?(?:付了|交了|付清)|^(?:多)?(?:块|元)?(?:买|购|订|办|充|交|付|配|做|拍|报)(?:的|了|$)/
/** 「退一赔十」, 「退1赔3」: so many times the price, not so many yuan. Either figure. */
const multiple = (before: string, after: string): boolean =>
  /[退假缺少][一1][赔罚补]$/.test(before) || (/[退假缺少]$/.test(before) && /^[赔罚补]/.test(after))
const COUNTED =
  /^\s?(?:[/-]\d|[个斤克件台双部箱瓶盒袋份条套张辆只包杯罐桶束副支天年月日号次人分秒点时倍折米平楼层岁位名栋室期款代寸升代级届批场%°:：-]|公斤|公里|小时|星期|礼拜|毫升|days?|years?|times|people|hours?|pm|am|kg|th|st|nd)/i
const PAYING =
  /(?:花|结账|买单|扫码|变成|成了|(?<![不想需主重只])要|付|交|充|收|扣|退|赔|剩|余额|价格?|价钱|共|总计|合计|卖|刷|转|缴|消费|支付|定金|押金|学费|打赏|[\u4e00-\u9fff]费|费用|金额|账单|小票|说好|自费|要我|收我|多要|多算|少找|索赔|补|paid|spent|cost|charged|for|refund)(?:了|我|我们|你|他|的|值|费|掉|着|到|款|还有|有|还|是|要|出|去|走|大概|差不多|将近|快|近|大约|约|整整|给|回|偿|在|为|me|about|:|\s){0,4}$/i
const BOUGHT = /买|购|花|付|充|下单|交|退|办|订|bought/
const PER = /^\s?(?:\/|每|一)\s?(?:斤|公斤|个|份|次|小时|天|月|年|平|米|克|瓶|盒|杯|位|人|度|方|kg)/
const PER_BEFORE = /(?:每|一|\/)(?:斤|公斤|个|份|次|小时|天|个?月|年|平米?|平方|克|瓶|盒|杯|位|人|度|方)(?:卖|要|收)?$/
const SMALL: Readonly<Record<string, number>> = { 毛: 0.1, 角: 0.1, 分: 0.01 }
const DIGIT_WORD = '[0-9一二两三四五六七八九]'

const readFigure = (figure: string): number | undefined =>
  /^\d/.test(figure) ? Number(figure.replaceAll(',', '')) : readNumeral(figure)

/** 「万5」 of 3万5: the digit counts the next lower unit. */
const scaleTail = (tail: string): { factor: number; extra: number; length: number } => {
  const found = /^\s?(万|千|百|w(?![a-z])|k(?![a-z]))(?:(\d)(千|百)?(?![\d.]))?/i.exec(tail)
  if (found === null) return { factor: 1, extra: 0, length: 0 }
  const [whole, unit = '', digit, lower] = found
  const factor = /万|w/i.test(unit) ? 10_000 : /千|k/i.test(unit) ? 1000 : 100
  const step = lower === '千' ? 1000 : lower === '百' ? 100 : factor / 10
  return { factor, extra: digit === undefined ? 0 : Number(digit) * step, length: whole.length }
}

/** Small change after 元/块: 零五毛, 5角2分, 三块五. */
const changeTail = (tail: string): { extra: number; length: number } => {
  const named = new RegExp(`^[零〇]?(${DIGIT_WORD})(毛|角)(?:(${DIGIT_WORD})分)?`).exec(tail)
  if (named !== null) {
    const [whole, dimes = '', , cents] = named
    return {
      extra: (readFigure(dimes) ?? 0) * 0.1 + (cents === undefined ? 0 : (readFigure(cents) ?? 0) * 0.01),
      length: whole.length,
    }
  }
  const short = new RegExp(`^(${DIGIT_WORD})(?=$|[\\s，,。!?;；、)的了])`).exec(tail)
  return short === null ? { extra: 0, length: 0 } : { extra: (readFigure(short[1] ?? '') ?? 0) * 0.1, length: 1 }
}

/** 三块豆腐, 一块去: here 块 counts pieces or means "together". */
const countsPieces = (figure: string, value: number, unit: string, after: string): boolean =>
  unit === '块' &&
  value < 10 &&
  !/^\d+\.\d/.test(figure) &&
  /^[\u4e00-\u9fff]/.test(after) &&
  !/^[的多了就买吧呢啊也都还才左钱一二三四五六七八九零服]/.test(after)

const moneyAt = (text: string, start: number, figure: string): Money | undefined => {
  const before = text.slice(Math.max(0, start - 10), start)
  const currency = CURRENCY_BEFORE.exec(before)
  if (currency === null && /[a-z0-9.]$/i.test(before)) return undefined
  if (/分之$|第$/.test(before) || multiple(before, text.slice(start + figure.length))) return undefined
  const base = readFigure(figure)
  if (base === undefined) return undefined
  let end = start + figure.length
  const scale = scaleTail(text.slice(end, end + 8))
  let value = base * scale.factor + scale.extra
  end += scale.length
  const more = /^(?:多|余|来)(万?)/.exec(text.slice(end, end + 3))
  if (more !== null) {
    end += more[0].length
    if (more[1] === '万') value *= 10_000
  }
  const small = /^\s?(毛|角|分)钱?/.exec(text.slice(end, end + 4))
  const unit = UNIT.exec(text.slice(end, end + 8))
  const after = (length: number): string => text.slice(end + length, end + length + 8)
  if (unit !== null) {
    if (countsPieces(figure, value, unit[0].trim(), after(unit[0].length))) return undefined
    end += unit[0].length
    const change = changeTail(text.slice(end, end + 6))
    value += change.extra
    end += change.length
  } else if (
    small !== null &&
    (small[1] !== '分' || small[0].endsWith('钱')) &&
    !/^[色度]/.test(after(small[0].length))
  ) {
    value *= SMALL[small[1] ?? ''] ?? 1
    end += small[0].length
  } else if (currency === null) {
    const figureIsBig = /^\d/.test(figure) ? figure.replace(/\D/g, '').length <= 9 : /[百千万佰仟]/.test(figure)
    const alone =
      (/^\d{2,5}(?:\.\d{1,2})?$/.test(figure) ||
        /^[一二三四五六七八九两][十百千万][一二三四五六七八九十百千零]*$/.test(figure)) &&
      !/^(?:19|20)\d{2}$/.test(figure) &&
      ALONE_BEFORE.test(before) &&
      ALONE_AFTER.test(text.slice(end, end + 2)) &&
      BOUGHT.test(text.slice(0, start))
    if (alone) return { start, end, yuan: value.toFixed(2), approximate: true, perUnit: false }
    const closed = base >= 10 && ALONE_AFTER.test(after(0))
    const named =
      /^\d{2,6}(?:\.\d{1,2})?$/.test(figure) &&
      !/^(?:19|20)\d{2}$/.test(figure) &&
      AFTER_NOUN.test(before) &&
      BOUGHT.test(text.slice(0, start)) &&
      ALONE_AFTER.test(after(0))
    const oneThing = base >= 10 && ONE_THING.test(before)
    if (
      !(figureIsBig || closed) ||
      !(
        PAYING.test(text.slice(Math.max(0, start - 12), start)) ||
        oneThing ||
        named ||
        PAYING_AFTER.test(after(0)) ||
        /^的(?:套餐|卡|课|会员|价格)/.test(after(0))
      ) ||
      COUNTED.test(text.slice(end, end + 6))
    )
      return undefined
    if (
      /^[\u4e00-\u9fff]/.test(figure) &&
      /^[\u4e00-\u9fff]/.test(after(0)) &&
      !/[百千万]$/.test(figure) &&
      !/^[的了左块服押定还却但，买购订办充交付配]/.test(after(0))
    )
      return undefined
  }
  if (value <= 0 || value >= 1e10) return undefined
  const from = currency === null ? start : start - currency[0].length
  const tail = text.slice(end, end + 6)
  return {
    start: from,
    end,
    yuan: (Math.round(value * 100) / 100).toFixed(2),
    approximate:
      more !== null ||
      /^(?:左右|上下|多|出头)/.test(tail) ||
      /(?:大概|大约|差不多|将近|约|近|快|about|around)\s?$/.test(before),
    perUnit: PER.test(tail) || PER_BEFORE.test(before),
  }
}

/** Every sum of money in a normalised message, in order: 358元, ¥358, 一千二, 1.2万, 3万5, 十块零五毛, RMB 60, 八毛. */
export const findMoney = (text: string): Money[] => {
  const found: Money[] = []
  let from = 0
  for (const match of text.matchAll(NUMBER)) {
    if (match.index < from) continue
    const money = moneyAt(text, match.index, match[0])
    if (money === undefined) continue
    found.push(money)
    from = money.end
  }
  return found
}
