import { describe, expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { hasMessage } from '../../content/messages/index.ts'
import { createCalendar } from '../calendar/calendar.ts'
import { ASK_NAMES } from './asks.ts'
import { startClocks } from './clocks.ts'
import { GUARDS } from './guards.ts'
import { CHANNELS, TICKET_KINDS, type TicketKind } from './model.ts'
import { NOTICE_IDS } from './notices/model.ts'
import { ACTIONS, OUTCOMES, STATES, type State, type Transition } from './states.ts'
import { actionsFrom, citizenMay, familyOf, isOpen, MACHINES, statesOf, transitionFor } from './transitions.ts'

const content = loadContent(process.cwd())
const world = { content, calendar: createCalendar(content.calendar) }

describe.each(TICKET_KINDS)('%s', (kind) => {
  const { transitions } = MACHINES[kind]

  test('every state is reachable from the first', () => {
    expect([...reachable(kind)].sort()).toEqual([...mentioned(kind)].sort())
  })
  test('every state that is not final has a way out, and every final one was reached on purpose', () => {
    const stuck = statesOf(kind).filter(
      (state) => isOpen(state) && !actionsFrom(kind, state).some(({ to }) => to !== null),
    )
    expect(stuck).toEqual([])
    expect(statesOf(kind).some((state) => familyOf(state) === 'final')).toBe(true)
  })
  test('from every state the end can be reached', () => {
    const endless = statesOf(kind).filter((state) => ![...reachable(kind, state)].some((each) => !isOpen(each)))
    expect(endless).toEqual([])
  })
  test('an action means one thing in a state', () => {
    const twice = statesOf(kind).filter((state) => {
      const names = actionsFrom(kind, state).map(({ action }) => action)
      return new Set(names).size !== names.length
    })
    expect(twice).toEqual([])
  })
  test('every sentence exists', () => {
    const keys = [
      ...statesOf(kind).flatMap((state) => [`tickets.state.${state}`, `tickets.explain.${state}`]),
      ...transitions.map(({ event, audience }) => `tickets.event.${event}${audience === 'staff' ? '.staff' : ''}`),
      ...transitions.map(({ action }) => `tickets.action.${action}`),
      ...transitions.flatMap(({ outcomes }) => (outcomes ?? []).map((outcome) => `tickets.outcome.${outcome}`)),
    ]
    expect(keys.filter((key) => !hasMessage(key))).toEqual([])
  })
  test('a ground belongs to a catalogue, a choice of outcomes is asked for', () => {
    for (const each of transitions) {
      expect(each.requires?.includes('ground') ?? false).toBe(each.ground !== undefined)
      expect(each.requires?.includes('outcome') ?? false).toBe((each.outcomes?.length ?? 0) > 1)
    }
  })
  test.each(['2025-12-01', '2026-11-22'])('no final state has a running clock (received %s)', (receivedOn) => {
    for (const channel of CHANNELS)
      expect(runningAtTheEnd(kind, { kind, channel, receivedOn, reachable: true })).toEqual([])
  })
})

test('nothing is declared that no machine uses', () => {
  const all = TICKET_KINDS.flatMap((kind) => MACHINES[kind].transitions)
  expect(
    Object.keys(STATES).filter((state) => !TICKET_KINDS.some((kind) => statesOf(kind).includes(state as State))),
  ).toEqual([])
  expect(ACTIONS.filter((action) => !all.some((each) => each.action === action))).toEqual([])
  expect(OUTCOMES.filter((outcome) => !all.some((each) => each.outcomes?.includes(outcome)))).toEqual([])
})

test('the machine never decides: it sends out, warns, marks what is late, restarts a joined report and closes what is settled', () => {
  const own = TICKET_KINDS.flatMap((kind) =>
    MACHINES[kind].transitions.filter(({ who }) => who.includes('system')).map(({ action }) => action),
  )
  expect([...new Set(own)].sort()).toEqual(['close', 'dispatch', 'overdue', 'restart', 'warn'])
})

test('what is issued, asked and approved stands in the content and in the machines', () => {
  const all = TICKET_KINDS.flatMap((kind) => MACHINES[kind].transitions)
  const issued = new Set(all.flatMap(({ notice }) => notice ?? []))
  expect(NOTICE_IDS.filter((id) => id !== 'N1' && !issued.has(id))).toEqual([])
  expect(NOTICE_IDS.filter((id) => !content.notices.some((each) => each.id === id))).toEqual([])
  const asked = new Set(all.flatMap(({ asks }) => asks ?? []))
  expect(ASK_NAMES.filter((name) => !asked.has(name))).toEqual([])
  const guarded = new Set(all.flatMap(({ guards }) => guards ?? []))
  expect(GUARDS.filter((guard) => !guarded.has(guard) || !hasMessage(`errors.guard.${guard}`))).toEqual([])
  for (const { approves } of all)
    expect(approves === undefined || all.some(({ event }) => event === approves)).toBe(true)
  // A request for help is answered or pointed on, never refused.
  expect(MACHINES.help.transitions.filter(({ to }) => to === 'refused')).toEqual([])
})

test('a person may take a complaint back before and after acceptance, with different ends', () => {
  expect(transitionFor('complaint', 'under-review', 'withdraw')?.to).toBe('closed')
  expect(transitionFor('complaint', 'mediating', 'withdraw')?.to).toBe('terminated')
  expect(citizenMay('report', 'verifying', 'withdraw')).toBe(false)
  expect(citizenMay('complaint', 'closed', 'withdraw')).toBe(false)
})

function mentioned(kind: TicketKind): Set<State> {
  const { initial, transitions } = MACHINES[kind]
  return new Set([initial, ...transitions.flatMap(({ from, to }) => [...from, ...(to ? [to] : [])])])
}

function reachable(kind: TicketKind, start: State = MACHINES[kind].initial): Set<State> {
  const seen = new Set<State>([start])
  for (const state of seen) for (const { to } of actionsFrom(kind, state)) if (to) seen.add(to)
  return seen
}

/** Walks every pair of state and running clocks; returns the final states where one still runs. */
function runningAtTheEnd(kind: TicketKind, facts: Parameters<typeof startClocks>[1]): string[] {
  const begun = (event: Parameters<typeof startClocks>[0]) =>
    startClocks(event, facts, facts.receivedOn, world).map(({ rule }) => rule)
  const after = (running: readonly string[], { clocks }: Transition) => {
    const kept = clocks?.stop === 'all' ? [] : running.filter((rule) => !clocks?.stop?.includes(rule))
    return [...new Set([...kept, ...(clocks?.start ?? []).flatMap(begun)])].sort()
  }
  const seen = new Map<string, [State, readonly string[]]>()
  const visit = (state: State, running: readonly string[]) => seen.set(`${state} ${running.join()}`, [state, running])
  visit(MACHINES[kind].initial, begun('received').sort())
  for (const [state, running] of seen.values()) {
    for (const each of actionsFrom(kind, state)) visit(each.to ?? state, after(running, each))
  }
  return [...seen].filter(([, [state, running]]) => !isOpen(state) && running.length > 0).map(([key]) => key)
}
