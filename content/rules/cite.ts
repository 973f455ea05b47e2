/** How a citation is written for people. */
import type { Citation } from '../schema.ts'

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The place in the law: 第二十三条第五项, in English Article 23(5). An empty string when the whole law is meant. */
export function articleLabel(place: Pick<Citation, 'article' | 'item'>, locale: 'zh' | 'en'): string {
  if (!place.article) return ''
  if (locale === 'en') return `Article ${place.article}${place.item ? `(${place.item})` : ''}`
  const [main = '', inserted] = place.article.split('-')
  const article = `第${chineseNumber(Number(main))}条${inserted ? `之${chineseNumber(Number(inserted))}` : ''}`
  return place.item ? `${article}第${chineseNumber(place.item)}项` : article
}

/** Chinese numerals as statutes write them, 1 to 9999: 十, 二十三, 一百零一, 一千二百六十. */
function chineseNumber(value: number): string {
  const thousands = Math.floor(value / 1000)
  const hundreds = Math.floor(value / 100) % 10
  const tens = Math.floor(value / 10) % 10
  const ones = value % 10
  let text = thousands > 0 ? `${DIGITS[thousands]}千` : ''
  if (hundreds > 0) text += `${DIGITS[hundreds]}百`
  else if (thousands > 0 && tens + ones > 0) text += '零'
  if (tens > 0) text += value < 20 ? '十' : `${DIGITS[tens]}十`
  else if (hundreds > 0 && ones > 0) text += '零'
  return text + DIGITS[ones]
}
