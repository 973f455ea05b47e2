/** Who may publish, correct and withdraw. */
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'

/** Commands and jobs of the bureau's own system; no person publishes from the desk yet. */
export function demandPublisher({ actor }: Context): void {
  if (actor.kind === 'public') throw new Problem('unauthenticated')
  if (actor.kind !== 'system') throw new Problem('forbidden')
}
