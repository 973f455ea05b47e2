/** When a record must be out, and when a request about it must be answered (公示时限、办理时限). The periods are data. Pure. */
import type { Content, DisclosureDuties, DisclosureType } from '../../content/schema.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { dueOn, unitsBetween } from '../calendar/deadlines.ts'
import type { Warning } from './drafts/states.ts'

interface World {
  content: Pick<Content, 'disclosures'>
  calendar: WorkCalendar
}

/** A row of duties.yaml with the day it leads to. */
export interface Duty {
  rule: string
  dueOn: string
}

const within = (day: string, { from, to }: { from: string; to: string | null }) =>
  from <= day && (to === null || day <= to)

/** @throws RangeError when no row covers the day of decision */
export function publishBy({ content, calendar }: World, type: DisclosureType, decidedOn: string): Duty {
  const row = content.disclosures.duties.publish.find(
    ({ types, decided }) => types.includes(type) && within(decidedOn, decided),
  )
  if (!row) throw new RangeError(`No publication period for a ${type} decided on ${decidedOn}`)
  return { rule: row.id, dueOn: dueOn({ ...row, from: decidedOn, calendar }).dueOn }
}

/** The period to answer a request, with the row it comes from. @throws RangeError when no row covers the day of receipt */
export function answerBy(
  { content, calendar }: World,
  kind: RequestDuty['kind'],
  stage: RequestDuty['stage'],
  receivedOn: string,
): { row: RequestDuty; dueOn: string } {
  const row = content.disclosures.duties.requests.find(
    (each) => each.kind === kind && each.stage === stage && within(receivedOn, each.received),
  )
  if (!row) throw new RangeError(`No period to answer a request of ${receivedOn} (${kind}, ${stage})`)
  return { row, dueOn: dueOn({ ...row, from: receivedOn, calendar }).dueOn }
}
export type RequestDuty = DisclosureDuties['requests'][number]

/** Whether the last day is near or over. */
export function warningOn({ content, calendar }: World, due: string, today: string): Warning | null {
  if (today > due) return 'late'
  return unitsBetween(today, due, 'working-day', calendar) <= content.disclosures.duties.warnWorkingDays ? 'near' : null
}
