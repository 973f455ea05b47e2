/** Verb: a record as those who correct it start from: masked as everybody reads it, also while it is down. */
import { z } from '@hono/zod-openapi'
import { eq } from 'drizzle-orm'
import { DisclosureType } from '../../content/schema.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { contentOf } from './content-of.ts'
import { demandPublisher } from './may.ts'
import { Disclosure, WITHDRAWALS } from './model.ts'
import { publicView, suspensionOf } from './public.ts'
import { mayComeBack } from './republish-disclosure.ts'
import { disclosures } from './tables.ts'

export const DeskRecord = z.object({
  id: z.string(),
  type: DisclosureType,
  version: z.int(),
  view: Disclosure,
  /** The masked content, field by field. */
  record: z.record(z.string(), z.unknown()),
  /** Set while it is down, with the bureau's own words. */
  withdrawn: z
    .object({ on: z.string(), kind: z.enum(WITHDRAWALS), sentence: z.string(), reason: z.string().nullable() })
    .nullable(),
  mayComeBack: z.boolean(),
})
export type DeskRecord = z.infer<typeof DeskRecord>

/** @throws Problem not-found */
export async function openRecord(deps: Deps, ctx: Context, id: string): Promise<DeskRecord> {
  demandPublisher(ctx)
  const [row] = await deps.db.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  const down = suspensionOf(ctx.locale, row)
  return {
    ...{ id, type: row.type, version: row.version },
    view: publicView(deps, ctx.locale, row),
    record: { ...contentOf(row) },
    withdrawn: down && { ...down, reason: row.withdrawalReason },
    mayComeBack: mayComeBack(row, chinaDate(deps.clock.now())),
  }
}
