/**
 * "Already reported?": what is publicly known of the business a draft names, before its facts are written down. Only a
 * rounded number of complaints and published records; never a ticket, a person, or that a report exists (总局令第121号 §37).
 */
import { z } from '@hono/zod-openapi'
import { and, count, eq, gte, inArray, or } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { findKnownBusiness } from '../enterprises/find-known-business.ts'
import type { Context } from '../platform/context.ts'
import type { TicketDraft } from './model.ts'
import { tickets } from './tables.ts'
import { UNKNOWN } from './unknown-business.ts'

export const AlreadyKnown = z
  .object({
    /** As the draft has it; the registered name, or the code, where it has none. */
    name: z.string(),
    /** Complaints of the last `days` about a business of this name, rounded down; null where so few that they stay hidden. */
    complaints: z.object({ atLeast: z.int(), days: z.int(), sameProblem: z.boolean() }).nullable(),
    /** The one registered business of this code or name, with how many records are published. */
    business: z
      .object({
        uscc: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        url: z.string(),
        penalties: z.int(),
        inspections: z.int(),
        lists: z.int(),
      })
      .nullable(),
  })
  .openapi('AlreadyKnown')
export type AlreadyKnown = z.infer<typeof AlreadyKnown>

/** @returns null where no business is named */
export async function alreadyKnown(deps: Deps, ctx: Context, draft: TicketDraft): Promise<AlreadyKnown | null> {
  if (draft.kind !== 'complaint' && draft.kind !== 'report') return null
  const { uscc, name, shop } = draft.respondent
  const said = name === UNKNOWN.name ? undefined : (name ?? shop)
  const names = said === undefined ? [] : spellings(said)
  if (uscc === undefined && names.length === 0) return null
  const business = await findKnownBusiness(deps, ctx, { uscc, names })
  const code = business?.uscc ?? uscc
  const complaints = await recentComplaints(deps, { uscc: code, names, problem: draft.problem })
  return { name: said ?? business?.name ?? uscc ?? '', complaints, business }
}

interface Asked {
  uscc: string | undefined
  names: readonly string[]
  problem: string | undefined
}

async function recentComplaints(deps: Deps, { uscc, names, problem }: Asked): Promise<AlreadyKnown['complaints']> {
  const { smallest, filing } = deps.content.disclosures.duties.complaints
  const same = or(
    inArray(tickets.respondentName, [...names]),
    uscc === undefined ? undefined : eq(tickets.respondentUscc, uscc),
  )
  const [row] = await deps.db
    .select({ count: count() })
    .from(tickets)
    .where(
      and(
        same,
        eq(tickets.kind, 'complaint'),
        gte(tickets.receivedOn, addDays(chinaDate(deps.clock.now()), -filing.days)),
        problem === undefined ? undefined : eq(tickets.problem, problem),
      ),
    )
  const found = row?.count ?? 0
  if (found < smallest) return null
  const atLeast = Math.max(smallest, found - (found % filing.roundTo))
  return { atLeast, days: filing.days, sameProblem: problem !== undefined }
}

/** Brackets are typed in both widths. */
const spellings = (name: string): string[] => [
  ...new Set([
    name,
    name.replaceAll('(', '（').replaceAll(')', '）'),
    name.replaceAll('（', '(').replaceAll('）', ')'),
  ]),
]
