/** How much time is left, as an officer counts it: working days ahead, calendar days behind. */
import type { Client } from '../../../api/client.ts'
import type { useSite } from '../i18n.ts'

type Site = Pick<ReturnType<typeof useSite>, 'say'>
export interface Due {
  date: string
  words: string
  tone: 'late' | 'soon' | 'calm'
}
export interface Dated {
  dueOn: string | null
  /** Calendar days left by the server's day; negative when late. */
  daysLeft: number | null
  /** Colour the bureau's rule gives it (api/tickets/card.ts). */
  card: 'none' | 'yellow' | 'red'
}

const DAY_MS = 86_400_000

type IsWorkday = (date: string) => boolean

/** Which days are working days, for the years the dates touch; weekdays where a year's calendar is not loaded. */
export async function workdays(api: Client['api'], dates: readonly string[]): Promise<IsWorkday> {
  const years = [...new Set(dates.map((date) => date.slice(0, 4)))]
  const loaded = await Promise.all(years.map((year) => exceptions(api, year)))
  const said = new Map(loaded.flat())
  return (date) => said.get(date) ?? ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}

async function exceptions(api: Client['api'], year: string): Promise<[string, boolean][]> {
  const answer = await api.calendar.$get({ query: { year } })
  if (!answer.ok) return []
  const { days } = (await answer.json()) as unknown as { days: { date: string; isWorkday: boolean }[] }
  return days.map((day) => [day.date, day.isWorkday])
}

export function dueOf({ say }: Site, isWorkday: IsWorkday, { dueOn, daysLeft, card }: Dated): Due | undefined {
  if (dueOn === null || daysLeft === null) return undefined
  if (daysLeft < 0) return { date: dueOn, words: say('desk.due.late', { count: -daysLeft }), tone: 'late' }
  if (daysLeft === 0) return { date: dueOn, words: say('desk.due.today'), tone: 'soon' }
  const working = Array.from({ length: daysLeft }, (_, i) => before(dueOn, i)).filter(isWorkday).length
  if (working === 0) return { date: dueOn, words: say('desk.due.days', { count: daysLeft }), tone: 'soon' }
  return {
    date: dueOn,
    words: say('desk.due.workingDays', { count: working }),
    tone: card === 'none' ? 'calm' : 'soon',
  }
}

function before(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}
