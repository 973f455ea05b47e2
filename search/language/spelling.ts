/**
 * Finds what was meant by a word that is none: one that sounds the same (消废者 → 消费者) or differs in one character.
 * A place is doubted only where two characters stand side by side that no law and no dictionary has so.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { normalise } from './normalise.ts'

export interface Spelling {
  text: string
  /** Whether only this can be meant: a word of three or more that sounds the same. */
  sure: boolean
}

export interface Speller {
  /** Null when nothing is doubted or nothing better is known. */
  correct(text: string): Spelling | null
}

/** Longest question looked at, and longest in which a mere guess is worth saying: a story is searched as it stands. */
const [LONGEST_TEXT, LONGEST_GUESS] = [60, 16]
const LONGEST_WORD = 20
/** A word this short must sound the same; one differing character says too little. */
const SHORT = 3
/** Counts for our own words as if so many texts had them. */
const OFTEN = 1000
const HAN_RUN = /[\u4e00-\u9fff]{2,}/g
const HAN_WORD = /^[\u4e00-\u9fff]{2,}$/

interface Tables {
  sound: ReadonlyMap<string, string>
  pairs: ReadonlySet<string>
  /** How many texts have the word. */
  words: ReadonlyMap<string, number>
  /** Words of the law itself, of any length. */
  legal: ReadonlySet<string>
}

/** @param root folder that holds `search/` */
export function loadSpelling(root: string): Tables {
  const lines = (file: string) =>
    readFileSync(path.join(root, 'search/language', file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  const sound = lines('spelling/pinyin.txt').flatMap((line) => {
    const [syllable = '', characters = ''] = line.split(' ')
    return [...characters].map((character): [string, string] => [character, syllable])
  })
  const pairs = lines('spelling/pairs.txt').flatMap((line) => [...line.slice(1)].map((second) => `${line[0]}${second}`))
  const words = lines('spelling/words.txt').map((line): [string, number] => {
    const [word = '', texts] = line.split(' ')
    return [word, Number(texts)]
  })
  const legal = new Set(lines('legal-words.txt'))
  const often = [...legal].map((word): [string, number] => [word, OFTEN])
  return { sound: new Map(sound), pairs: new Set(pairs), words: new Map([...words, ...often]), legal }
}

/** @param names further words that are right as they stand and may be meant, such as names of laws */
export function createSpeller({ sound, pairs, words, legal }: Tables, names: readonly string[]): Speller {
  const known = new Map(words)
  const own = new Set<string>()
  for (const name of names.map(normalise)) {
    if (!HAN_WORD.test(name) || name.length > LONGEST_WORD) continue
    known.set(name, Math.max(known.get(name) ?? 0, OFTEN))
    for (let at = 0; at + 1 < name.length; at += 1) own.add(name.slice(at, at + 2))
  }
  const soundOf = (text: string) => [...text].map((character) => sound.get(character) ?? character).join(' ')
  const bySound = new Map<string, string[]>()
  const byRest = new Map<string, string[]>()
  const put = (into: Map<string, string[]>, key: string, word: string) => {
    const list = into.get(key)
    if (list) list.push(word)
    else into.set(key, [word])
  }
  for (const word of known.keys()) {
    put(bySound, soundOf(word), word)
    if (word.length > SHORT) for (const rest of restsOf(word)) put(byRest, rest, word)
  }
  const doubted = (pair: string) => !pairs.has(pair) && !own.has(pair)

  /** Words one after another: nothing to put right. */
  const made = (typed: string): boolean =>
    typed === '' ||
    Array.from({ length: Math.max(0, typed.length - 1) }, (_, at) => at + 2).some(
      (length) => known.has(typed.slice(0, length)) && made(typed.slice(length)),
    )

  /** The best word for what stands at `start`, `length` characters long. */
  const meant = (run: string, start: number, length: number): { word: string; same: boolean } | null => {
    const typed = run.slice(start, start + length)
    const best = (words: readonly string[]) =>
      words
        .filter((word) => (length > 2 || legal.has(word)) && word !== typed && changesDoubt(run, start, word, doubted))
        .sort((a, b) => (known.get(b) ?? 0) - (known.get(a) ?? 0))[0]
    const same = best(bySound.get(soundOf(typed)) ?? [])
    if (same) return { word: same, same: true }
    const near = length > SHORT ? best(restsOf(typed).flatMap((rest) => byRest.get(rest) ?? [])) : undefined
    return near === undefined ? null : { word: near, same: false }
  }

  /** @param shortest a word of this length or more may be put right */
  const correctRun = (run: string, shortest: number): Spelling | null => {
    const doubts = [...run].flatMap((_, at) => (at + 1 < run.length && doubted(run.slice(at, at + 2)) ? [at] : []))
    const [first] = doubts
    if (first === undefined) return null
    for (let length = Math.min(run.length, LONGEST_WORD); length >= shortest; length -= 1) {
      for (let start = Math.max(0, first + 2 - length); start <= first && start + length <= run.length; start += 1) {
        if (made(run.slice(start, start + length))) continue
        const found = meant(run, start, length)
        if (!found) continue
        const tail = run.slice(start + length)
        const rest = correctRun(tail, shortest)
        const text = run.slice(0, start) + found.word + (rest?.text ?? tail)
        return { text, sure: found.same && length >= SHORT && (rest?.sure ?? true) }
      }
    }
    const tail = correctRun(run.slice(first + 1), shortest)
    return tail && { ...tail, text: run.slice(0, first + 1) + tail.text }
  }

  return {
    correct: (text) => {
      const plain = normalise(text)
      if (plain.length > LONGEST_TEXT) return null
      const long = plain.length > LONGEST_GUESS
      let sure = true
      let changed = false
      const corrected = plain.replace(HAN_RUN, (run) => {
        const better = correctRun(run, long ? SHORT + 1 : 2)
        if (!better) return run
        changed = true
        sure &&= better.sure
        return better.text
      })
      return changed && (sure || !long) ? { text: corrected, sure } : null
    },
  }
}

/** The word with each of its characters left open in turn. */
function restsOf(word: string): string[] {
  return [...word].map((_, at) => `${word.slice(0, at)}*${word.slice(at + 1)}`)
}

/** Whether a doubt inside the typed word goes, and none comes at its edges. */
function changesDoubt(run: string, start: number, word: string, doubted: (pair: string) => boolean): boolean {
  const after = run.slice(0, start) + word + run.slice(start + word.length)
  let gone = false
  for (let at = Math.max(0, start - 1); at < start + word.length && at + 1 < run.length; at += 1) {
    const [old, now] = [run.slice(at, at + 2), after.slice(at, at + 2)]
    const inside = at >= start && at + 1 < start + word.length
    if (doubted(now) && !doubted(old)) return false
    if (inside && doubted(old) && !doubted(now)) gone = true
  }
  return gone
}
