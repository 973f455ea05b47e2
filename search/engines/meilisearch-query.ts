/** Text, filters and hits of the port in Meilisearch's words. */
import type { Filter, SearchDocument, SearchHit, Segment, TextQuery } from '../engine.ts'
import { normalise } from '../language/normalise.ts'

/** Private-use characters: no text holds them, so marks cannot be forged. */
export const MARK_START = '\ue000'
export const MARK_END = '\ue001'

export function textOf(text: TextQuery | undefined): string {
  if (!text) return ''
  const bare = (piece: string) => normalise(piece).replaceAll('"', ' ')
  // A leading minus would exclude; in free text it is only a stroke.
  const words = bare(text.words).replaceAll(/(^|\s)-+/g, '$1')
  const phrases = (text.phrases ?? []).map((phrase) => `"${bare(phrase)}"`)
  const excluded = (text.excluded ?? []).map((phrase) => `-"${bare(phrase)}"`)
  return [words, ...phrases, ...excluded].join(' ').trim()
}

export function filterOf(filter: Filter): string {
  const { field } = filter
  if ('in' in filter) return `${field} IN [${filter.in.map(quoted).join(', ')}]`
  if ('notIn' in filter) return `${field} NOT IN [${filter.notIn.map(quoted).join(', ')}]`
  return `${field} >= ${filter.from ?? Number.MIN_SAFE_INTEGER} AND ${field} <= ${filter.to ?? Number.MAX_SAFE_INTEGER}`
}

const quoted = (value: string | number | boolean) =>
  typeof value === 'string' ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : String(value)

export function hitOf(hit: Record<string, unknown>, highlighted: readonly string[]): SearchHit<SearchDocument> {
  const { _formatted, _rankingScore, key, ...document } = hit
  const formatted = (_formatted ?? {}) as Record<string, unknown>
  const highlight: Record<string, Segment[]> = {}
  for (const field of highlighted) highlight[field] = segmentsOf(String(formatted[field] ?? document[field] ?? ''))
  return { document: document as SearchDocument, score: Number(_rankingScore ?? 0), highlight }
}

function segmentsOf(marked: string): Segment[] {
  const segments: Segment[] = []
  for (const [index, piece] of marked.split(MARK_START).entries()) {
    const [found = '', ...rest] = index === 0 ? ['', piece] : piece.split(MARK_END)
    if (found !== '') segments.push({ text: found, hit: true })
    if (rest.join('') !== '') segments.push({ text: rest.join(''), hit: false })
  }
  return segments
}
