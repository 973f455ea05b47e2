import type { Content } from '../../../content/schema.ts'
import { type Models, shippedModels } from './models.ts'
import { type PhraseFinder, phraseFinder } from './phrases.ts'

/** Where a place name leads: the street (街道) and the station (监管所) that serves it. */
export interface StreetEntry {
  readonly street: string | undefined
  readonly station: string
}

/** One kind of emergency with the wording that shows it. */
export interface EmergencyEntry {
  readonly id: string
  readonly number: string
  readonly words: PhraseFinder<true>
  readonly patterns: readonly RegExp[]
  readonly unless: readonly string[]
}

/** Words with their weight for one value (problem, object). */
export interface WeightedPhrase {
  readonly code: string
  readonly weight: number
}

/** Everything the engine knows about this bureau and its field; built once from `content/`. */
export interface Lexicon {
  readonly models: Models
  readonly problems: PhraseFinder<WeightedPhrase>
  readonly objects: PhraseFinder<WeightedPhrase>
  readonly streets: PhraseFinder<StreetEntry>
  readonly emergencies: readonly EmergencyEntry[]
  readonly otherBodies: PhraseFinder<WeightedPhrase>
  /** What tells of another body's matter by itself. */
  readonly surelyOthers: readonly { readonly id: string; readonly pattern: RegExp }[]
  readonly otherBodyUnless: ReadonlyMap<string, readonly string[]>
}

/** The part of `content/` the engine reads. */
export type LexiconSource = Pick<Content, 'problems' | 'objects' | 'stations' | 'emergencies' | 'otherBodies'>

/** Long phrases say more than short ones; a phrase shared by several codes says less (like inverse document frequency). */
const weigh = (groups: readonly { code: string; phrases: readonly string[] }[]): [string, WeightedPhrase][] => {
  const spread = new Map<string, number>()
  for (const { phrases } of groups) {
    for (const phrase of new Set(phrases.map((word) => word.toLowerCase())))
      spread.set(phrase, (spread.get(phrase) ?? 0) + 1)
  }
  return groups.flatMap(({ code, phrases }) =>
    [...new Set(phrases.map((word) => word.toLowerCase()))].map((phrase): [string, WeightedPhrase] => {
      const size = /^[\p{ASCII}]+$/u.test(phrase) ? phrase.length / 3 : phrase.length
      return [phrase, { code, weight: Math.min(4, 0.5 + size * 0.5) / (spread.get(phrase) ?? 1) }]
    }),
  )
}

const safePattern = (source: string): RegExp[] => {
  try {
    return [new RegExp(source, 'i')]
  } catch {
    return []
  }
}

const streetEntries = (stations: LexiconSource['stations']): [string, StreetEntry][] =>
  stations.flatMap((station) => [
    [station.name.zh, { street: undefined, station: station.id }] as [string, StreetEntry],
    ...station.streets.flatMap((street) => {
      const english = street.nameEn.toLowerCase().replace(/ (?:subdistrict|street|office)$/u, '')
      const names = [
        street.name,
        street.name.replace(/街道(?:办事处)?$/u, ''),
        street.nameEn,
        english,
        ...street.aliases,
        ...street.demoAliases,
      ]
      return [...new Set(names)]
        .filter((name) => name.length >= 2)
        .map((name): [string, StreetEntry] => [name, { street: street.id, station: station.id }])
    }),
  ])

const byCode = ({ code }: WeightedPhrase): string => code

/** Builds the engine's lexicon from checked content. Do it once per process; other `models` only to measure training. */
export const buildLexicon = (content: LexiconSource, models: Models = shippedModels()): Lexicon => ({
  models,
  problems: phraseFinder(
    weigh(content.problems.map(({ code, keywords }) => ({ code, phrases: [...keywords.zh, ...keywords.en] }))),
    byCode,
  ),
  objects: phraseFinder(
    weigh(content.objects.map(({ id, keywords }) => ({ code: id, phrases: [...keywords.zh, ...keywords.en] }))),
    byCode,
  ),
  streets: phraseFinder(streetEntries(content.stations)),
  emergencies: content.emergencies.map(({ id, number, words, patterns, unless }) => ({
    id,
    number,
    words: phraseFinder(words.map((word): [string, true] => [word, true])),
    patterns: patterns.flatMap(safePattern),
    unless: unless.map((word) => word.toLowerCase()),
  })),
  otherBodies: phraseFinder(
    weigh(content.otherBodies.map(({ id, keywords }) => ({ code: id, phrases: keywords }))),
    byCode,
  ),
  surelyOthers: content.otherBodies.flatMap(({ id, surely }) =>
    surely.flatMap(safePattern).map((pattern) => ({ id, pattern })),
  ),
  otherBodyUnless: new Map(content.otherBodies.map(({ id, unless }) => [id, unless.map((word) => word.toLowerCase())])),
})
