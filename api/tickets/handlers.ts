/** Verb: who can be put in charge of tickets (承办人): open accounts that handle, of the reader's reach. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import type { StaffMember } from '../staff/model.ts'
import { demand, permissionsOf } from '../staff/permissions.ts'
import { readAllStaff } from '../staff/read-staff.ts'
import { holds, isOfOwnUnit } from './may.ts'
import type { TicketRow } from './tables.ts'
import type { Handler } from './view-model.ts'
import { unitOf } from './words.ts'

type Placed = Pick<TicketRow, 'station' | 'section'>

export async function listHandlers(deps: Deps, ctx: Context): Promise<Handler[]> {
  demand(ctx, 'tickets.assign')
  const everybody = holds(ctx.actor, 'tickets.all')
  return (await readAllStaff(deps.db))
    .filter((who) => handles(who) && (everybody || isOfOwnUnit(ctx.actor, who)))
    .map((who) => ({ ...handlerOf(who), unit: unitOf(deps.content, ctx.locale, who).name }))
}

/** Colleagues of the unit a ticket lies with. */
export async function handlersFor(q: Queryable, ticket: Placed): Promise<Omit<Handler, 'unit'>[]> {
  return (await readAllStaff(q)).filter((who) => canHandle(who, ticket)).map(handlerOf)
}

export function canHandle(who: StaffMember, ticket: Placed): boolean {
  const sameStation = ticket.station !== null && ticket.station === who.station
  const sameSection = ticket.section !== null && ticket.section === who.section
  return handles(who) && (sameStation || sameSection)
}

const handles = ({ disabled, roles }: StaffMember) => !disabled && permissionsOf(roles).includes('tickets.handle')
const handlerOf = ({ id, name, title }: StaffMember) => ({ id, name, title })
