/** Puts in demo tickets (演示工单) with whole histories, all marked; the same dice every time, counted back from now. */
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import { systemContext } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { seededRandom } from '../platform/random.ts'
import { dataKeys } from '../platform/tables.ts'
import { demoDraft } from './demo-drafts.ts'
import { type Dice, type History, playOut } from './demo-history.ts'
import { COMMENTS } from './demo-stories.ts'
import { nationalRow } from './national/queue-for-national.ts'
import { nationalOutbox } from './national/tables.ts'
import { newTicket } from './new-ticket.ts'
import { ratingSeal } from './rate-ticket.ts'
import type { NewIdentity } from './reporters/identity.ts'
import { reporterIdentities } from './reporters/tables.ts'
import { type RatingRow, ticketClocks, ticketEvents, ticketRatings, tickets } from './tables.ts'
import { clockRow, eventRow } from './ticket-store.ts'
import { isRateable } from './transitions.ts'

export interface DemoOptions {
  count: number
  /** How far back they are spread. */
  months: number
  progress?: (done: number, total: number) => void
}

/** Last six digits of the first demo number; real numbers stay below (tables.ts). */
const FIRST_NUMBER = 900_001
const DAYS_PER_MONTH = 30.4
const BATCH = 100

interface DemoTicket extends History {
  rating: RatingRow | undefined
  identity: NewIdentity | undefined
}

/** Call `clearDemoTickets` first when demo tickets may be there. */
export async function seedDemoTickets(deps: Deps, { count, months, progress }: DemoOptions): Promise<void> {
  const dice = seededRandom('demo-tickets')
  const seeded: Deps = { ...deps, random: dice }
  const days = Math.round(months * DAYS_PER_MONTH)
  await deps.db.transaction(async (tx) => {
    for (let done = 0; done < count; done += BATCH) {
      const size = Math.min(BATCH, count - done)
      const batch = Array.from({ length: size }, (_, i) => demoTicket(seeded, dice, done + i, count, days))
      await store(seeded, tx, batch)
      progress?.(done + size, count)
    }
    await audit(deps, tx, systemContext('seed-demo-tickets'), {
      action: 'tickets.demo-seeded',
      entity: 'demo',
      entityId: 'tickets',
      after: { count },
    })
  })
}

/** Evenly spread in order, oldest first; the last ones came in this morning. */
function demoTicket(deps: Deps, dice: Dice, index: number, count: number, days: number): DemoTicket {
  const now = deps.clock.now()
  const back = Math.floor(((count - 1 - index) / count) * days)
  const day = addDays(chinaDate(now), -back)
  const wanted = new Date(Date.parse(`${day}T00:00:00+08:00`) + (7 * 60 + dice.below(14 * 60)) * 60_000)
  const at = wanted < now ? wanted : new Date(now.getTime() - (1 + dice.below(180)) * 60_000)
  const number = `${deps.content.bureau.numberPrefix}${chinaDate(at).replaceAll('-', '')}${FIRST_NUMBER + index}`
  const draft = demoDraft(deps, dice, chinaDate(at), index + 1)
  const fresh = newTicket(deps, { draft, number, at, locale: 'zh', demo: true })
  const history = playOut(deps, dice, fresh)
  return { ...history, rating: rate(deps, dice, history), identity: fresh.identity }
}

/** About half of the people answer; those who got what they asked for are kinder. */
function rate(deps: Deps, dice: Dice, history: History): RatingRow | undefined {
  const { ticket, wrappedKey, events } = history
  const last = events.at(-1)
  if (!last || !isRateable(ticket.state) || ticket.anonymous || dice.below(100) >= 55) return undefined
  const at = new Date(last.at.getTime() + (60 + dice.below(4 * 24 * 60)) * 60_000)
  if (at > deps.clock.now()) return undefined
  const solved =
    ticket.outcome === 'agreed' || ticket.outcome === 'answered' || ticket.outcome === 'penalised'
      ? dice.below(10) < 9
      : dice.below(10) < 2
  const score = solved ? 4 + dice.below(2) : 1 + dice.below(4)
  const sealed =
    dice.below(3) === 0 ? deps.vault.seal(wrappedKey, ratingSeal(ticket.id, 'answer'), dice.pick(COMMENTS)) : null
  const event = {
    at,
    type: 'rated',
    actorKind: 'citizen',
    actorId: null,
    audience: 'party',
    fromState: null,
    toState: null,
    params: { score },
  } as const
  events.push(eventRow(deps, history, event))
  return { ticketId: ticket.id, stage: 'answer', score, solved, sealed, at, demo: true }
}

async function store(deps: Deps, tx: Transaction, batch: DemoTicket[]): Promise<void> {
  const clocks = batch.flatMap(({ ticket, clocks }) =>
    clocks.map((clock) => clockRow(ticket, clock, deps.random.uuid())),
  )
  const ratings = batch.flatMap(({ rating }) => rating ?? [])
  await tx.insert(dataKeys).values(
    batch.map(({ ticket, wrappedKey }) => ({
      id: ticket.dataKeyId,
      wrapped: wrappedKey,
      createdAt: ticket.receivedAt,
    })),
  )
  await tx.insert(tickets).values(batch.map(({ ticket }) => ticket))
  await tx.insert(ticketEvents).values(batch.flatMap(({ events }) => events))
  const identities = batch.flatMap(({ identity }) => identity ?? [])
  if (identities.length > 0) {
    await tx
      .insert(dataKeys)
      .values(identities.map(({ wrapped, row }) => ({ id: row.dataKeyId, wrapped, createdAt: row.createdAt })))
    await tx.insert(reporterIdentities).values(identities.map(({ row }) => row))
  }
  const national = batch.flatMap(({ ticket }) => demoNational(deps, ticket) ?? [])
  if (national.length > 0) await tx.insert(nationalOutbox).values(national)
  if (clocks.length > 0) await tx.insert(ticketClocks).values(clocks)
  if (ratings.length > 0) await tx.insert(ticketRatings).values(ratings)
}

/** Passed on and acknowledged, but for what came in lately. */
function demoNational(deps: Deps, ticket: History['ticket']): typeof nationalOutbox.$inferInsert | undefined {
  const row = nationalRow(deps, ticket)
  if (!row || row.dueOn >= chinaDate(deps.clock.now())) return row
  return {
    ...row,
    state: 'acknowledged',
    externalNumber: row.externalNumber ?? `演示12315-${ticket.number.slice(-10)}`,
    sentAt: row.queuedAt,
    acknowledgedAt: row.queuedAt,
  }
}
