/** A plan as a calendar file (iCalendar, RFC 5545): the latest day of every step, and the annual reports to come. Pure. */

import { type Locale, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import { addDays } from '../calendar/calendar.ts'
import type { PlanView } from './model.ts'

interface Entry {
  id: string
  on: string
  title: string
  text: string
}

/**
 * @param address of the plan, for the text of every entry
 * @param stamp when the file was made, `YYYYMMDDTHHMMSSZ`
 */
export function remindersFile(
  content: Content,
  plan: PlanView,
  business: string,
  address: string,
  locale: Locale,
  stamp: string,
): string {
  const entries: Entry[] = [
    { id: 'start', on: plan.startOn, title: t(locale, 'licences.ics.start', { business }), text: address },
    ...plan.steps.flatMap(({ id, title, latestOn, authority }) =>
      latestOn === null
        ? []
        : [
            {
              id,
              on: latestOn,
              title: t(locale, 'licences.ics.latest', { what: title[locale] }),
              text: `${authority.window[locale]}\n${address}`,
            },
          ],
    ),
    ...(plan.steps.some(({ id }) => id === 'annual-report') ? reports(content, plan, locale, address) : []),
  ]
  const events = entries.flatMap(({ id, on, title, text }) => [
    'BEGIN:VEVENT',
    `UID:${plan.businessId}-${id}-${on}@yichuang`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(on)}`,
    `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yichuang//Licence plan//ZH',
    'CALSCALE:GREGORIAN',
    ...events,
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** The first annual report falls into the year after formation. */
function reports(content: Content, { startOn }: PlanView, locale: Locale, address: string): Entry[] {
  const year = String(Number(startOn.slice(0, 4)) + 1)
  const { closes, reminders } = content.licences.calculators.annualReport
  return [...reminders, closes].map((day) => ({
    id: `annual-${day}`,
    on: `${year}-${day}`,
    title: t(locale, 'licences.ics.annual', { year: String(Number(year) - 1) }),
    text: address,
  }))
}

const compact = (day: string) => day.replaceAll('-', '')
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

/** Lines of at most 75 octets, going on after a space; characters stay whole. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 74) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
