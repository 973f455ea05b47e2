/** What was typed as expressions of FTS5: all of the words first, then any of those that tell most. */
import type { IndexDefinition, TextQuery } from '../engine.ts'
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import type { Condition } from './sqlite-filter.ts'
import type { Store, Tables } from './sqlite-store.ts'

const MAX_TEXT = 2000
const MAX_TERMS = 24
/** This many words are kept however common they are. */
export const FEW_TERMS = 2
/** Share of documents from which a word counts as common. */
const COMMON = 0.05

export interface TextPlan {
  /** FTS5 expressions, the stricter first. */
  expressions: string[]
  phrases: string[]
  terms: string[]
  enough: number
  /** Expression of the rarest words that at most so many documents hold together; null without any. */
  rare(most: number): string | null
}

export function planText(
  store: Store,
  words: WordCutter,
  tables: Tables,
  text: TextQuery | undefined,
): TextPlan | null {
  if (!text || [text.words, ...(text.phrases ?? [])].every((piece) => piece.trim() === '')) return null
  const { enough = 1 } = text
  const phrases = (text.phrases ?? []).map(normalise).filter((phrase) => phrase !== '')
  const asked = text.words.slice(0, MAX_TEXT)
  const plain = words.plain(asked)
  const also = (text.also ?? []).flatMap((word) => words.fine(word))
  const telling = weighed(store, tables, [...new Set([...plain, ...words.fine(asked), ...also])])
  const fine = telling.map(({ word }) => word)
  const anywhere =
    fine.length > 0
      ? fine
      : rarest(
          store,
          tables,
          phrases.flatMap((phrase) => words.fine(phrase)),
        )
  if (anywhere.length === 0) return { expressions: [], phrases, terms: [], enough, rare: () => null }
  const without = (text.excluded ?? [])
    .map((excluded) => words.plain(excluded))
    .filter((cut) => cut.length > 0)
    .map((cut) => ` NOT "${cut.map(bare).join(' ')}"`)
    .join('')
  const any = `(${anywhere.map(quoted).join(' OR ')})${without}`
  const all = plain.length > 1 && plain.length <= MAX_TERMS ? [`(${plain.map(quoted).join(' AND ')})${without}`] : []
  return {
    expressions: phrases.length > 0 ? [any] : [...all, any],
    phrases,
    terms: fine,
    enough,
    rare: (most) => {
      let held = 0
      // How many hold words that begin with a character is not counted.
      const some = telling.filter(({ word, count }) => {
        held += word.length === 1 ? most + 1 : count
        return held <= most
      })
      return some.length > 0 ? some.map(({ word }) => quoted(word)).join(' OR ') : null
    },
  }
}

export const bare = (word: string) => word.replaceAll('"', '')
/** A single character also finds words that begin with it. */
export const quoted = (word: string) => (word.length === 1 ? `"${bare(word)}"*` : `"${bare(word)}"`)

/**
 * The words that tell most, which are also the quick ones. Words nowhere in the index are left out, and so are those in
 * every twentieth document, unless the question has little else.
 */
export const rarest = (store: Store, tables: Tables, words: string[]): string[] =>
  weighed(store, tables, words).map(({ word }) => word)

/** The same with the number of documents that hold each. */
function weighed(store: Store, tables: Tables, words: string[]): { word: string; count: number }[] {
  const frequency = store.prepare(`select doc from ${tables.vocabulary} where term = ?`)
  const size = Number(store.prepare(`select max(rowid) as n from ${tables.columns}`).get()?.['n'] ?? 0)
  return words
    .map((word) => ({ word, count: Number(frequency.get(word)?.['doc'] ?? 0) }))
    .filter(({ word, count }) => count > 0 || word.length === 1)
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, place) => place < FEW_TERMS || count < size * COMMON)
    .slice(0, MAX_TERMS)
}

export function phraseCondition(index: IndexDefinition, phrases: readonly string[]): Condition | null {
  if (phrases.length === 0) return null
  const fields = Object.keys(index.searchable)
  const one = fields
    .map((field) => `instr(plain(coalesce(json_extract(d.document, '$.${field}'), '')), ?) > 0`)
    .join(' or ')
  return {
    sql: phrases.map(() => `(${one})`).join(' and '),
    values: phrases.flatMap((phrase) => fields.map(() => phrase)),
  }
}
