/** What training reads of the laws: national law in force, one document an article, and how common terms are in it. */

import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import type { RankedDocument } from '../ranking/build-segment.ts'
import { articleKey } from '../ranking/keys.ts'
import type { RankingModel } from '../ranking/model.ts'
import { characterPairs, documentWords } from '../ranking/terms.ts'
import { readLaws } from './read-laws.ts'

export interface Corpus {
  documents: RankedDocument[]
  /** Article key → place in `documents`. */
  places: ReadonlyMap<string, number>
}

/** Local law is left out: the questions ask for national law, and its copies would count a hundredfold. */
export function readCorpus(folder: string): Corpus {
  const places = new Map<string, number>()
  const documents: RankedDocument[] = []
  for (const { title, number, chapter, text, level, latest } of readLaws(folder)) {
    const key = articleKey(title, number)
    if (!latest || level === 'local' || level === 'other' || places.has(key)) continue
    places.set(key, documents.length)
    const columns = { law: title }
    documents.push({
      row: documents.length,
      law: title,
      number,
      title,
      heading: chapter,
      body: text,
      level,
      since: 0,
      columns,
    })
  }
  return { documents, places }
}

/** Terms in fewer documents than this are not shipped. */
const KEPT_FROM = 5

export function readBackground(cutter: WordCutter, documents: readonly RankedDocument[]): RankingModel['background'] {
  const inTexts = new Map<string, number>()
  const inTitles = new Map<string, number>()
  const lengths = [0, 0, 0, 0]
  const count = (into: Map<string, number>, terms: readonly string[]) => {
    for (const term of new Set(terms)) into.set(term, (into.get(term) ?? 0) + 1)
  }
  for (const { body, title, heading } of documents) {
    const words = documentWords(cutter, body)
    const pairs = characterPairs(normalise(body))
    const titleWords = documentWords(cutter, title.replaceAll('中华人民共和国', ''))
    const headingWords = documentWords(cutter, heading)
    for (const [field, terms] of [words, pairs, titleWords, headingWords].entries())
      lengths[field] = (lengths[field] ?? 0) + terms.length / documents.length
    count(inTexts, words)
    count(inTexts, pairs)
    count(inTitles, [...titleWords, ...headingWords])
  }
  for (const [term, number] of inTitles) if (!inTexts.has(term)) inTexts.set(term, number)
  const list = [...inTexts.keys()].filter((term) => (inTexts.get(term) ?? 0) >= KEPT_FROM).sort()
  return {
    list,
    terms: new Map(list.map((term, at) => [term, at])),
    frequency: Uint32Array.from(list, (term) => inTexts.get(term) ?? 0),
    documents: documents.length,
    lengths,
  }
}
