/** What the queue's own forms do: send out what is ticked, keep a filter, give one up. */
import type { Dispatched } from '../../../api/tickets/view-model.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import { apiQuery, isState, type QueueWish } from './desk-queue.ts'

type Desk = ReturnType<typeof openDesk>

/** Names and values of the forms. */
export const QUEUE_ACTS = ['dispatch', 'assign', 'keep', 'drop'] as const

export interface QueueAct {
  /** Goes on to this page; the others stay here. */
  done: 'kept' | 'dropped' | undefined
  dispatched: Dispatched | undefined
  assigned: Dispatched | undefined
  refused: (Refusal & { status: number }) | undefined
  /** Ticked tickets that were not sent, as their boxes say it. */
  ticked: readonly string[]
  /** Unit or officer chosen, and name typed. */
  unit: string
  handler: string
  name: string
}
const NOTHING: QueueAct = {
  ...{ done: undefined, dispatched: undefined, assigned: undefined, refused: undefined },
  ...{ ticked: [], unit: '', handler: '', name: '' },
}

/** A ticket as the dispatcher saw it, in one value of a box. */
export const tick = (row: { number: string; state: string; version: number }) =>
  [row.number, row.state, row.version].join(' ')

export async function actOnQueue(desk: Desk, wish: QueueWish, form: FormData | undefined): Promise<QueueAct> {
  const act = form && QUEUE_ACTS.find((each) => each === field(form, 'act'))
  if (!form || !act) return NOTHING
  if (act === 'dispatch' || act === 'assign') return moveTicked(desk, act, form)
  const name = field(form, 'name').trim()
  const answer =
    act === 'keep'
      ? await desk.api.filters.$post({ json: { name, filter: apiQuery(wish) } })
      : await desk.api.filters[':id'].$delete({ param: { id: field(form, 'id') } })
  if (answer.ok) return { ...NOTHING, done: act === 'keep' ? 'kept' : 'dropped' }
  return { ...NOTHING, name, refused: await refusalOf(answer) }
}

/** Sends the ticked tickets to a unit, or puts an officer in charge of them. */
async function moveTicked({ api, say }: Desk, act: 'dispatch' | 'assign', form: FormData): Promise<QueueAct> {
  const ticked = form.getAll('ticket').flatMap((each) => (typeof each === 'string' ? [each] : []))
  const unit = field(form, 'target')
  const handler = field(form, 'handler')
  const tickets = ticked.flatMap((each) => {
    const [number, state, version] = each.split(' ')
    return number && state && isState(state) ? [{ number, state, version: Number(version) }] : []
  })
  const lacking = [
    ...(tickets.length === 0 ? [{ path: 'ticket', message: say('desk.bulk.needTickets') }] : []),
    ...(act === 'dispatch' && unit === '' ? [{ path: 'target', message: say('desk.need.target') }] : []),
    ...(act === 'assign' && handler === '' ? [{ path: 'handler', message: say('desk.need.handler') }] : []),
  ]
  const kept = { ...NOTHING, ticked, unit, handler }
  if (lacking.length > 0) return { ...kept, refused: { status: 400, detail: '', problems: lacking } }
  const [where, id] = unit.split(':')
  const target = where === 'station' ? { station: id } : { section: id }
  const answer =
    act === 'dispatch'
      ? await api.dispatches.$post({ json: { tickets, ...target } })
      : await api.assignments.$post({ json: { tickets, handler } })
  if (!answer.ok) return { ...kept, refused: await refusalOf(answer) }
  const told = await answer.json()
  const left = new Set(told.refused.map(({ number }) => number))
  const still = ticked.filter((each) => left.has(each.split(' ')[0] ?? ''))
  return { ...kept, [act === 'dispatch' ? 'dispatched' : 'assigned']: told, ticked: still }
}

async function refusalOf(answer: { status: number; json(): Promise<unknown> }): Promise<Refusal & { status: number }> {
  const problem = (await answer.json()) as Partial<Refusal> & { errors?: Refusal['problems'] }
  // What is wrong with a filter is told at its name.
  const problems = (problem.errors ?? []).map(({ message }) => ({ path: 'name', message }))
  return { status: answer.status, detail: problem.detail ?? '', problems }
}
