/** Marks found words in a text as plain segments, never as markup. */
import type { Segment } from '../engine.ts'
import { fold } from './normalise.ts'

/** The whole text in segments. Single characters are marked only when nothing longer was looked for. */
export function segment(text: string, terms: readonly string[]): Segment[] {
  const folded = fold(text)
  const long = terms.filter((term) => term.length > 1)
  const wanted = long.length > 0 ? long : terms
  const marked = new Uint8Array(text.length)
  for (const term of wanted) {
    if (term === '') continue
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) marked.fill(1, at, at + term.length)
  }
  const segments: Segment[] = []
  for (let start = 0; start < text.length; ) {
    let end = start + 1
    while (end < text.length && marked[end] === marked[start]) end += 1
    segments.push({ text: text.slice(start, end), hit: marked[start] === 1 })
    start = end
  }
  return segments
}

/** At most `length` characters around the first found word; `…` where something was left out. */
export function excerpt(segments: readonly Segment[], length: number): Segment[] {
  const total = segments.reduce((sum, { text }) => sum + text.length, 0)
  if (total <= length) return [...segments]
  let first = 0
  for (const { text, hit } of segments) {
    if (hit) break
    first += text.length
  }
  const start = first >= total ? 0 : Math.max(0, Math.min(first - Math.floor(length / 4), total - length))
  const cut: Segment[] = start > 0 ? [{ text: '…', hit: false }] : []
  let at = 0
  for (const { text, hit } of segments) {
    const piece = text.slice(Math.max(0, start - at), Math.max(0, start + length - at))
    if (piece !== '') cut.push({ text: piece, hit })
    at += text.length
  }
  if (start + length < total) cut.push({ text: '…', hit: false })
  return cut
}
