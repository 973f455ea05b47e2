/** Which article of a newer version took the place of which, and what was changed in it, word by word. Pure. */
import { diffArrays, diffWordsWithSpace } from 'diff'

export interface Comparable {
  number: string
  label: string
  text: string
}
export interface Piece {
  text: string
  changed: boolean
}
export type Aligned<A> =
  | { change: 'same' | 'changed'; before: A; after: A }
  | { change: 'added'; before: null; after: A }
  | { change: 'removed'; before: A; after: null }

/** Less alike than this, and two articles are another thing: share of common pairs of signs (Dice). */
const ALIKE = 0.3
/** Beyond this many pairs to weigh in one gap, articles there are only matched by number. */
const MOST_PAIRS = 40_000

/** Both lists in their own order; what moved past another article counts as removed and added. */
export function align<A extends Comparable>(before: readonly A[], after: readonly A[]): Aligned<A>[] {
  const rows: Aligned<A>[] = []
  let [i, j] = [0, 0]
  let [gapBefore, gapAfter]: [A[], A[]] = [[], []]
  const closeGap = () => {
    rows.push(...alignGap(gapBefore, gapAfter))
    gapBefore = []
    gapAfter = []
  }
  for (const part of diffArrays(before.map(bare), after.map(bare))) {
    for (let n = 0; n < part.count; n += 1) {
      const [old, fresh] = [before[i], after[j]]
      if (part.removed && old) gapBefore.push(old)
      else if (part.added && fresh) gapAfter.push(fresh)
      else if (old && fresh) {
        closeGap()
        rows.push({ change: 'same', before: old, after: fresh })
      }
      if (!part.added) i += 1
      if (!part.removed) j += 1
    }
  }
  closeGap()
  return rows
}

/** Spaces and punctuation alone are no change of the law. */
const bare = ({ text }: Comparable) => text.replace(/[\s\p{P}]/gu, '')

/** The best pairing that keeps both orders (Needleman–Wunsch). */
function alignGap<A extends Comparable>(before: readonly A[], after: readonly A[]): Aligned<A>[] {
  const alike = likeness(before, after)
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const at = (i: number, j: number) => best[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const paired = alike(i, j) + at(i + 1, j + 1)
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), alike(i, j) > 0 ? paired : 0)
    }
  }
  const rows: Aligned<A>[] = []
  let [i, j] = [0, 0]
  for (let old = before[i], fresh = after[j]; old || fresh; old = before[i], fresh = after[j]) {
    if (old && fresh && alike(i, j) > 0 && at(i, j) === alike(i, j) + at(i + 1, j + 1)) {
      rows.push({ change: 'changed', before: old, after: fresh })
      i += 1
      j += 1
    } else if (old && (!fresh || at(i, j) === at(i + 1, j))) {
      rows.push({ change: 'removed', before: old, after: null })
      i += 1
    } else if (fresh) {
      rows.push({ change: 'added', before: null, after: fresh })
      j += 1
    }
  }
  return rows
}

/** 0 where two articles are another thing, otherwise how alike they are. */
function likeness(before: readonly Comparable[], after: readonly Comparable[]): (i: number, j: number) => number {
  if (before.length * after.length > MOST_PAIRS) {
    return (i, j) => (before[i]?.number === after[j]?.number ? 1 : 0)
  }
  const [old, fresh] = [before.map(pairsOf), after.map(pairsOf)]
  const values = old.map((a) =>
    fresh.map((b) => {
      let common = 0
      for (const pair of a) if (b.has(pair)) common += 1
      const share = (2 * common) / Math.max(1, a.size + b.size)
      return share >= ALIKE ? share : 0
    }),
  )
  return (i, j) => values[i]?.[j] ?? 0
}

const pairsOf = (article: Comparable): Set<string> => {
  const signs = bare(article)
  return new Set(Array.from({ length: Math.max(1, signs.length - 1) }, (_, at) => signs.slice(at, at + 2)))
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** A single sign that stayed between two changes reads better as part of them. */
const TOO_SHORT = 1

/** Both texts in pieces, the changed ones marked. */
export function changedWords(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const parts = diffWordsWithSpace(before, after, { intlSegmenter: words })
  const sides: { before: Piece[]; after: Piece[] } = { before: [], after: [] }
  const add = (side: Piece[], text: string, changed: boolean) => {
    const last = side.at(-1)
    if (last?.changed === changed) last.text += text
    else side.push({ text, changed })
  }
  for (const [at, { value, added, removed }] of parts.entries()) {
    const between = isChange(parts[at - 1]) && isChange(parts[at + 1])
    const short = between && value.length <= TOO_SHORT && value !== '\n'
    if (!added) add(sides.before, value, removed || short)
    if (!removed) add(sides.after, value, added || short)
  }
  return sides
}

const isChange = (part: { added: boolean; removed: boolean } | undefined) => part?.added || part?.removed || false
