/** Keeps one reading of a public endpoint for a moment: what every page asks is asked once. A failed reading is not kept. */
export function keptFor<A, T>(milliseconds: number, read: (from: A) => Promise<T>): (from: A) => Promise<T> {
  let kept: { until: number; value: Promise<T> } | undefined
  return (from) => {
    const now = performance.now()
    if (kept && kept.until > now) return kept.value
    const value = read(from)
    kept = { until: now + milliseconds, value }
    value.catch(() => {
      kept = undefined
    })
    return value
  }
}
