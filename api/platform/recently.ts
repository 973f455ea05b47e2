/**
 * Keeps readings that change rarely for a moment, so that a page asked for again and again does not count the same
 * again and again. Another process reads for itself; nothing is lost when this is forgotten.
 */

interface Kept<T> {
  until: number
  value: Promise<T>
}

/**
 * @param milliseconds how old an answer may be
 * @param most answers kept for one owner; the oldest goes first
 * @returns reads under a key; `owner` is what the answers belong to, for instance the database. A failed reading is not kept.
 */
export function recently<T>(milliseconds: number, most: number) {
  const owners = new WeakMap<object, Map<string, Kept<T>>>()
  return (owner: object, key: string, read: () => Promise<T>): Promise<T> => {
    const kept = owners.get(owner) ?? new Map<string, Kept<T>>()
    owners.set(owner, kept)
    const now = performance.now()
    const known = kept.get(key)
    if (known && known.until > now) return known.value
    const value = read()
    kept.delete(key)
    kept.set(key, { until: now + milliseconds, value })
    value.catch(() => kept.delete(key))
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
