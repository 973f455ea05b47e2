/** From what was said about opening a business to the licence guide with its answers filled in. Pure. */
import type { Content } from '../../content/schema.ts'
import { NUMERAL_CLASS, readNumeral } from './local/numerals.ts'

export interface Handover {
  title: { zh: string; en: string }
  /** Address of the guide, answers as query. */
  url: string
}

type Source = Pick<Content, 'licences' | 'saidAnswers'>
type Business = Content['licences']['businesses'][number]

const AREA = new RegExp(`(\\d+(?:\\.\\d+)?|[${NUMERAL_CLASS}]+)\\s?(?:平方米|平方|平米|平|㎡|m2|square met)`, 'i')

export function licenceHandover(content: Source, message: string): Handover | undefined {
  const lower = message.toLowerCase()
  const found = content.licences.businesses
    .map((business) => ({ business, word: longest(business.keywords, lower) }))
    .sort((a, b) => b.word.length - a.word.length)[0]
  if (!found || found.word === '') return undefined
  const query = new URLSearchParams(answersIn(content, found.business, lower)).toString()
  const { id, title } = found.business
  return { title, url: query === '' ? `/licences/${id}` : `/licences/${id}?${query}` }
}

const longest = (words: readonly string[], text: string): string =>
  words
    .filter((word) => text.includes(word.toLowerCase()))
    .reduce((best, word) => (word.length > best.length ? word : best), '')

function answersIn(content: Source, business: Business, lower: string): [string, string][] {
  return business.questions.flatMap((question): [string, string][] => {
    const said = content.saidAnswers
      .filter((row) => row.question === question.id && question.options.some(({ value }) => value === row.value))
      .map(({ value, words }) => ({ value, word: longest(words, lower) }))
      .filter(({ word }) => word !== '')
      // 不做外卖 also holds 做外卖: the longer words are meant.
      .sort((a, b) => b.word.length - a.word.length)[0]
    const value = said?.value ?? bySize(content, question, lower)
    return value === undefined ? [] : [[question.id, value]]
  })
}

/** The side of the threshold on which the floor space told lies. */
function bySize(content: Source, question: Business['questions'][number], lower: string): string | undefined {
  const figure = AREA.exec(lower)?.[1]
  const size = figure === undefined ? undefined : /^\d/.test(figure) ? Number(figure) : readNumeral(figure)
  const limit = content.licences.thresholds.find(({ id, to }) => id === question.threshold && to === null)
  if (size === undefined || limit === undefined || !limit.unit.zh.includes('平方米')) return undefined
  const lies = {
    under: size < limit.value,
    from: size >= limit.value,
    'up-to': size <= limit.value,
    over: size > limit.value,
  }
  return question.options.find(({ side }) => side !== undefined && lies[side])?.value
}
