/**
 * The clocks of a ticket (期限): which start with an event, and what a transition does to them. Pure. Which rule
 * applies is content (`content/rules/deadlines.yaml`, `content/bureau/promises.yaml`), chosen by the day of receipt.
 */
import type { Content, DeadlineRule } from '../../content/schema.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { type Clock, clockDue, extend, pause, resume, startClock } from '../calendar/clock.ts'
import { rulesInForce } from '../calendar/deadlines.ts'
import type { Channel, TicketDraft, TicketKind } from './model.ts'
import type { ClockEffects, StartEvent } from './states.ts'

/** One period of one ticket. While it runs or stands still, `doneOn` is null. */
export interface TicketClock extends Clock {
  kind: DeadlineRule['kind']
  law: string | null
  article: string | null
  /** Last day, worked out whenever the clock is started or moved; null while it stands still. */
  dueOn: string | null
  doneOn: string | null
  outcome: 'met' | 'late' | null
}

/** What the choice of clocks depends on. */
export interface ClockFacts {
  kind: TicketKind
  channel: Channel
  /** Day of receipt: the ticket is judged by the rules of that day. */
  receivedOn: string
  /** Whether the person left a way to be reached. */
  reachable: boolean
}

/**
 * Rules limited to some matters (`onlyFor`) whose condition the program can see. The others, such as the
 * business-environment period, begin only when an officer says that the matter is one of them.
 */
const CONDITIONS: Record<string, (facts: ClockFacts) => boolean> = {
  'first-contact': (facts) => facts.reachable,
  'tell-filing': (facts) => facts.reachable,
  'tell-result': (facts) => facts.reachable,
}

export function clockFactsOf(draft: TicketDraft, receivedOn: string): ClockFacts {
  const { phone, email, address } = draft.contact
  const hidden = draft.kind === 'report' && draft.anonymous
  return {
    kind: draft.kind,
    channel: draft.source.channel,
    receivedOn,
    reachable: !hidden && [phone, email, address].some(Boolean),
  }
}

export interface ClockWorld {
  content: Content
  calendar: WorkCalendar
}

/** The clocks an event begins on a day. */
export function startClocks(event: StartEvent, facts: ClockFacts, on: string, world: ClockWorld): TicketClock[] {
  const applies = (rule: DeadlineRule) =>
    rule.startsOn === event &&
    rule.ticketKinds.includes(facts.kind) &&
    (rule.channels === null || rule.channels.includes(facts.channel)) &&
    (rule.onlyFor === null || (CONDITIONS[rule.id]?.(facts) ?? false))
  return rulesInForce(world.content.deadlines, facts.receivedOn)
    .filter(applies)
    .map((rule) => clockOf(rule, on, world))
}

function clockOf(rule: DeadlineRule, on: string, world: ClockWorld): TicketClock {
  const { kind, law, article } = rule
  return dated(
    { ...startClock(rule, on), kind, law, article, dueOn: null, doneOn: null, outcome: null },
    world.calendar,
  )
}

/**
 * The clocks after a transition on a day. Clocks that are done stay as they are; one that still runs is not begun twice.
 *
 * @throws RangeError when a clock cannot be stopped, paused or extended any more
 */
export function advanceClocks<C extends TicketClock>(
  clocks: readonly C[],
  effects: ClockEffects,
  facts: ClockFacts,
  on: string,
  world: ClockWorld,
): (C | TicketClock)[] {
  const has = (rules: readonly string[] | 'all' | undefined, rule: string) =>
    rules === 'all' || (rules?.includes(rule) ?? false)
  const moved = clocks.map((clock): C => {
    if (clock.doneOn !== null) return clock
    if (has(effects.stop, clock.rule))
      return { ...clock, doneOn: on, outcome: wasKept(clock, on, world.calendar) ? 'met' : 'late' }
    if (has(effects.pause, clock.rule)) return dated({ ...clock, ...pause(clock, on, world.calendar) }, world.calendar)
    if (has(effects.resume, clock.rule))
      return dated({ ...clock, ...resume(clock, on, world.calendar) }, world.calendar)
    if (has(effects.extend, clock.rule))
      return dated({ ...clock, ...extend(clock, extensionOf(clock, facts, world.content)) }, world.calendar)
    return clock
  })
  const running = new Set(moved.filter((clock) => clock.doneOn === null).map((clock) => clock.rule))
  const started = (effects.start ?? []).flatMap((event) => startClocks(event, facts, on, world))
  return [...moved, ...started.filter((clock) => !running.has(clock.rule))]
}

/** The clocks with one more, counted from receipt; unchanged when that rule was begun before. */
export function beginRule<C extends TicketClock>(
  clocks: readonly C[],
  id: string,
  facts: ClockFacts,
  world: ClockWorld,
): (C | TicketClock)[] {
  if (clocks.some((clock) => clock.rule === id)) return [...clocks]
  return [
    ...clocks,
    ...rulesInForce(world.content.deadlines, facts.receivedOn)
      .filter((rule) => rule.id === id && rule.ticketKinds.includes(facts.kind))
      .map((rule) => clockOf(rule, facts.receivedOn, world)),
  ]
}

/** The nearest date that still has to be kept; null when nothing runs. The queue sorts by it. */
export function nextDue(clocks: readonly TicketClock[]): string | null {
  const dates = clocks.flatMap((clock) => (clock.doneOn === null ? (clock.dueOn ?? []) : []))
  return dates.sort()[0] ?? null
}

function dated<C extends TicketClock>(clock: C, calendar: WorkCalendar): C {
  return { ...clock, dueOn: clockDue(clock, calendar)?.dueOn ?? null }
}

function wasKept(clock: Clock, on: string, calendar: WorkCalendar): boolean {
  const due = clockDue(clock, calendar)
  return due === null || on <= due.dueOn
}

function extensionOf(clock: Clock, facts: ClockFacts, content: Content): { count: number } {
  const rule = rulesInForce(content.deadlines, facts.receivedOn).find((each) => each.id === clock.rule)
  if (!rule?.extendable) throw new RangeError(`The rule ${clock.rule} knows no extension`)
  return rule.extendable
}
