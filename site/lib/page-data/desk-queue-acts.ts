/** What the queue's own forms do: send out what is ticked, keep a filter, give one up. */
import type { Dispatched } from '../../../api/tickets/view-model.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import { apiQuery, isState, type QueueWish } from './desk-queue.ts'

type Desk = ReturnType<typeof openDesk>

/** Names and values of the forms. */
export const QUEUE_ACTS = ['dispatch', 'keep', 'drop'] as const

export interface QueueAct {
  /** Goes on to this page; the others stay here. */
  done: 'kept' | 'dropped' | undefined
  dispatched: Dispatched | undefined
  refused: (Refusal & { status: number }) | undefined
  /** Ticked tickets that were not sent, as their boxes say it. */
  ticked: readonly string[]
  /** Unit chosen, and name typed. */
  unit: string
  name: string
}
const NOTHING: QueueAct = {
  ...{ done: undefined, dispatched: undefined, refused: undefined },
  ...{ ticked: [], unit: '', name: '' },
}

/** A ticket as the dispatcher saw it, in one value of a box. */
export const tick = (row: { number: string; state: string; version: number }) =>
  [row.number, row.state, row.version].join(' ')

export async function actOnQueue(desk: Desk, wish: QueueWish, form: FormData | undefined): Promise<QueueAct> {
  const act = form && QUEUE_ACTS.find((each) => each === field(form, 'act'))
  if (!form || !act) return NOTHING
  if (act === 'dispatch') return sendOut(desk, form)
  const name = field(form, 'name').trim()
  const answer =
    act === 'keep'
      ? await desk.api.filters.$post({ json: { name, filter: apiQuery(wish) } })
      : await desk.api.filters[':id'].$delete({ param: { id: field(form, 'id') } })
  if (answer.ok) return { ...NOTHING, done: act === 'keep' ? 'kept' : 'dropped' }
  return { ...NOTHING, name, refused: await refusalOf(answer) }
}

async function sendOut({ api, say }: Desk, form: FormData): Promise<QueueAct> {
  const ticked = form.getAll('ticket').flatMap((each) => (typeof each === 'string' ? [each] : []))
  const unit = field(form, 'target')
  const tickets = ticked.flatMap((each) => {
    const [number, state, version] = each.split(' ')
    return number && state && isState(state) ? [{ number, state, version: Number(version) }] : []
  })
  const lacking = [
    ...(tickets.length === 0 ? [{ path: 'ticket', message: say('desk.bulk.needTickets') }] : []),
    ...(unit === '' ? [{ path: 'target', message: say('desk.need.target') }] : []),
  ]
  const kept = { ...NOTHING, ticked, unit }
  if (lacking.length > 0) return { ...kept, refused: { status: 400, detail: '', problems: lacking } }
  const [where, id] = unit.split(':')
  const target = where === 'station' ? { station: id } : { section: id }
  const answer = await api.dispatches.$post({ json: { tickets, ...target } })
  if (!answer.ok) return { ...kept, refused: await refusalOf(answer) }
  const dispatched = await answer.json()
  const left = new Set(dispatched.refused.map(({ number }) => number))
  return { ...kept, dispatched, ticked: ticked.filter((each) => left.has(each.split(' ')[0] ?? '')) }
}

async function refusalOf(answer: { status: number; json(): Promise<unknown> }): Promise<Refusal & { status: number }> {
  const problem = (await answer.json()) as Partial<Refusal> & { errors?: Refusal['problems'] }
  // What is wrong with a filter is told at its name.
  const problems = (problem.errors ?? []).map(({ message }) => ({ path: 'name', message }))
  return { status: answer.status, detail: problem.detail ?? '', problems }
}
