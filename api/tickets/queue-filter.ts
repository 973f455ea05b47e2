/** Which tickets somebody's queue holds: their reach, and what they ask for. The queue, its counts and its news share it. */
import { z } from '@hono/zod-openapi'
import { and, eq, gte, ilike, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { cardOf } from './card.ts'
import { holds } from './may.ts'
import { TicketKind } from './model.ts'
import { askedOf, spellingsOf, wordsIn } from './queue-words.ts'
import { FAMILIES, type Family, STATES, type State } from './states.ts'
import { tickets } from './tables.ts'
import { familyOf, isOpen } from './transitions.ts'
import { StateName } from './view-model.ts'

export const QUEUE_FAMILIES = [...FAMILIES, 'all'] as const
/** Id of a station or section. */
export const UnitId = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** What may be asked of the queue; every part may be left out. */
export const QueueFilter = z.object({
  station: UnitId.optional(),
  section: UnitId.optional(),
  state: StateName.optional(),
  /** Left out: everything that is not over. */
  family: z.enum(QUEUE_FAMILIES).optional(),
  kind: TicketKind.optional(),
  overdue: z.stringbool().optional(),
  /** Nearest date on this or the next working day (黄牌). */
  soon: z.stringbool().optional(),
  /** In the reader's own hands (我承办). */
  mine: z.stringbool().optional(),
  /** Words in the masked text, the business's name, the number or the one its source gave it; all of them must be there. */
  q: z
    .string()
    .max(100)
    .transform((text) => text.replace(/\p{Cc}/gu, '').trim())
    .optional(),
})
export type QueueFilter = z.infer<typeof QueueFilter>

/** Longest run of free days that a yellow card is looked for behind. */
const LOOK_AHEAD = 20
/** A whole number is looked up, not searched for. */
const WHOLE_NUMBER = /^[A-Z]{2,6}\d{14}$/i

export function queueWhere(deps: Deps, ctx: Context, filter: QueueFilter): SQL | undefined {
  const { station, section, state, kind, overdue, soon, mine, q } = filter
  const today = chinaDate(deps.clock.now())
  return and(
    reach(ctx),
    station ? eq(tickets.station, station) : undefined,
    section ? eq(tickets.section, section) : undefined,
    state ? eq(tickets.state, state) : undefined,
    kind ? eq(tickets.kind, kind) : undefined,
    // A state says by itself whether it is over: said once more, so that the indexes of either serve.
    familyCondition(filter.family ?? (state === undefined || isOpen(state) ? undefined : 'final')),
    overdue ? and(isNull(tickets.closedAt), lt(tickets.nextDueOn, today)) : undefined,
    soon
      ? and(isNull(tickets.closedAt), gte(tickets.nextDueOn, today), lte(tickets.nextDueOn, lastYellow(deps, today)))
      : undefined,
    mine && ctx.actor.kind === 'staff' ? eq(tickets.handlerId, ctx.actor.id) : undefined,
    q ? (WHOLE_NUMBER.test(q) ? eq(tickets.number, q.toUpperCase()) : holdsWords(tickets, q)) : undefined,
  )
}

/** False also for a whole number, which is looked up. */
export const asksForWords = ({ q }: QueueFilter): boolean => Boolean(q) && !WHOLE_NUMBER.test(q ?? '')

type Texts = Record<'pieces' | 'masked' | 'respondentName' | 'number' | 'sourceNumber', AnyPgColumn>

/** Whether every word stands somewhere in the texts. */
export function holdsWords(texts: Texts, q: string): SQL | undefined {
  const asked = askedOf(wordsIn(q))
  const columns = [texts.masked, texts.respondentName, texts.number, texts.sourceNumber]
  return and(
    asked.pieces === undefined ? undefined : sql`${texts.pieces} @@ ${asked.pieces}::tsquery`,
    ...asked.unsure.map((word) => {
      const patterns = spellingsOf(word).map((spelling) => `%${spelling.replace(/[\\%_]/g, '\\$&')}%`)
      return or(...columns.flatMap((column) => patterns.map((pattern) => ilike(column, pattern))))
    }),
  )
}

/** Own station or section; undefined means everywhere. */
function reach({ actor }: Context): SQL | undefined {
  if (actor.kind !== 'staff' || holds(actor, 'tickets.all')) return undefined
  const own = [
    ...(actor.station ? [eq(tickets.station, actor.station)] : []),
    ...(actor.section ? [eq(tickets.section, actor.section)] : []),
  ]
  return or(...own) ?? eq(tickets.section, '')
}

function familyCondition(family: QueueFilter['family']): SQL | undefined {
  if (family === 'all') return undefined
  if (family === 'final') return isNotNull(tickets.closedAt)
  if (family === undefined) return isNull(tickets.closedAt)
  return and(isNull(tickets.closedAt), inArray(tickets.state, statesOfFamily(family)))
}

const statesOfFamily = (family: Family) =>
  (Object.keys(STATES) as State[]).filter((state) => familyOf(state) === family)

/** Last date that still carries a yellow card. */
function lastYellow({ calendar }: Deps, today: string): string {
  const days = Array.from({ length: LOOK_AHEAD }, (_, ahead) => addDays(today, ahead))
  return days.findLast((day) => cardOf(day, today, calendar) === 'yellow') ?? today
}
