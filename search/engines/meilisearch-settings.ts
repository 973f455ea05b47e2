/** A collection's declaration as Meilisearch settings. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from 'meilisearch'
import type { IndexDefinition } from '../engine.ts'

/** Highest offset plus limit a list may reach. */
const MAX_HITS = 100_000

/** @param root folder that holds `search/`, for the legal dictionary */
export function settingsOf(index: IndexDefinition, root: string): Settings {
  const byWeight = Object.entries(index.searchable).sort(([, a], [, b]) => b - a)
  return {
    searchableAttributes: byWeight.map(([field]) => field),
    filterableAttributes: ['id', ...index.filterable],
    sortableAttributes: [...new Set([...index.sortable, ...(index.prefer ? [index.prefer] : [])])],
    rankingRules: [
      'words',
      'typo',
      'proximity',
      ...(index.prefer ? [`${index.prefer}:desc`] : []),
      'attribute',
      'sort',
      'exactness',
    ],
    // Without it short Chinese texts may be taken for Japanese.
    localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn'] }],
    dictionary: readFileSync(path.join(root, 'search/language/legal-words.txt'), 'utf8').split('\n').filter(Boolean),
    typoTolerance: { disableOnNumbers: true },
    pagination: { maxTotalHits: MAX_HITS },
    faceting: { maxValuesPerFacet: 200 },
  }
}
