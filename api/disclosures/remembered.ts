/** Answers that are asked for again and again, such as the last day of a term. */
import type { Locale } from '../../content/messages/index.ts'
import type { Names } from './words.ts'

const MOST = 10_000

/** Made once for a content and a language. */
export function perLanguage<T>(make: (names: Names, locale: Locale) => T): (names: Names, locale: Locale) => T {
  const made = { zh: new WeakMap<Names, { value: T }>(), en: new WeakMap<Names, { value: T }>() }
  return (names, locale) => {
    const before = made[locale].get(names)
    if (before) return before.value
    const value = make(names, locale)
    made[locale].set(names, { value })
    return value
  }
}

/** Things by a key that says all they depend on; forgets everything when it has too much. */
export function keeper<T>(): (key: string, make: () => T) => T {
  const kept = new Map<string, T>()
  return (key, make) => {
    const before = kept.get(key)
    if (before !== undefined) return before
    if (kept.size >= MOST) kept.clear()
    const fresh = make()
    // A piece cut from a long text would keep all of that text in memory.
    kept.set(Buffer.from(key).toString(), fresh)
    return fresh
  }
}

/** Answers from memory where it can; forgets everything when it has too much. Only for what always answers the same. */
export function remembered<T>(find: (word: string, count: number) => T): (word: string, count?: number) => T {
  const known = new Map<number, Map<string, T>>()
  return (word, count = 0) => {
    const answers = known.get(count) ?? new Map<string, T>()
    if (answers.size === 0) known.set(count, answers)
    const before = answers.get(word)
    if (before !== undefined) return before
    if (answers.size >= MOST) answers.clear()
    // A piece cut from a long text would keep all of that text in memory.
    const own = Buffer.from(word).toString()
    const fresh = find(own, count)
    answers.set(own, fresh)
    return fresh
  }
}
