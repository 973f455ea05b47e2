/** One collection of the scripted Meilisearch: documents in memory, words by our own cutter, ranking in Meilisearch's order of rules. */
import { normalise } from '../../search/language/normalise.ts'
import { createWordCutter } from '../../search/language/words.ts'
import { type Condition, parseFilter } from './meilisearch-filter.ts'

export type Document = Record<string, unknown>

export interface Settings {
  searchableAttributes?: string[]
  filterableAttributes?: string[]
  sortableAttributes?: string[]
  rankingRules?: string[]
  stopWords?: string[]
  synonyms?: Record<string, string[]>
  faceting?: { maxValuesPerFacet?: number }
  [other: string]: unknown
}

export interface Query {
  q?: string
  filter?: string | string[]
  facets?: string[]
  sort?: string[]
  limit?: number
  offset?: number
  distinct?: string
  matchingStrategy?: 'all' | 'last' | 'frequency'
  attributesToRetrieve?: string[]
  showRankingScore?: boolean
}

/** What the real server answers with an error code. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const cutter = createWordCutter(process.cwd())
const QUOTED = /(-?)"([^"]*)"?/g

interface Match {
  document: Document
  words: number
  attribute: number
}

export class Index {
  readonly primaryKey: string
  readonly documents = new Map<string, Document>()
  /** Per document, per searched attribute: its text as compared, and its words. */
  #read = new Map<string, { text: string; words: Set<string> }[]>()
  settings: Settings = {}

  constructor(primaryKey: string) {
    this.primaryKey = primaryKey
  }

  put(documents: readonly Document[]): void {
    for (const document of documents) {
      const id = document[this.primaryKey]
      if (typeof id !== 'string' || !/^[\w-]{1,511}$/.test(id))
        throw new Refused(400, 'invalid_document_id', `Document identifier ${JSON.stringify(id)} is invalid`)
      this.documents.set(id, document)
      this.#read.set(id, this.#readingOf(document))
    }
  }

  deleteBy(filter: string): void {
    for (const [id] of this.#filtered(filter)) {
      this.documents.delete(id)
      this.#read.delete(id)
    }
  }

  search(query: Query): Document {
    const matches = this.#matches(query)
    const ordered = matches.sort((a, b) => this.#compare(a, b, query.sort ?? []))
    const kept = query.distinct ? firstOfEach(ordered, query.distinct) : ordered
    const { offset = 0, limit = 20 } = query
    return {
      hits: kept.slice(offset, offset + limit).map((match) => shown(match, query)),
      offset,
      limit,
      estimatedTotalHits: kept.length,
      processingTimeMs: 1,
      query: query.q ?? '',
      ...(query.facets ? { facetDistribution: this.#count(kept, query.facets) } : {}),
    }
  }

  #filtered(filter: string | readonly string[] | undefined): [string, Document][] {
    const conditions = [filter ?? []].flat().map((text): Condition => {
      const condition = parseFilter(text)
      for (const field of condition.fields) {
        if (!this.settings.filterableAttributes?.includes(field))
          throw new Refused(400, 'invalid_search_filter', `Attribute ${field} is not filterable`)
      }
      return condition
    })
    return [...this.documents].filter(([, document]) => conditions.every(({ holds }) => holds(document)))
  }

  #matches({ q = '', filter, matchingStrategy = 'last' }: Query): Match[] {
    const phrases: string[] = []
    const excluded: string[] = []
    const rest = normalise(
      q.replace(QUOTED, (_, minus: string, text: string) => {
        if (normalise(text) !== '') (minus ? excluded : phrases).push(normalise(text))
        return ' '
      }),
    )
    const words = rest
      .split(' ')
      .flatMap((piece) => cutter.plain(piece))
      .filter((word) => !this.settings.stopWords?.includes(word))
    const ways = words.map((word) => [word, ...(this.settings.synonyms?.[word] ?? [])].map((way) => cutter.plain(way)))
    return this.#filtered(filter).flatMap(([id, document]) => {
      const attributes = this.#read.get(id) ?? []
      const holds = (phrase: string) => attributes.some(({ text }) => text.includes(phrase))
      if (!phrases.every(holds) || excluded.some(holds)) return []
      const places = ways.map((cuts) =>
        attributes.findIndex(({ words: held }) => cuts.some((cut) => cut.every((word) => held.has(word)))),
      )
      const found = places.filter((place) => place >= 0)
      if (matchingStrategy === 'all' ? found.length < words.length : places[0] === -1) return []
      return [{ document, words: found.length, attribute: Math.min(...found, attributes.length) }]
    })
  }

  #readingOf(document: Document): { text: string; words: Set<string> }[] {
    const fields = this.settings.searchableAttributes ?? Object.keys(document)
    return fields.map((field) => {
      const text = normalise([document[field] ?? ''].flat().join(' '))
      return { text, words: new Set(cutter.forIndex(text).split(' ')) }
    })
  }

  #compare(a: Match, b: Match, sort: readonly string[]): number {
    for (const rule of this.settings.rankingRules ?? ['words', 'attribute', 'sort']) {
      const order =
        rule === 'words'
          ? b.words - a.words
          : rule === 'attribute'
            ? a.attribute - b.attribute
            : rule === 'sort'
              ? bySort(a, b, sort)
              : rule.includes(':')
                ? bySort(a, b, [rule])
                : 0
      if (order !== 0) return order
    }
    return 0
  }

  #count(matches: readonly Match[], facets: readonly string[]): Record<string, Record<string, number>> {
    const most = this.settings.faceting?.maxValuesPerFacet ?? 100
    return Object.fromEntries(
      facets.map((facet) => {
        const counts: Record<string, number> = {}
        for (const { document } of matches)
          for (const value of [document[facet] ?? []].flat()) counts[String(value)] = (counts[String(value)] ?? 0) + 1
        return [facet, Object.fromEntries(Object.entries(counts).slice(0, most))]
      }),
    )
  }
}

function bySort(a: Match, b: Match, sort: readonly string[]): number {
  for (const each of sort) {
    const [field = '', direction] = each.split(':')
    const [one, other] = [a.document[field], b.document[field]]
    if (one === other) continue
    const less = typeof one === 'number' && typeof other === 'number' ? one < other : String(one) < String(other)
    return less === (direction === 'desc') ? 1 : -1
  }
  return 0
}

function firstOfEach(matches: readonly Match[], field: string): Match[] {
  const seen = new Set<unknown>()
  return matches.filter(({ document }) => {
    const first = !seen.has(document[field])
    seen.add(document[field])
    return first
  })
}

function shown({ document, words, attribute }: Match, query: Query): Document {
  const fields = query.attributesToRetrieve
  const kept = fields
    ? Object.fromEntries(Object.entries(document).filter(([field]) => fields.includes(field)))
    : document
  return { ...kept, ...(query.showRankingScore ? { _rankingScore: (words + 1 / (attribute + 1)) / (words + 1) } : {}) }
}
