/** A collection's declaration as Meilisearch settings. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from 'meilisearch'
import type { IndexDefinition } from '../engine.ts'
import { normalise } from '../language/normalise.ts'
import { STOP_WORDS } from '../language/stop-words.ts'

/** Highest offset plus limit a list may reach. */
export const MAX_HITS = 100_000
/** A shorter word of the dictionary would cut through others: 标价 in 目标价格. */
const SHORTEST_WORD = 3

/** What is said for what: 消法 → 消费者权益保护法. One way. */
export type Synonyms = Readonly<Record<string, readonly string[]>>

/** @param root folder that holds `search/`, for the legal dictionary */
export function settingsOf(index: IndexDefinition, root: string, synonyms: Synonyms): Settings {
  const byWeight = Object.entries(index.searchable).sort(([, a], [, b]) => b - a)
  return {
    searchableAttributes: byWeight.map(([field]) => field),
    filterableAttributes: [...new Set(['id', ...index.filterable])],
    sortableAttributes: [...new Set([...index.sortable, ...(index.prefer ? [index.prefer] : [])])],
    // The order asked for comes before everything; without one the rule does nothing.
    rankingRules: [
      'sort',
      'words',
      'typo',
      'proximity',
      ...(index.prefer ? [`${index.prefer}:desc`] : []),
      'attribute',
      'exactness',
      ...(index.newest ? [`${index.newest}:desc`] : []),
    ],
    // Without it short Chinese texts may be taken for Japanese.
    localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn'] }],
    dictionary: dictionaryOf(root),
    stopWords: [...STOP_WORDS].sort(),
    synonyms: Object.fromEntries(Object.entries(synonyms).map(([said, meant]) => [normalise(said), [...meant]])),
    typoTolerance: { disableOnNumbers: true },
    pagination: { maxTotalHits: MAX_HITS },
    faceting: { maxValuesPerFacet: 200 },
  }
}

/**
 * Legal words that hold no other: the longest word of the dictionary wins in Meilisearch, and 超过保质期 as one word would
 * hide 保质期 from whoever looks for it.
 */
function dictionaryOf(root: string): string[] {
  const words = readFileSync(path.join(root, 'search/language/legal-words.txt'), 'utf8')
    .split('\n')
    .filter((word) => word.length >= SHORTEST_WORD)
  return words.filter((word) => !words.some((other) => other !== word && word.includes(other)))
}

/** Fingerprint of the settings; another one means rebuild. */
export const hashOf = (settings: Settings) =>
  createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)
