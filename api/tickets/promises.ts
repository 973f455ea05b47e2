/** What the bureau owes and by when, with the sum behind each date (承诺时限). Pure: form, receipt and timeline read it. */
import { type Locale, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { clockDue } from '../calendar/clock.ts'
import { basisOf } from './basis.ts'
import { type ClockFacts, clockFactsOf, startClocks, type TicketClock } from './clocks.ts'
import type { Promised, TicketDraft } from './model.ts'

/** The dated promises for a draft received on a day, nearest first; a complaint also learns the limit of mediation, if accepted. */
export function promisesFor(
  draft: TicketDraft,
  receivedOn: string,
  content: Content,
  calendar: WorkCalendar,
  locale: Locale,
): Promised[] {
  return promisesOf(clockFactsOf(draft, receivedOn), content, calendar, locale)
}

/** The same for a ticket that was filed: its row knows what its draft said. */
export function promisesOf(facts: ClockFacts, content: Content, calendar: WorkCalendar, locale: Locale): Promised[] {
  const clocks = startClocks('received', facts, facts.receivedOn, { content, calendar })
  const said = clocks.flatMap((clock) => promiseOf(clock, facts, content, calendar, locale) ?? [])
  return [...said, ...ifAccepted(clocks, facts, content, calendar, locale)].sort((a, b) =>
    a.dueOn.localeCompare(b.dueOn),
  )
}

/** One clock as a promise; null while it stands still, because there is no date then. */
export function promiseOf(
  clock: TicketClock,
  facts: Pick<ClockFacts, 'receivedOn'>,
  content: Content,
  calendar: WorkCalendar,
  locale: Locale,
): Promised | null {
  const due = clockDue(clock, calendar)
  if (due === null) return null
  const { rule, unit, count, from, pausedUnits } = due
  return {
    what: whatOf(clock, facts, content, locale),
    dueOn: due.dueOn,
    basis: basisOf(content, locale, clock),
    why: { rule, unit, count, from, pausedUnits },
  }
}

/**
 * The limit of mediation counted from the last day for acceptance: the latest it can be. Empty once the acceptance
 * clock is no longer running, because then the real clock says it.
 */
export function ifAccepted(
  clocks: readonly TicketClock[],
  facts: ClockFacts,
  content: Content,
  calendar: WorkCalendar,
  locale: Locale,
): Promised[] {
  const acceptance = clocks.find((clock) => clock.rule === 'accept' && clock.doneOn === null)
  const from = acceptance ? clockDue(acceptance, calendar)?.dueOn : undefined
  if (from === undefined) return []
  return startClocks('accepted', facts, from, { content, calendar }).flatMap((clock) => {
    const promise = promiseOf(clock, facts, content, calendar, locale)
    return promise ? [{ ...promise, what: t(locale, 'tickets.promise.ifAccepted', { what: promise.what }) }] : []
  })
}

/** What is promised, in words, by the version of the rule the ticket is judged by. */
export function whatOf(
  clock: Pick<TicketClock, 'rule'>,
  facts: Pick<ClockFacts, 'receivedOn'>,
  content: Content,
  locale: Locale,
): string {
  const versions = content.deadlines.filter((rule) => rule.id === clock.rule)
  const version =
    versions.find((rule) => rule.from <= facts.receivedOn && (rule.to === null || facts.receivedOn <= rule.to)) ??
    versions[0]
  return version?.what[locale] ?? clock.rule
}
