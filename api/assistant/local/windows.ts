import type { Span } from './types.ts'

/** Where people stop: punctuation, a new line, and a space between Chinese words. */
const STOP = /[，,。!?;；…\n~]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff\d])|[.!?] +/g
/** A shorter piece says nothing by itself and goes with the next one. */
const SHORTEST = 5

/** Cuts a normalised message into pieces that can be read by themselves. */
export const piecesOf = (lower: string): Span[] => {
  const pieces: Span[] = []
  let start = 0
  for (const { index, 0: stop } of lower.matchAll(STOP)) {
    if (index - start < SHORTEST) continue
    pieces.push({ start, end: index })
    start = index + stop.length
  }
  if (start < lower.length) pieces.push({ start, end: lower.length })
  return pieces
}

/** A part of a message: `from`th to `to`th piece. */
export const partOf = (pieces: readonly Span[], from: number, to: number): Span => ({
  start: pieces[Math.max(0, from)]?.start ?? 0,
  end: pieces[Math.min(pieces.length - 1, to)]?.end ?? 0,
})

/** Every two pieces that stand side by side; none where the message has no more. */
export const pairsOf = (pieces: readonly Span[]): Span[] =>
  pieces.length < 3 ? [] : pieces.slice(1).map((_, at) => partOf(pieces, at, at + 1))
