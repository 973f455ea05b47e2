/** The part of training that needs no question: common terms, the term space, the articles as a segment. Takes minutes; can be kept. */
import fs from 'node:fs'
import type { WordCutter } from '../language/words.ts'
import { buildSegment } from '../ranking/build-segment.ts'
import { articleKey, lawKey } from '../ranking/keys.ts'
import { arrayOf, pack, unpack } from '../ranking/packed.ts'
import type { Segment } from '../ranking/segment.ts'
import { documentWords } from '../ranking/terms.ts'
import { readBackground, readCorpus } from './corpus.ts'
import type { Ground } from './lore.ts'
import { fitTermSpace } from './term-space.ts'

export interface Prepared {
  ground: Ground
  segment: Segment
  /** Article key → place. */
  places: ReadonlyMap<string, number>
}

/** @param keep file to keep the term space in from run to run */
export function prepare(
  cutter: WordCutter,
  folder: string,
  dims: number,
  random: () => number,
  keep?: string,
): Prepared {
  const { documents, places } = readCorpus(folder)
  const background = readBackground(cutter, documents)
  const space = kept(keep) ?? fitTermSpace(cutter, documents, background, dims, random)
  if (keep) {
    const arrays = { rows: space.rows, values: space.values, scale: space.scale }
    fs.writeFileSync(keep, pack({ header: space.dims, arrays }))
  }
  const segment = buildSegment({ background, space }, cutter, documents)
  const terms = documents.map(({ body, title }) => {
    const words = [...documentWords(cutter, body), ...documentWords(cutter, title)]
    return Uint32Array.from(new Set(words.flatMap((word) => background.terms.get(word) ?? [])))
  })
  const ground: Ground = {
    background,
    space,
    documents,
    keys: documents.map(({ law, number }) => articleKey(law, number)),
    laws: documents.map(({ law }) => lawKey(law)),
    terms,
    segment,
  }
  return { ground, segment, places }
}

function kept(file: string | undefined): Ground['space'] | null {
  if (!file || !fs.existsSync(file)) return null
  const { header, arrays } = unpack<number>(fs.readFileSync(file))
  return {
    dims: header,
    rows: arrayOf(arrays, 'rows', 'Int32Array'),
    values: arrayOf(arrays, 'values', 'Int8Array'),
    scale: arrayOf(arrays, 'scale', 'Float32Array'),
  }
}
