/**
 * Verb: orders of a table become tickets, each by itself and once for its number, so that a run that dies is finished
 * by the next and a second one makes nothing. Rows that cannot be taken in are named; the others are.
 */
import { engineByRules } from '../../../assistant/engine.ts'
import { chinaDate } from '../../../calendar/calendar.ts'
import type { Deps } from '../../../deps.ts'
import { audit } from '../../../platform/audit.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors.ts'
import { FileFault, type Reason } from '../../../platform/spreadsheet/fault.ts'
import type { Entry, Outcome } from '../../../platform/spreadsheet/report.ts'
import { demand } from '../../../staff/permissions.ts'
import type { TicketKind } from '../../model.ts'
import { type Route, routeOf } from '../../routing.ts'
import type { Hotline } from '../model.ts'
import { checkedDraft, earlierOrder, type NumberedOrder, storeOrder } from '../store-order.ts'
import { readOrderLayout } from './layout.ts'
import { headingOf, type OrderRow } from './read-row.ts'
import { readOrderSheet, type SheetFound } from './read-sheet.ts'

export interface OrderImport {
  path: string
  source: Hotline
  /** Says what would happen and changes nothing. */
  dryRun: boolean
  say: (entry: Entry) => void | Promise<void>
  /** Refuses a table with more rows, before any is taken in: for a dry run. */
  most?: number
  /** What becomes of each row that is taken in. */
  made?: (order: MadeOrder) => void
  /** Each row that is left out, with every reason. */
  left?: ((row: OrderRow, why: OrderRow['faults']) => void) | undefined
}

export interface MadeOrder {
  line: number
  number: string
  kind: TicketKind
  problem: string | undefined
  route: Route
  /** Number of the ticket; null in a dry run. */
  ticket: string | null
}

export interface OrderImportSummary {
  found: Omit<SheetFound, 'bound'> | null
  rows: number
  stored: number
  /** There already, with the same words. */
  known: number
  rejected: number
  /** Why the file was not read to its end; what came before is in. */
  stopped: { reason: Reason; line: number | null } | null
}

/** @throws FileFault when nothing could be read of the file */
export async function importOrders(deps: Deps, ctx: Context, options: OrderImport): Promise<OrderImportSummary> {
  demand(ctx, 'tickets.dispatch')
  const { source, dryRun, say } = options
  const summary: OrderImportSummary = { found: null, rows: 0, stored: 0, known: 0, rejected: 0, stopped: null }
  const engine = engineByRules(deps)
  const first = new Map<string, number>()
  let sheet: SheetFound | undefined
  const tell = (row: Pick<OrderRow, 'line' | 'sheet'>, outcome: Outcome, column: string, reason: Reason) =>
    say({ outcome, where: row.sheet, line: row.line, column, reason })
  const leave = (row: OrderRow, outcome: 'duplicate' | 'differs', reason: Reason) => {
    options.left?.(row, [{ column: '', reason }])
    return tell(row, outcome, '', reason)
  }

  async function take(row: OrderRow): Promise<void> {
    const { number, order, faults, notes } = row
    if (order === undefined || number === undefined || faults.length > 0) return reject(row, faults)
    const before = first.get(number)
    if (before !== undefined) return leave(row, 'duplicate', { key: 'imports.row.duplicate', params: { line: before } })
    first.set(number, row.line)
    const at = receivedAt(deps, row.receivedOn)
    if (at === null) return reject(row, [{ column: heading('receivedOn'), reason: { key: 'imports.orders.received' } }])
    const input: NumberedOrder = { source, number, order, remark: row.remark, ...(at ? { at } : {}) }
    try {
      const draft = checkedDraft(deps, engine, input)
      const earlier = await earlierOrder(deps, deps.db, input, draft.narrative)
      if (earlier?.same) summary.known += 1
      if (earlier && !earlier.same)
        await leave(row, 'differs', {
          key: 'errors.hotlines.numberReused',
          params: { number: earlier.record.ticket.number },
        })
      if (earlier) return
      const receipt = dryRun ? null : await deps.db.transaction((tx) => storeOrder(deps, tx, ctx, draft, input))
      summary.stored += 1
      const { kind, problem } = draft
      const route = routeOf(draft, deps.content)
      options.made?.({ line: row.line, number, kind, problem, route, ticket: receipt?.number ?? null })
      for (const { column, reason } of notes) await tell(row, 'note', column, reason)
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error
      await reject(row, faultsOf(error))
    }
  }

  async function reject(row: OrderRow, faults: OrderRow['faults']): Promise<void> {
    summary.rejected += 1
    options.left?.(row, faults)
    for (const { column, reason } of faults) await tell(row, 'rejected', column, reason)
  }

  const heading = (field: 'receivedOn') => sheet?.bound.headings[sheet.bound.at.get(field) ?? -1] ?? ''
  const faultsOf = ({ options: { errors = [], detail, params = {} } }: Problem): OrderRow['faults'] =>
    errors.length > 0
      ? errors.map(({ path, message, params: own = {} }) => ({
          column: sheet ? headingOf(sheet.bound, path) : path,
          reason: { key: message, params: own },
        }))
      : [{ column: '', reason: { key: detail ?? 'errors.field.format', params } }]

  try {
    for await (const row of readOrderSheet(options.path, readOrderLayout(deps.config.root, deps.content), (found) => {
      sheet = found
      const { bound: _, ...rest } = found
      summary.found = rest
    })) {
      summary.rows += 1
      if (options.most !== undefined && summary.rows > options.most)
        throw new Problem('unprocessable', { detail: 'errors.hotlines.sheetRows', params: { most: options.most } })
      await take(row)
    }
  } catch (error) {
    if (!(error instanceof FileFault) || summary.rows === 0) throw error
    summary.stopped = { reason: error.reason, line: error.line }
    await say({ outcome: 'rejected', where: '', line: error.line, column: '', reason: error.reason })
  }
  if (!dryRun && summary.stored > 0)
    await audit(deps, deps.db, ctx, {
      action: 'hotline.orders-imported',
      entity: 'hotline',
      entityId: source,
      after: { rows: summary.rows, stored: summary.stored, known: summary.known, rejected: summary.rejected },
    })
  return summary
}

/** Noon of the day the table says the bureau got it, which begins the clocks; null for a day that cannot be. */
function receivedAt(deps: Deps, day: string | undefined): Date | undefined | null {
  if (day === undefined || day === chinaDate(deps.clock.now())) return undefined
  if (day > chinaDate(deps.clock.now())) return null
  try {
    deps.calendar.isWorkday(day)
  } catch (error) {
    // Before the first year of the calendar no period can be counted.
    if (error instanceof RangeError) return null
    throw error
  }
  return new Date(`${day}T12:00:00+08:00`)
}
