/** The clocks of a ticket as promises with what became of them. */
import type { Locale } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import { clockDue } from '../calendar/clock.ts'
import type { Deps } from '../deps.ts'
import { basisOf } from './basis.ts'
import { clockFacts } from './plan-step.ts'
import { ifAccepted, whatOf } from './promises.ts'
import type { ClockRow, TicketRow } from './tables.ts'
import type { TicketPromise } from './view-model.ts'

export function promiseViews(
  deps: Deps,
  locale: Locale,
  ticket: TicketRow,
  clocks: readonly ClockRow[],
): TicketPromise[] {
  const { content, calendar } = deps
  const facts = clockFacts(ticket)
  const today = chinaDate(deps.clock.now())
  const real = clocks.map((clock): TicketPromise => {
    const dueOn = clockDue(clock, calendar)?.dueOn ?? null
    const running = clock.doneOn === null
    return {
      what: whatOf(clock, facts, content, locale),
      dueOn,
      basis: basisOf(content, locale, clock),
      why: { rule: clock.rule, unit: clock.unit, count: clock.count, from: clock.from, pausedUnits: clock.pausedUnits },
      status: running ? (clock.pausedSince === null ? 'running' : 'paused') : (clock.outcome ?? 'met'),
      doneOn: clock.doneOn,
      overdue: running && dueOn !== null && dueOn < today,
    }
  })
  const conditional = ifAccepted(clocks, facts, content, calendar, locale).map(
    (promise): TicketPromise => ({ ...promise, status: 'conditional', doneOn: null, overdue: false }),
  )
  return [...real, ...conditional]
}
