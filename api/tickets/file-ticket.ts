/** Files a draft: from here on it has a number, a query code, clocks that run and a unit that owes an answer. */

import { eq } from 'drizzle-orm'
import { takeDraft } from '../assistant/take-draft.ts'
import { handOver } from '../attachments/hand-over.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { driverOf, type Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { once } from '../platform/idempotency.ts'
import { putRows } from '../platform/put-rows.ts'
import { orderedUuid } from '../platform/random.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { dataKeys } from '../platform/tables.ts'
import { fieldErrorsForFiling } from './missing.ts'
import type { TicketDraft } from './model.ts'
import { queueForNational } from './national/queue-for-national.ts'
import { newTicket } from './new-ticket.ts'
import { issueReceipt } from './notices/issue-notice.ts'
import { type Filed, filedOf, receiptOf } from './receipt.ts'
import { storeIdentity } from './reporters/identity.ts'
import { ticketClocks, ticketEvents, tickets } from './tables.ts'
import { clockRow, eventRow, findTicket } from './ticket-store.ts'
import type { Receipt } from './view-model.ts'

const FILING: Limit = { name: 'file-ticket', max: 30, windowSeconds: 3600 }

/** A draft as sent, or the conversation that holds it. */
export type FilingInput = TicketDraft | { kind?: undefined; conversationId: string }

/**
 * @param idempotencyKey the same key and body give the same receipt, query code included
 * @throws Problem `invalid` with one error per field that is missing or cannot be; `conflict` when the conversation was filed before
 */
export async function fileTicket(
  deps: Deps,
  ctx: Context,
  input: FilingInput,
  idempotencyKey?: string,
): Promise<Receipt> {
  await spend(deps, FILING, ctx.client)
  if (input.kind !== undefined) validate(deps, input)
  const at = deps.clock.now()
  const ask = (tx: Transaction) => nextNumber(deps, tx, at)
  const call = { scope: 'file-ticket', key: idempotencyKey, body: input, ask }
  const filed = await once<Filed, string>(deps, call, async (tx, number, keep) => {
    const storing = { at, number, keep }
    if (input.kind !== undefined) return storeTicket(deps, tx, ctx, input, undefined, storing)
    const taken = await takeDraft(deps, tx, input.conversationId)
    if ('alreadyFiled' in taken) {
      if (taken.alreadyFiled === undefined)
        throw new Problem('unprocessable', { detail: 'errors.tickets.nothingToFile' })
      throw new Problem('conflict', { detail: 'errors.tickets.alreadyFiled', params: { number: taken.alreadyFiled } })
    }
    validate(deps, taken.draft)
    const stored = await storeTicket(deps, tx, ctx, taken.draft, taken.linkedTo, {
      ...storing,
      conversationId: input.conversationId,
    })
    await taken.markFiled(stored.number)
    return stored
  })
  return receiptOf(deps, filed)
}

function validate(deps: Deps, draft: TicketDraft): void {
  const errors = fieldErrorsForFiling(draft, deps.content, chinaDate(deps.clock.now()))
  if (errors.length > 0) throw new Problem('invalid', { errors })
}

interface Storing {
  /** Where the files are, when the draft does not name them. */
  conversationId?: string
  /** When it was received, for what was split off later. */
  at?: Date
  /** Where it was taken already. */
  number?: string
  /** Stores the answer along with the ticket (idempotency.ts). */
  keep?: (filed: Filed) => Promise<void>
  locale?: 'zh' | 'en'
}

/** Stores a checked draft with its files in the caller's transaction. */
export async function storeTicket(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  given: TicketDraft,
  linkedTo: string | undefined,
  { conversationId, at = deps.clock.now(), locale = ctx.locale, keep, ...taken }: Storing = {},
): Promise<Filed> {
  const files = await handOver(deps, tx, conversationId === undefined ? { ids: given.attachments } : { conversationId })
  const draft = { ...given, attachments: files.ids }
  const linked = linkedTo === undefined ? undefined : (await findTicket(tx, linkedTo))?.ticket
  const number = taken.number ?? (await nextNumber(deps, tx, at))
  const made = newTicket(deps, { draft, number, at, locale, demo: false })
  const { wrappedKey } = made
  const ticket = { ...made.ticket, linkedTicketId: linked?.id ?? null }
  const { id, dataKeyId, kind, channel, problem, station, section, receivedAt } = ticket
  const filed = filedOf(ctx.locale, ticket, linked?.number ?? null)
  // One connection runs them in this order; sent together they cost one round trip.
  await Promise.all([
    putRows(tx, dataKeys, [{ id: dataKeyId, wrapped: wrappedKey, createdAt: receivedAt }]),
    putRows(tx, tickets, [ticket]),
    putRows(
      tx,
      ticketEvents,
      made.events.map((event) => eventRow(deps, { ticket, wrappedKey }, event)),
    ),
    putRows(
      tx,
      ticketClocks,
      made.clocks.map((clock) => clockRow(ticket, clock, orderedUuid(deps))),
    ),
    audit(deps, tx, ctx, {
      action: 'ticket.filed',
      entity: 'ticket',
      entityId: id,
      after: { kind, channel, problem, station, section, state: ticket.state },
    }),
    storeIdentity(tx, made.identity),
    queueForNational(deps, tx, ticket),
    issueReceipt(deps, tx, { ticket, wrappedKey }, made.draft),
    keep?.(filed),
  ])
  if (linked) await tx.update(tickets).set({ linkedTicketId: id }).where(eq(tickets.id, linked.id))
  await files.to(id)
  return filed
}

/** A number is used up also when its filing fails: nobody waits for anybody else's. */
async function nextNumber(deps: Deps, tx: Transaction, at: Date): Promise<string> {
  const [row] = await driverOf(tx)<{ serial: string }[]>`
    select lpad(nextval('ticket_numbers')::text, 6, '0') as serial`
  return `${deps.content.bureau.numberPrefix}${chinaDate(at).replaceAll('-', '')}${row?.serial}`
}
