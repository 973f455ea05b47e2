/** Verb: the requests everybody may see; newest first. Reports and what a person wants kept secret are never among them. */
import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { type FieldError, Problem } from '../../platform/errors.ts'
import { ticketEvents, tickets } from '../tables.ts'
import type { Value } from './render.ts'
import { requestView } from './request-view.ts'
import { findService, OPEN311_KINDS } from './services.ts'

const DAY_MS = 86_400_000
/** GeoReport v2: a span of at most 90 days, at most 1000 requests. */
const SPAN_MS = 90 * DAY_MS
const MOST = 1000
const PAGE_SIZE = 100

export interface RequestFilter {
  service_request_id?: string | undefined
  service_code?: string | undefined
  start_date?: string | undefined
  end_date?: string | undefined
  status?: string | undefined
  page?: string | undefined
  page_size?: string | undefined
  extensions?: string | undefined
}

/** @throws Problem `invalid` for a wrong date, span, status or page; `not-found` for an unknown service */
export async function listRequests(deps: Deps, ctx: Context, filter: RequestFilter): Promise<Value[]> {
  const ids = listOf(filter.service_request_id)
  const page = pageOf(filter)
  const where = ids.length > 0 ? inArray(tickets.number, ids.slice(0, MOST)) : narrowed(deps, ctx, filter)
  // Written out: in a select of one table drizzle leaves the names of tables away.
  const updatedAt = sql<Date>`(select max(event.at) from ticket_events event
    where event.ticket_id = tickets.id and event.audience = 'party')`.mapWith(ticketEvents.at)
  const rows = await deps.db
    .select({ ticket: tickets, updatedAt })
    .from(tickets)
    .where(and(inArray(tickets.kind, [...OPEN311_KINDS]), eq(tickets.keepSecret, false), where))
    .orderBy(desc(tickets.receivedAt), desc(tickets.number))
    .limit(page.size)
    .offset(page.size * (page.at - 1))
  return rows.map((row) => requestView(deps, ctx.locale, row, filter.extensions === 'true'))
}

/** @throws Problem `not-found` also for a report: that it exists is not said */
export async function readRequest(
  deps: Deps,
  ctx: Context,
  input: { id: string; extensions?: string | undefined },
): Promise<Value[]> {
  const found = await listRequests(deps, ctx, { service_request_id: input.id, extensions: input.extensions })
  if (found.length === 0) throw new Problem('not-found', { detail: 'errors.open311.request' })
  return found
}

const listOf = (value: string | undefined) => (value ?? '').split(',').flatMap((each) => each.trim() || [])

function narrowed(deps: Deps, ctx: Context, filter: RequestFilter): SQL | undefined {
  const errors: FieldError[] = []
  const { from, until } = spanOf(deps, filter, errors)
  const states = listOf(filter.status)
  if (states.some((state) => state !== 'open' && state !== 'closed'))
    errors.push({ path: 'status', code: 'choice', message: 'errors.open311.status' })
  if (errors.length > 0) throw new Problem('invalid', { errors })
  const open = states.includes('open')
  const one = states.length === 0 || open === states.includes('closed') ? undefined : open
  return and(
    gte(tickets.receivedAt, from),
    lte(tickets.receivedAt, until),
    one === undefined ? undefined : one ? isNull(tickets.closedAt) : isNotNull(tickets.closedAt),
    byService(deps, ctx, listOf(filter.service_code)),
  )
}

function byService(deps: Deps, ctx: Context, codes: readonly string[]): SQL | undefined {
  if (codes.length === 0) return undefined
  const wanted = codes.map((code) => {
    const service = findService(deps.content, ctx.locale, code)
    if (!service) throw new Problem('not-found', { detail: 'errors.open311.service' })
    const kind = eq(tickets.kind, service.kind)
    if (service.problem === null) return kind
    const problem = eq(tickets.problem, service.problem)
    return and(kind, service.problem === 'P99' ? or(problem, isNull(tickets.problem)) : problem)
  })
  return or(...wanted)
}

/** The last 90 days unless the client says otherwise; one end given moves the other. */
function spanOf(deps: Deps, filter: RequestFilter, errors: FieldError[]): { from: Date; until: Date } {
  const start = instantOf('start_date', filter.start_date, errors)
  const end = instantOf('end_date', filter.end_date, errors)
  const until = end ?? (start ? new Date(start.getTime() + SPAN_MS) : deps.clock.now())
  const from = start ?? new Date(until.getTime() - SPAN_MS)
  if (until < from || until.getTime() - from.getTime() > SPAN_MS)
    errors.push({ path: 'end_date', code: 'format', message: 'errors.open311.span' })
  return { from, until }
}

/** A day or an instant with its offset; a `+` that arrived as a blank is taken as meant. */
function instantOf(path: string, value: string | undefined, errors: FieldError[]): Date | undefined {
  if (value === undefined || value === '') return undefined
  const text = value.replace(/ (\d{2}:\d{2})$/, '+$1')
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text)
  const dated = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)
  if (dated && !Number.isNaN(instant.getTime())) return instant
  errors.push({ path, code: 'date', message: 'errors.open311.instant' })
  return undefined
}

/** Without a page the whole of it, 1000 at most; with one, 100 a page unless asked for less or more. */
function pageOf(filter: RequestFilter): { at: number; size: number } {
  const paged = filter.page !== undefined || filter.page_size !== undefined
  const at = Number(filter.page || 1)
  const size = Number(filter.page_size || (paged ? PAGE_SIZE : MOST))
  if (!Number.isInteger(at) || at < 1 || at > MOST || !Number.isInteger(size) || size < 1 || size > MOST)
    throw new Problem('invalid', { errors: [{ path: 'page', code: 'format', message: 'errors.open311.page' }] })
  return { at, size }
}
