/** Colours of a period (预警): yellow when one working day is left or the last day has come, red when it is over. Pure. */
import type { WorkCalendar } from '../calendar/calendar.ts'
import { unitsBetween } from '../calendar/deadlines.ts'

export type Card = 'none' | 'yellow' | 'red'

const YELLOW_AT = 1

export function cardOf(dueOn: string | null, today: string, calendar: WorkCalendar): Card {
  if (dueOn === null) return 'none'
  if (dueOn < today) return 'red'
  return unitsBetween(today, dueOn, 'working-day', calendar) <= YELLOW_AT ? 'yellow' : 'none'
}
