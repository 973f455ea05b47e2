/** The queue as a page shows it: what is asked for, the lines, the counts, where the list goes on. */

import type { Me } from '../../../api/staff/model.ts'
import { TICKET_KINDS } from '../../../api/tickets/model.ts'
import { FAMILIES, STATES, type State } from '../../../api/tickets/states.ts'
import type { QueueItem } from '../../../api/tickets/view-model.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import type { openDesk } from '../desk.ts'
import { pick } from '../i18n.ts'
import { type Due, dueOf, workdays } from './desk-due.ts'

type Desk = ReturnType<typeof openDesk>
const PAGE = 20

/** What the address asks for, as typed into the filter. */
export interface QueueWish {
  unit: string
  state: string
  kind: string
  overdue: boolean
  q: string
  page: number
}

export function readWish(query: URLSearchParams): QueueWish {
  const page = Number(query.get('page') ?? 1)
  return {
    unit: query.get('unit') ?? '',
    state: query.get('state') ?? '',
    kind: query.get('kind') ?? '',
    overdue: query.get('overdue') === 'true',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page <= 1000 ? page : 1,
  }
}

/** The wish as query of the desk's own address. */
export function wishQuery(wish: QueueWish): Record<string, string | undefined> {
  const { unit, state, kind, overdue, q, page } = wish
  return { unit, state, kind, overdue: overdue ? 'true' : undefined, q, page: page > 1 ? String(page) : undefined }
}

const isState = (value: string): value is State => value in STATES
const oneOf = <T extends string>(values: readonly T[], value: string) => values.find((each) => each === value)

/** The wish in the API's words; what it does not know is left out rather than refused. */
function apiQuery({ unit, state, kind, overdue, q }: QueueWish) {
  const [where, id] = unit.split(':')
  const family = oneOf([...FAMILIES, 'all'] as const, state)
  const known = oneOf(TICKET_KINDS, kind)
  return {
    ...(where === 'station' && id ? { station: id } : {}),
    ...(where === 'section' && id ? { section: id } : {}),
    ...(isState(state) ? { state } : {}),
    ...(family ? { family } : {}),
    ...(known ? { kind: known } : {}),
    ...(overdue ? { overdue: 'true' } : {}),
    ...(q === '' ? {} : { q }),
  }
}

export interface QueueRow extends QueueItem {
  due: Due | undefined
  tone: 'open' | 'waiting' | 'done'
  mine: boolean
}

export interface QueueView {
  rows: QueueRow[]
  total: number
  counts: { label: MessageKey; count: number; query: Record<string, string | undefined> }[]
  previous: string | null
  next: string | null
}

const TONES = { open: 'open', waiting: 'waiting', final: 'done' } as const

export async function loadQueue(desk: Desk, me: Me, wish: QueueWish): Promise<QueueView> {
  const { api, site, to } = desk
  const list = async (query: ReturnType<typeof apiQuery>, limit: number, offset = 0) => {
    const answer = await api.tickets.$get({ query: { ...query, limit: String(limit), offset: String(offset) } })
    return answer.ok ? answer.json() : { items: [] as QueueItem[], total: 0, next: null }
  }
  const tallies = [
    { label: 'desk.count.late', query: { overdue: 'true' } },
    { label: 'desk.count.open', query: { state: 'open' } },
    { label: 'desk.count.waiting', query: { state: 'waiting' } },
  ] as const
  const [page, ...counted] = await Promise.all([
    list(apiQuery(wish), PAGE, (wish.page - 1) * PAGE),
    ...tallies.map(({ query }) => list(apiQuery(readWish(new URLSearchParams(query))), 1)),
  ])
  const isWorkday = await workdays(
    site,
    page.items.flatMap((item) => item.dueOn ?? []),
  )
  return {
    rows: page.items.map((item) => ({
      ...item,
      due: item.family === 'final' ? undefined : dueOf(desk, isWorkday, item),
      tone: TONES[item.family],
      mine: item.handlerId === me.id,
    })),
    total: page.total,
    counts: tallies.map(({ label, query }, i) => ({ label, query: { ...query }, count: counted[i]?.total ?? 0 })),
    previous: wish.page > 1 ? to.desk(wishQuery({ ...wish, page: wish.page - 1 })) : null,
    next: wish.page * PAGE < page.total ? to.desk(wishQuery({ ...wish, page: wish.page + 1 })) : null,
  }
}

export const queueSpan = (wish: QueueWish, rows: number) => ({
  from: (wish.page - 1) * PAGE + 1,
  until: (wish.page - 1) * PAGE + rows,
})

export interface Option {
  value: string
  label: string
}

/** Stations and sections, `kind:id`; for the filter and for dispatching. */
export async function unitOptions({ locale, site }: Desk): Promise<Option[]> {
  const { stations, sections } = await (await site.offices.$get()).json()
  return [
    ...stations.map(({ id, name }) => ({ value: `station:${id}`, label: pick(locale, name) })),
    ...sections.map(({ id, name }) => ({ value: `section:${id}`, label: pick(locale, name) })),
  ]
}

export function stateOptions({ say }: Desk): Option[] {
  return [
    { value: '', label: say('desk.filter.notOver') },
    ...FAMILIES.map((family) => ({ value: family, label: say(`desk.family.${family}`) })),
    { value: 'all', label: say('desk.filter.all') },
    ...(Object.keys(STATES) as State[]).map((state) => ({ value: state, label: say(`tickets.state.${state}`) })),
  ]
}

export function kindOptions({ say }: Desk): Option[] {
  return [
    { value: '', label: say('desk.filter.all') },
    ...TICKET_KINDS.map((kind) => ({ value: kind, label: say(`tickets.kind.${kind}`) })),
  ]
}
