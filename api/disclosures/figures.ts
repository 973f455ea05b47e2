/** Figures for the home page, computed from the records now shown, each with the filter that lists them. */
import { z } from '@hono/zod-openapi'
import { and, count, sum } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { countEnterprises } from '../enterprises/count-enterprises.ts'
import { addMonths } from './publication-term.ts'
import type { DisclosureFilter } from './query.ts'
import { disclosures } from './tables.ts'
import { tableConditions } from './where.ts'

const Figure = z.object({
  id: z.enum(['penalties', 'fines', 'inspections', 'passed', 'permits', 'enterprises']),
  /** Count, yuan as a decimal string, or a share of one as a decimal string. */
  value: z.string(),
  unit: z.enum(['count', 'yuan', 'share']),
  /** Of a share: what was divided by what. */
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  /** First day counted; null for everything that stands now. */
  from: z.string().nullable(),
  /** Address of the list behind it. */
  list: z.string(),
  /** The same as filters of that list. */
  filter: z.record(z.string(), z.string()),
})
export const Figures = z.object({ asOf: z.string(), demo: z.boolean(), items: z.array(Figure) }).openapi('Figures')
export type Figures = z.infer<typeof Figures>
type Figure = z.infer<typeof Figure>

export async function readFigures(deps: Deps): Promise<Figures> {
  const today = chinaDate(deps.clock.now())
  const year = `${today.slice(0, 4)}-01-01`
  const months = addMonths(today, -12)
  const penalties = { type: 'penalty', from: year }
  const checks = { type: 'inspection', from: months }
  const passed = { ...checks, result: 'S01' }
  const permits = { type: 'permit', result: 'valid' }
  const [fined, checked, clean, held, businesses, marked] = await Promise.all([
    tally(deps, penalties, today),
    tally(deps, checks, today),
    tally(deps, passed, today),
    tally(deps, permits, today),
    countEnterprises(deps),
    deps.db
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(and(tableConditions({}, today), disclosures.demo))
      .limit(1),
  ])
  return {
    asOf: today,
    demo: marked.length > 0,
    items: [
      figure('penalties', 'count', String(fined.count), penalties),
      figure('fines', 'yuan', fined.sum, { ...penalties, sort: '-fine' }),
      figure('inspections', 'count', String(checked.count), checks),
      ...(checked.count > 0
        ? [
            {
              ...figure('passed', 'share', (clean.count / checked.count).toFixed(4), passed),
              numerator: clean.count,
              denominator: checked.count,
            },
          ]
        : []),
      figure('permits', 'count', String(held.count), permits),
      { ...figure('enterprises', 'count', String(businesses), {}), list: '/api/enterprises' },
    ],
  }
}

function figure(id: Figure['id'], unit: Figure['unit'], value: string, filter: Record<string, string>): Figure {
  const list = `/api/disclosures?${new URLSearchParams(filter)}`
  return { id, unit, value, numerator: null, denominator: null, from: filter['from'] ?? null, list, filter }
}

async function tally(
  deps: Deps,
  filter: Record<string, string>,
  today: string,
): Promise<{ count: number; sum: string }> {
  const { type, result, from } = filter
  const conditions: DisclosureFilter = {
    type: (type as 'penalty') ? [type as 'penalty'] : undefined,
    result: result ? [result] : undefined,
    from,
  }
  const [row] = await deps.db
    .select({ count: count(), sum: sum(disclosures.fineYuan) })
    .from(disclosures)
    .where(tableConditions(conditions, today))
  return { count: row?.count ?? 0, sum: row?.sum ?? '0.00' }
}
