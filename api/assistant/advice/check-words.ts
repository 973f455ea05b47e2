/** Whether a model's explanation may be shown: cited sentence by sentence, no promise, no figure and no law of its own. Pure. */
import { NUMERAL_CLASS, readNumeral } from '../local/numerals.ts'
import type { ModelAnswer } from '../pipeline/work.ts'

export const FAULTS = [
  'empty',
  'long',
  'uncited',
  'unknown-source',
  'promise',
  'law',
  'figure',
  'contact',
  'token',
] as const
export type Fault = (typeof FAULTS)[number]

const LONGEST = 1200
const CITED = /\[(\d{1,2})\]/g
/** The outcome of a case is nobody's to promise. */
const PROMISE =
  /(?:一定|肯定|保证|必定|必然|绝对|百分之百|100%|包)(?:会|能|可以|要)?.{0,6}(?:赔|罚|退|胜|赢|受理|立案|查处|成功)|你(?:会|能)(?:赢|拿到|得到赔)|(?:will|shall) (?:certainly|definitely)|guarantee/i
const LAW = /《([^》]{2,60})》/g
const ARTICLE = new RegExp(`第([\\d${NUMERAL_CLASS}]{1,9})条`, 'g')
const FIGURE = new RegExp(
  `(\\d+(?:\\.\\d+)?|[${NUMERAL_CLASS}]+)\\s?(万|百|千)?(元|倍|个?工作日|日|天|年|个月|%|％)`,
  'g',
)
const CONTACT = /https?:|www\.|@\w|(?<!\d)1[3-9]\d{9}(?!\d)/
const PHONE =
  /(?<!\d)(\d{3,4}-?\d{7,8}|1\d{2}|12[0-9]{3})(?!\d)(?=.{0,6}(?:电话|热线|打|拨|call))|(?:电话|热线|打|拨|call)\D{0,4}(\d[\d-]{2,12})/gi

export function faultOf(
  { text, sources }: ModelAnswer,
  { question, numbers }: { question: string; numbers: readonly string[] },
): Fault | undefined {
  const said = text.trim()
  if (said === '') return 'empty'
  if (said.length > LONGEST) return 'long'
  const cited = [...said.matchAll(CITED)].map(([, number]) => Number(number))
  if (cited.some((number) => number < 1 || number > sources.length)) return 'unknown-source'
  if (cited.length === 0 || sentencesOf(said).some((sentence) => !/\[\d{1,2}\]/.test(sentence))) return 'uncited'
  if (PROMISE.test(said)) return 'promise'
  const used = sources.filter((_, at) => cited.includes(at + 1))
  const titles = used.map(({ citation }) => citation.law)
  if ([...said.matchAll(LAW)].some(([, law]) => !titles.some((title) => title.includes(law ?? '')))) return 'law'
  const labels = used.map(({ citation }) => citation.label).join(' ')
  const known = [...labels.matchAll(ARTICLE)].map(([, number]) => numberOf(number ?? ''))
  if ([...said.matchAll(ARTICLE)].some(([, number]) => !known.includes(numberOf(number ?? '')))) return 'law'
  const told = figuresIn([...used.map((source) => source.text), question].join('\n'))
  if (figuresIn(said.replace(CITED, '')).some((figure) => !told.includes(figure))) return 'figure'
  if (CONTACT.test(said)) return 'contact'
  const phones = [...said.matchAll(PHONE)].map(([, before, after]) => before ?? after ?? '')
  if (phones.some((phone) => !numbers.includes(phone))) return 'contact'
  return /\[(?!\d{1,2}\])[^\]]{1,12}\]/.test(said) ? 'token' : undefined
}

/** Sentences and lines that say something; a heading of a few characters says nothing. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[。！？!?](?:\s?\[\d{1,2}\])*)(?!\s?\[\d)|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.replace(/[\p{P}\p{S}\s]/gu, '').length > 8)

const numberOf = (figure: string): number => (/^\d/.test(figure) ? Number(figure) : (readNumeral(figure) ?? Number.NaN))
const SCALES: Readonly<Record<string, number>> = { 万: 10_000, 千: 1000, 百: 100 }

/** Figures with their units, written one way: 五万元 and 50000元 are the same. */
function figuresIn(text: string): string[] {
  return [...text.matchAll(FIGURE)].flatMap(([, figure, scale, unit]) => {
    const value = numberOf(figure ?? '') * (SCALES[scale ?? ''] ?? 1)
    return Number.isNaN(value)
      ? []
      : [`${value}${(unit ?? '').replace('％', '%').replace('天', '日').replace('个', '')}`]
  })
}
