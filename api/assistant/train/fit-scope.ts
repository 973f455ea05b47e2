/** Weights of the scope signs (ours or somebody else's), for short messages and for letters apart. */
import type { Scope, ScopeWeights } from '../local/models.ts'
import { train } from './logistic.ts'

/** One labelled message as scope signs. */
export interface ScopeRow {
  readonly values: Readonly<Record<string, number>>
  readonly ours: boolean
  readonly weight: number
  readonly letter: boolean
}

/** Weights for short messages and for letters apart. */
export const fitScopes = (rows: readonly ScopeRow[]): Scope => ({
  short: fitScope(
    rows.filter(({ letter }) => !letter).map((row) => ({ ...row, values: plainSigns(row.values) })),
    2e-2,
  ),
  letter: fitScope(
    rows.filter(({ letter }) => letter),
    4e-3,
  ),
})

/** Signs that tell something only in a letter: a short message is one sentence. */
const OF_LETTERS = /^(?:title|ending|department\d)$|Sentence$|^(?:best|clear)Problem$/

const plainSigns = (values: ScopeRow['values']): ScopeRow['values'] =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !OF_LETTERS.test(name)))

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length)

/** Logistic regression on signs brought to one scale; the scale is folded back into the weights. */
const fitScope = (rows: readonly ScopeRow[], decay: number): ScopeWeights => {
  const names = Object.keys(rows[0]?.values ?? {})
  const scales = names.map((name) => {
    const numbers = rows.map(({ values }) => values[name] ?? 0)
    const middle = mean(numbers)
    const spread = Math.sqrt(mean(numbers.map((each) => (each - middle) ** 2)))
    return { middle, spread: spread < 1e-6 ? 1 : spread }
  })
  const at = Int32Array.from(names, (_, index) => index)
  const fitted = train(
    rows.map(({ values, ours, weight }) => ({
      at,
      value: Float64Array.from(names, (name, index) => {
        const { middle = 0, spread = 1 } = scales[index] ?? {}
        return ((values[name] ?? 0) - middle) / spread
      }),
      label: ours ? 1 : 0,
      weight,
    })),
    names.length,
    2,
    { passes: 60, step: 0.1, decay },
  )
  const weights = names.map((_, index) => {
    const slope = (fitted.of[index * 2 + 1] ?? 0) - (fitted.of[index * 2] ?? 0)
    return slope / (scales[index]?.spread ?? 1)
  })
  const shift = weights.reduce((sum, weight, index) => sum + weight * (scales[index]?.middle ?? 0), 0)
  return {
    weights: Object.fromEntries(names.map((name, index) => [name, Number((weights[index] ?? 0).toFixed(4))])),
    bias: Number(((fitted.bias[1] ?? 0) - (fitted.bias[0] ?? 0) - shift).toFixed(4)),
  }
}
