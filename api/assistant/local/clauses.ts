import type { Span } from './types.ts'

/** A piece of a message between two punctuation marks. */
export interface Clause extends Span {
  readonly text: string
}

const BREAK = /[，,。!?;；…\n]|\.(?=\s|$)|:(?!\/\/|\d)/g

/** Cuts a normalised message at punctuation. A comma or stop inside a number does not cut. */
export const clausesOf = (text: string): Clause[] => {
  const clauses: Clause[] = []
  let start = 0
  for (const found of text.matchAll(BREAK)) {
    const at = found.index
    if (found[0] === ',' && /\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5))) continue
    if (at > start) clauses.push({ start, end: at, text: text.slice(start, at) })
    start = at + 1
  }
  if (start < text.length) clauses.push({ start, end: text.length, text: text.slice(start) })
  return clauses
}

/** The words of the same clause before and after a span, at most `reach` characters each. */
export const around = (text: string, span: Span, reach: number): { before: string; after: string } => {
  const left = text.slice(Math.max(0, span.start - reach), span.start)
  const right = text.slice(span.end, span.end + reach)
  return {
    before: clausesOf(`${left}|`).at(-1)?.text.slice(0, -1) ?? '',
    after: clausesOf(`|${right}`).at(0)?.text.slice(1) ?? '',
  }
}
