/**
 * GET /api/offices: the bureau, its stations and sections with their streets, the hotlines, its periods in force, and how
 * long what is kept. Both languages in one answer.
 */
import { createRoute, z } from '@hono/zod-openapi'
import { Bureau, Hotline, RetentionRule, Section, Station } from '../../content/schema.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { Period, periodsOn } from './periods.ts'

const Offices = z
  .object({
    bureau: Bureau,
    stations: z.array(Station),
    sections: z.array(Section),
    hotlines: z.array(Hotline),
    periods: z.array(Period),
    retention: z.array(RetentionRule),
  })
  .openapi('Offices')

const offices = createRoute({
  method: 'get',
  path: '/offices',
  summary: 'The bureau, its stations, sections and hotlines, its periods in force, and how long what is kept',
  responses: { 200: { description: 'Offices', content: { 'application/json': { schema: Offices } } } },
})

export function officeRoutes({ content, clock }: Pick<Deps, 'content' | 'clock'>) {
  const { bureau, stations, sections, hotlines, retention } = content
  return createRouter().openapi(offices, (c) => {
    const periods = periodsOn(content, chinaDate(clock.now()))
    const body = { bureau, stations, sections, hotlines, periods, retention }
    return c.json(body, 200, { 'cache-control': 'public, max-age=3600' })
  })
}
