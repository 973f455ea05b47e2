import type { Span } from './types.ts'

/** A known phrase found in a text. */
export interface PhraseHit<T> extends Span {
  readonly phrase: string
  readonly value: T
}

/** Finds all of a fixed set of phrases in one pass over the text. */
export type PhraseFinder<T> = (lower: string) => PhraseHit<T>[]

const isLetter = (char: string | undefined): boolean => char !== undefined && /[a-z0-9]/.test(char)

/**
 * Builds a finder over lower-case phrases. At each place only the longest phrase of one group (`groupOf` its value) counts;
 * hits of different groups may overlap. Phrases that begin or end with a Latin letter match whole words only.
 */
export const phraseFinder = <T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
  groupOf: (value: T) => unknown = () => 'all',
): PhraseFinder<T> => {
  const byHead = new Map<string, { phrase: string; value: T }[]>()
  for (const [raw, value] of entries) {
    const phrase = raw.trim().toLowerCase()
    if (phrase === '') continue
    const head = phrase.slice(0, 2)
    const list = byHead.get(head) ?? []
    list.push({ phrase, value })
    byHead.set(head, list)
  }
  for (const list of byHead.values()) list.sort((a, b) => b.phrase.length - a.phrase.length)
  return (lower) => {
    const hits: PhraseHit<T>[] = []
    const reach = new Map<unknown, number>()
    for (let at = 0; at < lower.length; at++) {
      for (const head of [lower.slice(at, at + 2), lower.charAt(at)]) {
        for (const { phrase, value } of byHead.get(head) ?? []) {
          const end = at + phrase.length
          if (end <= (reach.get(groupOf(value)) ?? 0) || !lower.startsWith(phrase, at)) continue
          if (isLetter(phrase[0]) && isLetter(lower[at - 1])) continue
          if (
            isLetter(phrase.at(-1)) &&
            isLetter(lower[end]) &&
            !/^(?:s|ed|ing)?(?![a-z])/.test(lower.slice(end, end + 4))
          )
            continue
          hits.push({ start: at, end, phrase, value })
          reach.set(groupOf(value), end)
        }
      }
    }
    return hits
  }
}
