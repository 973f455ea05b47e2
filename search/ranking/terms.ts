/** Terms of texts and questions: words as jieba cuts them, and pairs of characters, which bear `~` in front. */
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'

const HAN = /[\u4e00-\u9fff]+/g

export function characterPairs(text: string): string[] {
  const pairs: string[] = []
  for (const [run] of text.matchAll(HAN))
    for (let at = 0; at + 1 < run.length; at += 1) pairs.push(`~${run.slice(at, at + 2)}`)
  return pairs
}

export interface QuestionTerms {
  words: readonly string[]
  pairs: readonly string[]
}

export function questionTerms(cutter: WordCutter, text: string): QuestionTerms {
  return { words: cutter.fine(text), pairs: [...new Set(characterPairs(normalise(text)))] }
}

/** Words of a text for the index, repeated as often as they stand there. */
export const documentWords = (cutter: WordCutter, text: string) => cutter.forIndex(text).split(' ').filter(Boolean)
