import { type LinearModel, type PackedModel, unpack } from './linear.ts'
import dangers from './models/dangers.json' with { type: 'json' }
import departments from './models/departments.json' with { type: 'json' }
import intents from './models/intents.json' with { type: 'json' }
import ours from './models/ours.json' with { type: 'json' }
import problems from './models/problems.json' with { type: 'json' }
import scope from './models/scope.json' with { type: 'json' }

/** What each sign of `scopeSigns` says for "ours", learned on labelled messages. */
export interface ScopeWeights {
  readonly weights: Readonly<Record<string, number>>
  readonly bias: number
}

/** Weights for short messages and for letters. */
export interface Scope {
  readonly short: ScopeWeights
  readonly letter: ScopeWeights
}

/** The trained models the engine reads a message with; made by `api/assistant/train`. */
export interface Models {
  /** Emergency: `no` or its kind. */
  readonly dangers: LinearModel
  /** Department a message belongs to, by the seven of the training data. */
  readonly departments: LinearModel
  /** What the person wants, of a matter that is ours; read with `intentSigns`. */
  readonly intents: LinearModel
  /** Ours or not: labels `no`, `yes`. */
  readonly ours: LinearModel
  /** Problem codes. */
  readonly problems: LinearModel
  readonly scope: Scope
}

/** Unpacks trained models. */
export const modelsFrom = (packed: {
  dangers: PackedModel
  departments: PackedModel
  intents: PackedModel
  ours: PackedModel
  problems: PackedModel
  scope: Scope
}): Models => ({
  dangers: unpack(packed.dangers),
  departments: unpack(packed.departments),
  intents: unpack(packed.intents),
  ours: unpack(packed.ours),
  problems: unpack(packed.problems),
  scope: packed.scope,
})

let shipped: Models | undefined

/** The models that ship with the product; unpacked once per process. */
export const shippedModels = (): Models => {
  shipped ??= modelsFrom({ dangers, departments, intents, ours, problems, scope })
  return shipped
}
