/** Counts of an evaluation: what is right, found and falsely found, with 95 % intervals. */

/** Right out of total (accuracy). */
export interface Share {
  readonly right: number
  readonly total: number
}

/** Hits, misses and false alarms of a sign (for F1). */
export interface Finds {
  readonly hit: number
  readonly missed: number
  readonly falsely: number
}

const Z = 1.96

/** Wilson interval of a share at 95 %. */
export const wilson = ({ right, total }: Share): [low: number, high: number] => {
  if (total === 0) return [0, 1]
  const z2 = Z ** 2
  const p = right / total
  const middle = (p + z2 / (2 * total)) / (1 + z2 / total)
  const half = (Z * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total ** 2))) / (1 + z2 / total)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/** Harmonic mean of precision and recall. */
export const f1 = ({ hit, missed, falsely }: Finds): number =>
  hit === 0 ? 0 : (2 * hit) / (2 * hit + missed + falsely)

const sum = (parts: readonly Finds[]): Finds =>
  parts.reduce(
    (all, part) => ({
      hit: all.hit + part.hit,
      missed: all.missed + part.missed,
      falsely: all.falsely + part.falsely,
    }),
    { hit: 0, missed: 0, falsely: 0 },
  )

/** F1 over cases with its 95 % interval by a thousand resamples; `seed` keeps it the same from run to run. */
export const f1WithInterval = (
  cases: readonly Finds[],
  seed = 20_261_122,
): { value: number; low: number; high: number } => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const values = Array.from({ length: 1000 }, () =>
    f1(sum(cases.map(() => cases[Math.floor(next() * cases.length)] ?? { hit: 0, missed: 0, falsely: 0 }))),
  ).sort((a, b) => a - b)
  return { value: f1(sum(cases)), low: values[25] ?? 0, high: values[974] ?? 1 }
}

/** Share with the interval, on one line. */
export const shareLine = (name: string, share: Share): string => {
  const [low, high] = wilson(share)
  const value = share.total === 0 ? '-' : (share.right / share.total).toFixed(3)
  return `${name.padEnd(34)} ${String(share.right).padStart(5)}/${String(share.total).padEnd(5)} ${value}  [${low.toFixed(3)}, ${high.toFixed(3)}]`
}
