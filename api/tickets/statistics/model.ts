/** Hotline figures of a period (热线办理情况), as the public contract names them. */
import { z } from '@hono/zod-openapi'
import { INDICATORS } from '../../../content/schema-indicators.ts'
import { TICKET_KINDS } from '../model.ts'

/** Days are days of receipt, dispatch, closing and so on in China. */
export const HotlineQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Station id; all units when absent. */
  station: z.string().max(40).optional(),
})
export type HotlineQuery = z.infer<typeof HotlineQuery>

export const Rate = z
  .object({
    name: z.string(),
    numerator: z.int(),
    denominator: z.int(),
    /** Between 0 and 1 with four places; null where the base is too small to be a rate. */
    rate: z.number().nullable(),
    formula: z.string(),
    source: z.string(),
  })
  .openapi('HotlineRate')
export type Rate = z.infer<typeof Rate>

const Named = z.object({ id: z.string(), name: z.string(), received: z.int(), closed: z.int(), open: z.int() })
export type Named = z.infer<typeof Named>

/** How long closed tickets took, in calendar days from receipt. */
export const Span = z.object({ from: z.int(), to: z.int().nullable(), count: z.int() })
export type Span = z.infer<typeof Span>

export const HotlineStatistics = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    station: z.object({ id: z.string(), name: z.string() }).nullable(),
    counts: z.object({
      received: z.int(),
      carriedOver: z.int(),
      closed: z.int(),
      open: z.int(),
      overdue: z.int(),
    }),
    rates: z.object(
      Object.fromEntries(INDICATORS.map((id) => [id, Rate])) as Record<(typeof INDICATORS)[number], typeof Rate>,
    ),
    smallestBase: z.int(),
    spans: z.array(Span),
    /** Half of the closed tickets took at most this many days; nine in ten at most that many. */
    medianDays: z.number().nullable(),
    ninetiethDays: z.number().nullable(),
    /** The ticket that has been open longest on the last day. */
    oldestOpen: z.object({ receivedOn: z.iso.date(), days: z.int(), kind: z.enum(TICKET_KINDS) }).nullable(),
    kinds: z.array(Named),
    channels: z.array(Named),
    problems: z.array(Named),
    units: z.array(Named),
    months: z.array(z.object({ month: z.string(), received: z.int(), closed: z.int() })),
    demo: z.boolean(),
    asOf: z.string(),
  })
  .openapi('HotlineStatistics')
export type HotlineStatistics = z.infer<typeof HotlineStatistics>
