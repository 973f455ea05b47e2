/** Tickets of every kind in every state that can be reached, in whichever unit, by the system's own hand. */
import { systemContext } from '../../../api/platform/context.ts'
import { actOnTicket } from '../../../api/tickets/act-on-ticket.ts'
import { ASKS, type Asked, type AskName } from '../../../api/tickets/asks.ts'
import { fileTicket } from '../../../api/tickets/file-ticket.ts'
import { TicketDraft, type TicketKind } from '../../../api/tickets/model.ts'
import type { State, Transition } from '../../../api/tickets/states.ts'
import { actionsFrom } from '../../../api/tickets/transitions.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../../factories/drafts.ts'
import type { TestApi } from '../../harness/api.ts'

export type Unit = { station: string } | { section: string }

/** Where the rules of routing send the drafts below. */
const ROUTED_TO = 'shunhualu'
const ctx = systemContext('desk-matrix')
const GROUNDS = { refusal: 'R4_OVER_3_YEARS', termination: 'T1', 'no-case': 'F2' }

export function ticketMaker(api: TestApi) {
  const act = async (number: string, from: State, { action, ground, outcomes, asks }: Transition, unit: Unit) => {
    const input = { number, action, expectedState: from, reply: '演示。', reason: '演示。', ...unit }
    const asked: Asked = {}
    for (const name of asks ?? []) asked[name] = await answer(name)
    const choice = { ...(ground ? { ground: GROUNDS[ground] } : {}), ...(outcomes ? { outcome: outcomes[0] } : {}) }
    return (await actOnTicket(api.deps, ctx, { ...input, ...choice, asked })).state
  }

  let earlier: Promise<string> | undefined
  const answer = async (name: AskName): Promise<string> => {
    const ask: { kind: string; options?: readonly string[] } = ASKS[name]
    if (ask.options) return ask.options[0] ?? ''
    // What another ticket is asked for joins reports.
    earlier ??= fileTicket(api.deps, ctx, draftOf('report')).then(({ number }) => number)
    if (ask.kind === 'number') return earlier
    return { date: '2026-12-31', yuan: '100.00' }[ask.kind] ?? '演示'
  }

  /** Sent to the unit (`dispatched`) and taken from there along the shortest way. */
  const inState = async (kind: TicketKind, state: State, unit: Unit): Promise<string> => {
    const { number } = await fileTicket(api.deps, ctx, draftOf(kind))
    const way = shortestWay(kind, state)
    if (!way) throw new Error(`no way of a ${kind} to ${state}`)
    let at: State = 'dispatched'
    // A unit may send back only once: what lies there already stays.
    if (!('station' in unit) || unit.station !== ROUTED_TO)
      for (const action of ['return', 'dispatch']) at = await act(number, at, stepOf(kind, at, action), unit)
    for (const transition of way) at = await act(number, at, transition, unit)
    return number
  }
  return { inState, inUnit: (kind: TicketKind, unit: Unit) => inState(kind, 'dispatched', unit) }
}

/** Steps of staff from `dispatched` to a state without leaving the unit on the way; undefined when there is none. */
export function shortestWay(kind: TicketKind, to: State): Transition[] | undefined {
  const ways = new Map<State, Transition[]>([['dispatched', []]])
  for (const [state, way] of ways) {
    if (state === to) return way
    if (state === 'returned-to-desk') continue
    for (const transition of actionsFrom(kind, state)) {
      const byStaff = transition.who.some((who) => who.startsWith('tickets.'))
      if (transition.to && byStaff && !ways.has(transition.to)) ways.set(transition.to, [...way, transition])
    }
  }
  return undefined
}

function stepOf(kind: TicketKind, state: State, action: string): Transition {
  const found = actionsFrom(kind, state).find((each) => each.action === action)
  if (!found) throw new Error(`no ${action} of a ${kind} in ${state}`)
  return found
}

function draftOf(kind: TicketKind): TicketDraft {
  if (kind === 'complaint') return TicketDraft.parse(complaintDraft())
  if (kind === 'report') return TicketDraft.parse(reportDraft())
  const place = { text: '舜华路' }
  if (kind === 'consultation') return TicketDraft.parse(consultationDraft({ place }))
  return TicketDraft.parse({ ...consultationDraft({ place }), kind, subject: '演示' })
}
