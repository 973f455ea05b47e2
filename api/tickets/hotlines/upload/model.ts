/** A table of orders handed in at the desk: what was found in it, and what became of it. */
import { z } from '@hono/zod-openapi'
import { OUTCOMES } from '../../../platform/spreadsheet/report.ts'
import { TicketKind } from '../../model.ts'
import { Hotline } from '../model.ts'

export const SHEET_MOST_BYTES = 10 * 1024 * 1024
/** A page that takes in more keeps its reader waiting; the command line knows no bound. */
export const SHEET_MOST_ROWS = 2000

export const OrderSheet = z.object({
  id: z.uuid(),
  source: Hotline,
  name: z.string(),
  at: z.string(),
  /** When its orders were taken in; null while it was only looked through. */
  takenAt: z.string().nullable(),
  rows: z.int(),
  /** Rows that become tickets, or did. */
  stored: z.int(),
  /** There already, with the same words. */
  known: z.int(),
  /** Rows that are left out, for whatever reason. */
  leftOut: z.int(),
  /** Columns and worksheets nothing is taken from. */
  unread: z.array(z.string()),
  /** Why it was not read to its end. */
  stopped: z.string().nullable(),
  /** The first of them. */
  orders: z.array(
    z.object({
      line: z.int(),
      number: z.string(),
      kind: TicketKind,
      kindName: z.string(),
      unit: z.string(),
      needsReview: z.boolean(),
      ticket: z.string().nullable(),
    }),
  ),
  /** The first of them; every one stands in the file of rows left out. */
  remarks: z.array(
    z.object({
      outcome: z.enum(OUTCOMES),
      where: z.string(),
      line: z.int().nullable(),
      column: z.string(),
      reason: z.string(),
    }),
  ),
})
export type OrderSheet = z.infer<typeof OrderSheet>
