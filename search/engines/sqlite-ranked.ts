/** Reading side of a ranked collection: the learned ranking orders, typed columns filter and count, SQLite holds phrases and documents. */
import type { Filter, IndexDefinition, SearchQuery, TextQuery } from '../engine.ts'
import type { WordCutter } from '../language/words.ts'
import { largest } from '../ranking/best.ts'
import type { Collection } from '../ranking/collection.ts'
import { allowedBy, bothOf, countsOf } from '../ranking/filter.ts'
import { lawKey } from '../ranking/keys.ts'
import type { Ranker } from '../ranking/rank.ts'
import { questionTerms } from '../ranking/terms.ts'

const MAX_TEXT = 2000
const FACET_VALUES = 200
/** This many words are kept however common they are; beyond it those in more than this share of documents find nothing alone. */
const FEW_WORDS = 2
const COMMON = 0.05
/** With fewer words a reader looks something up, with more they ask: then what the law calls it is found too. */
const ASKING = 4

/** Characters from which a title is not likely to be a question's own words. */
const LONG_TITLE = 12

export interface RankedPage {
  /** Documents of the page, and how good each is. */
  found: { document: number; score: number }[]
  total: number
  facets: Record<string, Record<string, number>>
  terms: string[]
}

/**
 * Null when the words say nothing to the ranking: another way must answer.
 *
 * @param rows rows that hold the phrases and none of the excluded words; all when null
 */
export function rankedPage(
  ranker: Ranker,
  words: WordCutter,
  index: IndexDefinition,
  query: SearchQuery & { text: TextQuery },
  held: Uint8Array | null,
): RankedPage | null {
  const { collection } = ranker
  const { asked, laws } = withoutTitles(collection, query.text.words.slice(0, MAX_TEXT))
  const terms = questionTerms(words, asked)
  const plain = words.plain(asked)
  const matching = matchesOf(collection, terms.words, plain, query.text.enough ?? 1)
  if (matching.telling.length === 0) return null
  const chosen = (query.filters ?? []).filter(
    (filter) => 'in' in filter && (query.facets ?? []).includes(filter.field) && index.facets.includes(filter.field),
  )
  const fixed = (query.filters ?? []).filter((filter) => !chosen.includes(filter))
  const allowed = allowedBy(collection, index, fixed, held)
  const narrowed = chosen.length > 0 ? allowedBy(collection, index, chosen, allowed) : allowed
  const also = (query.text.also ?? []).flatMap((word) => words.fine(word))
  const { scores, best } = ranker.rank({ text: asked, ...terms, also, laws }, narrowed)
  const asks = plain.length >= ASKING && matching.some && query.text.enough !== 0
  const found = matching.found
  if (asks) for (const document of best) found[document] = 1
  const matched = bothOf(found, narrowed)
  return {
    ...pageOf(collection, query, scores, matched),
    facets: Object.fromEntries(
      (query.facets ?? []).map((field) => {
        if (!index.facets.includes(field)) throw new Error(`${index.name}.${field} is not a facet`)
        const others = chosen.filter((filter: Filter) => filter.field !== field)
        const counted =
          others.length === chosen.length ? matched : bothOf(found, allowedBy(collection, index, others, allowed))
        return [field, countsOf(collection, field, counted, FACET_VALUES)]
      }),
    ),
    terms: [...new Set([...matching.telling, ...also])],
  }
}

/** Long titles set apart by spaces name a law; their words (最高人民法院关于审理…若干问题) would find all others like it. */
function withoutTitles(collection: Collection, words: string): { asked: string; laws: number[] } {
  const laws: number[] = []
  const kept = words.split(' ').filter((piece) => {
    const law = piece.length < LONG_TITLE ? undefined : collection.laws.get(lawKey(piece))
    if (law !== undefined) laws.push(law)
    return law === undefined
  })
  return kept.length > 0 ? { asked: kept.join(' '), laws } : { asked: words, laws }
}

function pageOf(
  collection: Collection,
  { collapse, limit, offset = 0 }: SearchQuery,
  scores: Float32Array,
  matched: Uint32Array,
): Pick<RankedPage, 'found' | 'total'> {
  const total = matched.length
  const scored = (document: number) => ({ document, score: scores[document] as number })
  if (!collapse)
    return {
      total,
      found: largest(scores, offset + limit, matched)
        .slice(offset)
        .map(scored),
    }
  const kept = firstOfEach(collection, collapse, scores, matched, offset + limit)
  return { total: kept.groups, found: kept.documents.slice(offset).map(scored) }
}

/** The best document of each group, as many as asked for, and how many groups there are. */
function firstOfEach(
  collection: Collection,
  field: string,
  scores: Float32Array,
  matched: Uint32Array,
  wanted: number,
) {
  const groups = new Set<number>()
  for (const document of matched) groups.add(collection.firstValue(field, document))
  // Copies are few: three times as many as asked for nearly always hold enough groups.
  for (let reach = wanted * 3; ; reach *= 4) {
    const seen = new Set<number>()
    const documents = largest(scores, Math.min(reach, matched.length), matched).filter((document) => {
      const group = collection.firstValue(field, document)
      return seen.size < wanted && !seen.has(group) && seen.add(group)
    })
    if (documents.length >= Math.min(wanted, groups.size)) return { documents, groups: groups.size }
  }
}

interface Matches {
  /** Words that tell documents apart, the rarest first. */
  telling: string[]
  /** 1 for each document that matches. */
  found: Uint8Array
  /** Whether those that hold only some of the words match too. */
  some: boolean
}

/** Single characters match only where nothing longer was typed. All words where enough documents hold them and few were typed; otherwise any word that tells. */
function matchesOf(collection: Collection, fine: readonly string[], plain: readonly string[], enough: number): Matches {
  const counted = [...new Set([...plain, ...fine])]
    .map((word) => ({ word, count: collection.countOf(word) }))
    .filter(({ count }) => count > 0)
    .filter(({ word }, _, all) => word.length > 1 || all.every((other) => other.word.length === 1))
    .sort((a, b) => a.count - b.count)
  const telling = counted
    .filter(({ count }, place) => place < FEW_WORDS || count < collection.size * COMMON)
    .map(({ word }) => word)
  if (enough === 0 || (plain.length > 1 && plain.length < ASKING)) {
    const holders = new Uint8Array(collection.size)
    for (const [at, word] of plain.entries())
      collection.eachHolder(word, (document) => {
        if (holders[document] === at) holders[document] = at + 1
      })
    const all = holders.map((number) => (number === plain.length ? 1 : 0))
    const count = all.reduce((sum, one) => sum + one, 0)
    if (enough === 0 || count >= enough) return { telling, found: all, some: false }
  }
  const found = new Uint8Array(collection.size)
  for (const word of telling)
    collection.eachHolder(word, (document) => {
      found[document] = 1
    })
  return { telling, found, some: true }
}
