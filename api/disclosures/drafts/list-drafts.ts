/** Records on their way to publication, nearest last day first, with the warning each has earned. */
import { z } from '@hono/zod-openapi'
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { DisclosureType } from '../../../content/schema.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { demand } from '../../staff/permissions.ts'
import { warningOn } from '../duties.ts'
import { Concealed } from '../mask.ts'
import { typeName } from '../words.ts'
import { type DraftContent, findDraft, openContent } from './draft-store.ts'
import { DRAFT_STATES, WARNINGS } from './states.ts'
import { type DraftRow, disclosureDrafts } from './tables.ts'

export const DraftItem = z.object({
  id: z.string(),
  state: z.enum(DRAFT_STATES),
  type: DisclosureType,
  typeName: z.string(),
  partyName: z.string(),
  documentNumber: z.string().nullable(),
  decidedOn: z.string(),
  dueOn: z.string(),
  dueRule: z.string(),
  /** `near` from some working days before the last day on, `late` after it. */
  warning: z.enum(WARNINGS).nullable(),
  scheduledOn: z.string().nullable(),
  version: z.int(),
  /** Whether the reader entered it: then somebody else must release it. */
  own: z.boolean(),
  publishedId: z.string().nullable(),
})
export type DraftItem = z.infer<typeof DraftItem>

export const DraftView = DraftItem.extend({
  record: z.record(z.string(), z.unknown()),
  conceal: z.array(Concealed),
})
export type DraftView = z.infer<typeof DraftView>

/** More than these are not shown at once. */
const MOST = 200

export async function listDrafts(deps: Deps, ctx: Context): Promise<{ items: DraftItem[]; total: number }> {
  demand(ctx, 'disclosures.draft')
  const { actor } = ctx
  const all = actor.kind === 'system' || (actor.kind === 'staff' && actor.permissions.includes('disclosures.publish'))
  const mine =
    actor.kind === 'staff' && !all
      ? or(
          eq(disclosureDrafts.authorId, actor.id),
          ...(actor.station ? [eq(disclosureDrafts.station, actor.station)] : []),
        )
      : undefined
  const rows = await deps.db
    .select()
    .from(disclosureDrafts)
    .where(and(inArray(disclosureDrafts.state, ['draft', 'scheduled']), mine))
    .orderBy(asc(disclosureDrafts.dueOn), asc(disclosureDrafts.createdAt))
    .limit(MOST)
  const items = await Promise.all(
    rows.map(async (row) => itemOf(deps, ctx, row, await openContent(deps, deps.db, row))),
  )
  return { items, total: items.length }
}

/** @throws Problem not-found; conflict when it is over */
export async function openDraft(deps: Deps, ctx: Context, id: string): Promise<DraftView> {
  const row = await findDraft(deps.db, ctx, id)
  const content = await openContent(deps, deps.db, row)
  await audit(deps, deps.db, ctx, { action: 'disclosure-draft.opened', entity: 'disclosure-draft', entityId: id })
  return { ...itemOf(deps, ctx, row, content), record: content.record, conceal: [...content.conceal] }
}

function itemOf(deps: Deps, ctx: Context, row: DraftRow, { record }: DraftContent): DraftItem {
  const { id, state, type, decidedOn, dueOn, dueRule, scheduledOn, version, authorId, publishedId } = row
  return {
    ...{ id, state, type, decidedOn, dueOn, dueRule, scheduledOn, version, publishedId },
    typeName: typeName(ctx.locale, type),
    partyName: record.partyName,
    documentNumber: record.documentNumber ?? null,
    warning: warningOn(deps, dueOn, chinaDate(deps.clock.now())),
    own: ctx.actor.kind === 'staff' && authorId === ctx.actor.id,
  }
}
