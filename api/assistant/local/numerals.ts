const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  两: 2,
  俩: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** Characters Chinese numerals are written with, for use inside a character class. */
export const NUMERAL_CLASS = '零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟'

/**
 * Reads a Chinese numeral: 三百五十八 → 358, 一千二 → 1200 (spoken short form), 三万五 → 35000.
 * Loose pairs like 两三百 ("two or three hundred") and idioms that start with a unit (千万, 百) give undefined.
 */
export const readNumeral = (words: string): number | undefined => {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 0
  let afterZero = false
  for (const char of words) {
    const value = DIGITS[char]
    if (value !== undefined) {
      if (value === 0) {
        if (digit !== undefined) return undefined
        afterZero = true
        continue
      }
      if (digit !== undefined) return undefined
      digit = value
      continue
    }
    if (char === '万' || char === '亿') {
      const scale = char === '万' ? 10_000 : 100_000_000
      if (digit === undefined && section === 0) return undefined
      total += (section + (digit ?? 0)) * scale
      section = 0
      digit = undefined
      lastUnit = scale
      afterZero = false
      continue
    }
    const unit = UNITS[char]
    if (unit === undefined) return undefined
    if (digit === undefined && !(unit === 10 && section === 0)) return undefined
    section += (digit ?? 1) * unit
    digit = undefined
    lastUnit = unit
    afterZero = false
  }
  if (digit !== undefined) section += lastUnit >= 100 && !afterZero ? digit * (lastUnit / 10) : digit
  return words === '' || (total + section === 0 && !/[零〇]/.test(words)) ? undefined : total + section
}
