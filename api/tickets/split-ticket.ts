/**
 * A second matter told in one message becomes a ticket of its own (分案), received on the same day, linked to the first.
 * The officer may tick the sentences it is about: then it holds these alone, and is sent where they belong. The first
 * ticket keeps every word the person wrote.
 */
import { engineByRules } from '../assistant/engine.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import type { Asked } from './asks.ts'
import { convertDraft } from './convert-draft.ts'
import { storeTicket } from './file-ticket.ts'
import type { TicketDraft } from './model.ts'
import { openIdentity } from './reporters/identity.ts'
import { reporterLooks } from './reporters/tables.ts'
import { tickedParts } from './story-parts.ts'
import { ticketEvents } from './tables.ts'
import { eventRow, openDraft, type TicketRecord } from './ticket-store.ts'

export async function splitOff(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  record: TicketRecord,
  { splitKind: kind, splitParts }: Asked,
): Promise<void> {
  const { ticket } = record
  if (kind === ticket.kind) throw wrong('splitKind')
  const draft = withParts(deps, openDraft(deps, record), kind, splitParts)
  const person = ticket.kind === 'report' ? await takeAlong(deps, tx, ctx, ticket.id) : draft.contact
  const second = convertDraft({ ...draft, contact: { ...draft.contact, ...person } }, kind)
  const { receivedAt: at, locale } = ticket
  const { number } = await storeTicket(deps, tx, ctx, second, ticket.number, { at, locale })
  // Number and code of the second ticket, for the person alone: nobody else handed them a receipt.
  const told = {
    at: deps.clock.now(),
    type: 'split-receipt',
    actorKind: 'system',
    actorId: null,
    audience: 'party',
    fromState: null,
    toState: null,
    params: { number },
  } as const
  await tx.insert(ticketEvents).values(eventRow(deps, record, told, { code: deps.vault.queryCode(number) }))
}

/** A complaint needs a name: it goes along unseen, and counts as a look. */
async function takeAlong(deps: Deps, tx: Transaction, ctx: Context, ticketId: string) {
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.id : 'system'
  await tx
    .insert(reporterLooks)
    .values({ id: deps.random.uuid(), ticketId, staffId, reason: 'split', at: deps.clock.now() })
  return (await openIdentity(deps, tx, ticketId)) ?? {}
}

/** The same draft about the ticked sentences only; what kind of problem it is, is read from them. */
function withParts(deps: Deps, draft: TicketDraft, kind: string | undefined, ticked: string | undefined): TicketDraft {
  if (!ticked) return draft
  const narrative = tickedParts(draft.narrative, ticked)
  if (!narrative) throw wrong('splitParts')
  const { drafts } = engineByRules(deps).read({
    messages: [narrative],
    previous: { drafts: [], asked: null },
    locale: 'zh',
  })
  const read = drafts.find((each) => each.kind === kind) ?? drafts[0]
  return { ...draft, narrative, problem: read?.problem, object: read?.object, subproblem: undefined }
}

function wrong(field: 'splitKind' | 'splitParts'): Problem {
  return new Problem('invalid', {
    errors: [{ path: `asked.${field}`, code: 'choice', message: 'errors.field.choice' }],
  })
}
