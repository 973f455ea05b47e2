/**
 * Open tickets by the hundred thousand. A few thousand are played out by the machines as demo tickets are; the others are
 * copies of these under ids, numbers and seals of their own, so that every one opens. All are marked as demo data.
 */
import { and, count, isNull, like, sql } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { putRows } from '../platform/put-rows.ts'
import { seededRandom } from '../platform/random.ts'
import { dataKeys } from '../platform/tables.ts'
import { demoDraft } from '../tickets/demo-drafts.ts'
import { type Dice, type History, playOut } from '../tickets/demo-history.ts'
import { newTicket } from '../tickets/new-ticket.ts'
import { piecesOf } from '../tickets/queue-words.ts'
import { ticketClocks, ticketEvents, tickets } from '../tickets/tables.ts'
import { clockRow, eventRow, openDraft, openTexts, sealDraft } from '../tickets/ticket-store.ts'

const MODELS = 2000
/** How far back they were received; the older ones that are still open are the slow ones. */
const DAYS = 40
const BATCH = 1000
/** Above what filings of a bench reach, below the numbers of demo tickets. */
const FIRST_NUMBER = 500_000
const MARK = '演示量测·'

/** Adds open tickets until there are that many with the mark. */
export async function fillTickets(deps: Deps, wanted: number, say: (line: string) => void): Promise<void> {
  const [known] = await deps.db
    .select({ count: count() })
    .from(tickets)
    .where(and(isNull(tickets.closedAt), like(tickets.masked, `${MARK}%`)))
  const there = known?.count ?? 0
  if (there >= wanted) return
  const began = performance.now()
  const models = openModels(deps, Math.min(MODELS, wanted))
  for (let done = there; done < wanted; done += BATCH) {
    const size = Math.min(BATCH, wanted - done)
    const copies = Array.from({ length: size }, (_, i) => copyOf(deps, models, done + i))
    await deps.db.transaction((tx) => store(deps, tx, copies))
    if ((done + size) % 20_000 === 0 || done + size === wanted) say(`工单 ${done + size}/${wanted} / tickets`)
  }
  await deps.db.execute(sql`vacuum analyze tickets`)
  await deps.db.execute(sql`analyze ticket_clocks`)
  say(`放入 / put in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

/** Tickets of the last weeks that are still open, with all that happened to them. */
function openModels(deps: Deps, wanted: number): History[] {
  const dice = seededRandom('bench-tickets')
  const seeded: Deps = { ...deps, random: dice }
  const models: History[] = []
  for (let serial = 0; models.length < wanted; serial += 1) {
    const history = model(seeded, dice, serial)
    if (history.ticket.closedAt === null) models.push(history)
  }
  return models
}

function model(deps: Deps, dice: Dice, serial: number): History {
  const day = addDays(chinaDate(deps.clock.now()), -1 - dice.below(DAYS))
  const at = new Date(Date.parse(`${day}T08:00:00+08:00`) + dice.below(10 * 3600) * 1000)
  const draft = demoDraft(deps, dice, day, serial)
  return playOut(deps, dice, newTicket(deps, { draft, number: '', at, locale: 'zh', demo: true }))
}

function copyOf(deps: Deps, models: readonly History[], serial: number): History {
  const from = models[serial % models.length]
  if (!from) throw new Error('no model to copy')
  const id = deps.random.uuid()
  const wrappedKey = deps.vault.newKey()
  const { receivedOn, receivedAt } = from.ticket
  const texts = {
    number: `${deps.content.bureau.numberPrefix}${receivedOn.replaceAll('-', '')}${FIRST_NUMBER + serial}`,
    masked: MARK + from.ticket.masked,
  }
  const ticket = {
    ...from.ticket,
    ...texts,
    pieces: piecesOf({ ...from.ticket, ...texts }),
    id,
    dataKeyId: deps.random.uuid(),
    // Copies of one model would otherwise all stand at one moment.
    receivedAt: new Date(receivedAt.getTime() + Math.floor(serial / models.length) * 1000),
    sealed: sealDraft(deps, wrappedKey, id, openDraft(deps, from)),
  }
  const record = { ticket, wrappedKey }
  const events = from.events.map((event) => eventRow(deps, record, event, openTexts(deps, from.wrappedKey, event)))
  return { ticket, wrappedKey, clocks: from.clocks, events }
}

async function store(deps: Deps, tx: Queryable, copies: readonly History[]): Promise<void> {
  await tx.execute(sql`set local synchronous_commit = off`)
  const keys = copies.map(({ ticket, wrappedKey }) => ({
    id: ticket.dataKeyId,
    wrapped: wrappedKey,
    createdAt: ticket.receivedAt,
  }))
  await putRows(tx, dataKeys, keys)
  await putRows(
    tx,
    tickets,
    copies.map(({ ticket }) => ticket),
  )
  await putRows(
    tx,
    ticketEvents,
    copies.flatMap(({ events }) => events),
  )
  const clocks = copies.flatMap(({ ticket, clocks }) =>
    clocks.map((clock) => clockRow(ticket, clock, deps.random.uuid())),
  )
  await putRows(tx, ticketClocks, clocks)
}
