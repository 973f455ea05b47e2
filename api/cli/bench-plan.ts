/** `npm run bench -- plan`: server time of a plan through its route in process, over every way through every business. */
import { loadContent } from '../../content/load.ts'
import { createCalendar } from '../calendar/calendar.ts'
import type { PlanView } from '../licences/model.ts'
import { licenceRoutes } from '../licences/routes.ts'
import { systemClock } from '../platform/clock.ts'

/** Milliseconds that 95 of 100 plans may take. */
const BOUND_MS = 5
const START = '2026-12-01'

/** @returns whether the bound holds */
export async function benchPlan({ rounds }: { rounds: number }, say: (line: string) => void): Promise<boolean> {
  const content = loadContent(process.env['YICHUANG_ROOT'] ?? process.cwd())
  const app = licenceRoutes({
    content,
    calendar: createCalendar(content.calendar),
    clock: systemClock,
    config: { publicUrl: 'http://localhost' },
  })
  const times: number[] = []
  const plan = async (businessId: string, answers: Record<string, string>): Promise<PlanView> => {
    const began = performance.now()
    const response = await app.request('/licences/plan', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ businessId, answers, startOn: START }),
    })
    const view = (await response.json()) as PlanView
    times.push(performance.now() - began)
    return view
  }
  let ways = 0
  const walk = async (businessId: string, answers: Record<string, string>): Promise<void> => {
    const { nextQuestions } = await plan(businessId, answers)
    const [question] = nextQuestions
    if (!question) ways += 1
    for (const { value } of question?.options ?? []) await walk(businessId, { ...answers, [question?.id ?? '']: value })
  }
  for (let round = 0; round < rounds; round += 1) for (const { id } of content.licences.businesses) await walk(id, {})
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  say(`${content.licences.businesses.length} businesses, ${ways / rounds} ways, ${times.length} plans`)
  say(`p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms`)
  const kept = at(0.95) <= BOUND_MS
  say(`${kept ? '✓' : '✗'} p95 ≤ ${BOUND_MS} ms`)
  return kept
}
