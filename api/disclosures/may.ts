/** Who may publish, correct, redact and withdraw. */
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'

/** Commands and jobs of the bureau's own system, and staff who hold the right. */
export function demandPublisher(ctx: Context): void {
  demand(ctx, 'disclosures.publish')
}
