/** Numbers as statutes write them. */

const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 一千二百六十 → 1260, 十二 → 12, 一二三 → 123, 12 → 12; null when it is no number. */
export function readNumeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '') return null
  if ([...text].every((sign) => sign in DIGITS)) return Number([...text].map((sign) => DIGITS[sign]).join(''))
  let total = 0
  let digit = 0
  for (const sign of text) {
    const unit = UNITS[sign]
    const value = DIGITS[sign]
    if (unit !== undefined) {
      total += (digit === 0 ? 1 : digit) * unit
      digit = 0
    } else if (value !== undefined) digit = value
    else return null
  }
  return total + digit
}

/** 7 → 七, 10 → 十, 500 → 五百, 1260 → 一千二百六十; from 0 to 9999. */
export function writeNumeral(number: number): string {
  if (number === 0) return '零'
  let text = ''
  for (const [place, unit] of ['千', '百', '十', ''].entries()) {
    const digit = Math.floor(number / 10 ** (3 - place)) % 10
    if (digit > 0) text += '零一二三四五六七八九'[digit] + unit
    else if (text !== '' && !text.endsWith('零')) text += '零'
  }
  return text.replace(/零+$/, '').replace(/^一十/, '十')
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
/** 第十二条之一 at the start of a line. */
export const ARTICLE_START = new RegExp(`^第(${NUMERAL})条(?:之(${NUMERAL}))?(?=[\\s　]|$)`)

/** Arabic number of an article start, for instance `12-1`. */
export function articleNumber(main: string, inserted: string | undefined): string | null {
  const first = readNumeral(main)
  const second = inserted === undefined ? undefined : readNumeral(inserted)
  if (first === null || second === null) return null
  return second === undefined ? String(first) : `${first}-${second}`
}
