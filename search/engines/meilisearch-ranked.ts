/** The learned ranking over what Meilisearch found: more words to look for, and the order of the best. */
import type { IndexDefinition, SearchDocument } from '../engine.ts'
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import { loadModel } from '../ranking/model.ts'
import { rescore } from '../ranking/rescore.ts'
import { expandQuery } from '../ranking/signals.ts'
import { questionTerms } from '../ranking/terms.ts'
import type { WeighedWord } from './meilisearch-any.ts'
import { rankedDocument } from './ranked-documents.ts'

/** Law words searched beside the reader's own, and what the strongest counts beside them. */
const [EXPANSIONS, STRONGEST] = [6, 6]
/** Texts whose words are remembered: cutting them again is most of the work. */
const REMEMBERED = 5000

export interface LearnedRanking {
  /** Words of the law for those of the question. */
  expand(text: string): WeighedWord[]
  /** How well each document answers. */
  order(index: IndexDefinition, text: string, documents: readonly SearchDocument[]): number[]
}

/** @param root folder that holds `search/` */
export function createLearnedRanking(root: string, cutter: WordCutter): LearnedRanking {
  const model = loadModel(root)
  const remembering = remember(cutter)
  return {
    expand: (text) => {
      const terms = expandQuery(model, questionTerms(cutter, normalise(text)), EXPANSIONS)
      const strongest = Math.max(...terms.map(({ weight }) => weight), Number.MIN_VALUE)
      return terms
        .filter(({ term }) => !term.startsWith('~'))
        .map(({ term, weight }) => ({ word: term, weight: (STRONGEST * weight) / strongest }))
    },
    order: (index, text, documents) => {
      const readings = documents.flatMap((document, row) => rankedDocument(index, document, row) ?? [])
      return [...rescore(model, remembering, text, readings)]
    },
  }
}

function remember(cutter: WordCutter): WordCutter {
  const known = new Map<string, string>()
  return {
    ...cutter,
    forIndex: (text) => {
      const before = known.get(text)
      if (before !== undefined) return before
      const words = cutter.forIndex(text)
      if (known.size >= REMEMBERED) known.clear()
      known.set(text, words)
      return words
    },
  }
}
