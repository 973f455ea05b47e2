/** Names and sentences of tickets in the reader's language. Keys made from data go through `hasMessage`. */
import { hasMessage, type Locale, type MessageParams, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import { type AskName, askOf } from './asks.ts'
import { type ToldGround, toldGround } from './basis.ts'
import type { TicketKind } from './model.ts'
import type { Action, Outcome, State } from './states.ts'
import { placesOf } from './story-parts.ts'
import type { EventRow, TicketRow } from './tables.ts'
import type { Unit } from './view-model.ts'

const EN_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2026-11-25` as 2026年11月25日 or 25 November 2026. */
export function dayLabel(locale: Locale, day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return locale === 'zh' ? `${year}年${month}月${date}日` : `${date} ${EN_MONTHS[(month ?? 1) - 1]} ${year}`
}

/** An instant in Chinese civil time with its offset, as the contract asks. */
export function chinaTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
}

export const stateName = (locale: Locale, state: State) => t(locale, `tickets.state.${state}`)
export const kindName = (locale: Locale, kind: TicketKind) => t(locale, `tickets.kind.${kind}`)
export const outcomeName = (locale: Locale, outcome: Outcome) => t(locale, `tickets.outcome.${outcome}`)
export const actionName = (locale: Locale, action: Action) => t(locale, `tickets.action.${action}`)

/** What a state means for the person; of its kind where the kinds differ. */
export function explanation(locale: Locale, kind: TicketKind, state: State): string {
  const special = `tickets.explain.${kind}.${state}`
  return hasMessage(special) ? t(locale, special) : t(locale, `tickets.explain.${state}`)
}

/** Station or section that has a ticket. */
export function unitOf(
  content: Content,
  locale: Locale,
  place: { station: string | null; section: string | null },
): Unit {
  const kind = place.station === null ? 'section' : 'station'
  const id = place.station ?? place.section ?? ''
  const unit = kind === 'station' ? content.find.station.get(id) : content.find.section.get(id)
  return { id, kind, name: unit?.name[locale] ?? id, phone: unit?.phone ?? content.bureau.phone }
}

/** One timeline row as a sentence: staff have their own where it differs from the person's. */
export function eventSentence(
  content: Content,
  locale: Locale,
  event: Pick<EventRow, 'type' | 'params'>,
  audience: 'party' | 'staff' | 'business',
): string {
  const own = `tickets.event.${event.type}.${audience}`
  const shared = `tickets.event.${event.type}`
  const params = sentenceParams(content, locale, event.params)
  if (audience !== 'party' && hasMessage(own)) return t(locale, own, params)
  return hasMessage(shared) ? t(locale, shared, params) : event.type
}

/** What an officer filled in, in words: choices by their names, dates as dates. */
export function askedWord(locale: Locale, name: AskName, value: string): string {
  const { kind } = askOf(name)
  if (kind === 'date') return dayLabel(locale, value)
  if (kind === 'parts')
    return placesOf(value)
      .map((place) => place + 1)
      .join(t(locale, 'desk.listSeparator'))
  const key = `tickets.asked.${name}.${value}`
  return kind === 'choice' && hasMessage(key) ? t(locale, key) : value
}

/** The statutory ground a row rests on, in words. */
export function eventGround(
  content: Content,
  locale: Locale,
  ticket: Pick<TicketRow, 'receivedOn'>,
  event: Pick<EventRow, 'params'>,
): ToldGround | null {
  const code = event.params['ground']
  return typeof code === 'string' ? (toldGround(content, code, ticket.receivedOn, locale) ?? null) : null
}

function sentenceParams(content: Content, locale: Locale, params: EventRow['params']): MessageParams {
  const { station, section, dueOn, outcome, side, answer } = params
  const placed = station !== undefined || section !== undefined
  const text = (value: string | number | undefined) => (value === undefined ? null : String(value))
  return {
    ...params,
    ...(placed ? { unit: unitOf(content, locale, { station: text(station), section: text(section) }).name } : {}),
    ...(typeof dueOn === 'string' ? { dueOn: dayLabel(locale, dueOn) } : {}),
    ...(side === 'citizen' || side === 'business' ? { side: t(locale, `tickets.side.${side}`) } : {}),
    ...(answer === 'consent' || answer === 'decline' ? { answer: t(locale, `tickets.answer.${answer}`) } : {}),
    ...(typeof outcome === 'string' ? { outcome: t(locale, `tickets.outcome.${outcome as Outcome}`) } : {}),
  }
}
