/** Cuts Chinese text into words with jieba and our own list of legal words. Loaded in worker threads only (native, 40 MB). */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { normalise } from './normalise.ts'
import { STOP_WORDS } from './stop-words.ts'

export interface WordCutter {
  /** All words of a text for the index, shorter ones inside longer ones too, joined by spaces. */
  forIndex(text: string): string
  /** Words of a query that do not overlap. */
  plain(text: string): string[]
  /** Words of a query, the shorter ones inside longer ones too. */
  fine(text: string): string[]
}

const WORD = /[\p{L}\p{N}]/u
/** Far above any word of the general dictionary, so that our words win. */
const FREQUENCY = 20_000

/** @param root folder that holds `search/` */
export function createWordCutter(root: string): WordCutter {
  const jieba = Jieba.withDict(dict)
  const words = readFileSync(path.join(root, 'search/language/legal-words.txt'), 'utf8').split('\n').filter(Boolean)
  jieba.loadDict(Buffer.from(words.map((word) => `${word} ${FREQUENCY} n\n`).join('')))
  // Without guessing of unknown words: a guess depends on the neighbours, and would differ between text and query.
  const cutFine = (text: string) => jieba.cutForSearch(normalise(text), false).filter((word) => WORD.test(word))
  const meaningful = (cut: string[]) => {
    const unique = [...new Set(cut)]
    const kept = unique.filter((word) => !STOP_WORDS.has(word))
    return kept.length > 0 ? kept : unique
  }
  return {
    forIndex: (text) => cutFine(text).join(' '),
    plain: (text) => meaningful(jieba.cut(normalise(text), false).filter((word) => WORD.test(word))),
    fine: (text) => meaningful(cutFine(text)),
  }
}
