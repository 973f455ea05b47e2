/** Documents that hold only some of the words. Meilisearch demands its rarest word always; we ask for each word and add up. */
import type { MultiSearchQuery } from 'meilisearch'
import type { IndexDefinition, SearchQuery } from '../engine.ts'
import { type Answer, queriesOf, textOf } from './meilisearch-query.ts'

/** Best documents looked at for each word. */
export const PER_WORD = 300
/** A guess of how many documents there are, enough to tell rare words from common ones. */
const MANY = 1_000_000

export interface WeighedWord {
  word: string
  weight: number
}

/** The rarer, the more it says. */
export const weightOf = (documents: number) => Math.log(MANY / documents)

/** For each word its best documents, without their text. */
export function queriesForAny(
  index: IndexDefinition,
  uid: string,
  query: SearchQuery,
  words: readonly WeighedWord[],
  perWord: number,
): MultiSearchQuery[] {
  const fields = ['id', ...index.facets, ...index.sortable, ...(query.collapse ? [query.collapse] : [])]
  return words.flatMap(({ word }) => {
    const [main] = queriesOf(
      index,
      uid,
      { ...query, limit: perWord, offset: 0 },
      textOf([word], query.text ?? { words: '' }),
    )
    return main ? [{ ...main, facets: [], attributesToRetrieve: [...new Set(fields)] }] : []
  })
}

type Hit = Record<string, unknown>

export interface Merged {
  /** Best first. */
  found: { id: string; score: number }[]
  facets: Record<string, Record<string, number>>
  tookMs: number
}

/** What was found for the words, added up; one of each group where the query collapses. */
export function mergeAny(answers: readonly Answer[], query: SearchQuery, words: readonly WeighedWord[]): Merged {
  const all = new Map<string, { hit: Hit; score: number }>()
  for (const [at, { hits }] of answers.entries()) {
    for (const hit of hits) {
      const id = String(hit['id'])
      const score = (words[at]?.weight ?? 0) * (1 + Number(hit['_rankingScore'] ?? 0))
      all.set(id, { hit, score: (all.get(id)?.score ?? 0) + score })
    }
  }
  const ordered = [...all.values()].sort(
    (a, b) =>
      bySort(query, a.hit, b.hit) || b.score - a.score || String(a.hit['id']).localeCompare(String(b.hit['id'])),
  )
  const kept = query.collapse ? firstOfEach(ordered, query.collapse) : ordered
  const hits = kept.map(({ hit }) => hit)
  return {
    found: kept.map(({ hit, score }) => ({ id: String(hit['id']), score })),
    facets: countsOf(hits, query.facets ?? []),
    tookMs: answers.reduce((sum, { processingTimeMs }) => sum + processingTimeMs, 0),
  }
}

function bySort({ sort = [] }: SearchQuery, a: Hit, b: Hit): number {
  for (const { field, descending } of sort) {
    const [one, other] = [a[field], b[field]]
    if (one === other) continue
    const less = typeof one === 'number' && typeof other === 'number' ? one < other : String(one) < String(other)
    return less === Boolean(descending) ? 1 : -1
  }
  return 0
}

function firstOfEach(ordered: readonly { hit: Hit; score: number }[], field: string) {
  const seen = new Set<unknown>()
  return ordered.filter(({ hit }) => {
    const first = !seen.has(hit[field])
    seen.add(hit[field])
    return first
  })
}

function countsOf(hits: readonly Hit[], fields: readonly string[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const field of fields) {
    const own: Record<string, number> = {}
    for (const hit of hits) {
      for (const value of [hit[field]].flat()) {
        if (value !== undefined && value !== null) own[String(value)] = (own[String(value)] ?? 0) + 1
      }
    }
    counts[field] = own
  }
  return counts
}
