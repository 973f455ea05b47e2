/** Orders a few hundred documents that another engine found, as the embedded engine would. */
import type { WordCutter } from '../language/words.ts'
import { buildSegment, type RankedDocument } from './build-segment.ts'
import { Collection } from './collection.ts'
import type { RankingModel } from './model.ts'
import { Ranker } from './rank.ts'
import { questionTerms } from './terms.ts'

/** Score of each document, larger is better; comparable within one answer only. */
export function rescore(
  model: RankingModel,
  cutter: WordCutter,
  text: string,
  documents: readonly RankedDocument[],
): Float32Array {
  const collection = new Collection(model, [buildSegment(model, cutter, documents)])
  return new Ranker(model, collection).rank({ text, ...questionTerms(cutter, text) }, null).scores
}
