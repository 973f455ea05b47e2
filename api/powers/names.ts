/** What an item is called: our own heading of the article where there is one, otherwise the words that tell it from others. */
import { createHash } from 'node:crypto'
import type { Content, Localised } from '../../content/schema.ts'
import { POWER_KINDS } from './model.ts'
import { type PowerLine, placeOf } from './power-line.ts'

/** Stays the same as long as the place in the law does. */
export const idOf = (line: PowerLine): string =>
  `p${createHash('sha256').update(placeOf(line)).digest('hex').slice(0, 15)}`

const digits = (number: number, count: number) => String(number).padStart(count, '0')

export function codeOf(content: Content, { kind, number, item }: PowerLine): string {
  return [content.bureau.regionCode, 'SJ', POWER_KINDS[kind], digits(number, 4), digits(item, 2)].join('-')
}

/** Law titles without 中华人民共和国, as people say them. */
export const shortLaw = (title: string): string => title.replace(/^中华人民共和国(?=.{2})/, '')

export interface Headings {
  /** Heading and English title of a law by its full Chinese title. */
  heading(law: string, article: string): Localised | undefined
  english(law: string): string | undefined
}

export function headingsOf(content: Content): Headings {
  const digests = new Map(content.regulations.digests.map((digest) => [digest.title, digest]))
  const laws = new Map(content.laws.map((law) => [law.title, law.titleEn]))
  return {
    heading: (law, article) => digests.get(law)?.articles.find(({ number }) => number === article)?.title,
    english: (law) => digests.get(law)?.titleEn ?? laws.get(law),
  }
}

export function nameOf(line: PowerLine, headings: Headings): Localised {
  const { law, article, paragraph, item, terms } = line
  const heading = item === 0 ? headings.heading(law, article) : undefined
  const words = terms.join('、')
  const named = heading ? (paragraph > 1 && words ? `${heading.zh}（${words}）` : heading.zh) : words
  const place = `Article ${article}${paragraph > 1 ? `, paragraph ${paragraph}` : ''}${item > 0 ? `, item ${item}` : ''}`
  const english = heading && paragraph === 1 ? heading.en : `${heading ? `${heading.en}: ` : ''}${place}`
  return { zh: named || `${shortLaw(law)}第${article}条`, en: english }
}
