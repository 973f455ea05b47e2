/** The queue as a page shows it: what is asked for, the lines, the counts, where the list goes on. */

import type { Me } from '../../../api/staff/model.ts'
import { TICKET_KINDS } from '../../../api/tickets/model.ts'
import type { SavedFilter } from '../../../api/tickets/saved-filters/model.ts'
import { FAMILIES, STATES, type State } from '../../../api/tickets/states.ts'
import { transitionFor } from '../../../api/tickets/transitions.ts'
import type { QueueItem, Tally } from '../../../api/tickets/view-model.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import type { openDesk } from '../desk.ts'
import { formatNumber } from '../format.ts'
import { pick } from '../i18n.ts'
import { deskQueueNews } from '../paths.ts'
import { type Due, dueOf, workdays } from './desk-due.ts'

type Desk = ReturnType<typeof openDesk>
const PAGE = 20

/** What the address asks for, as typed into the filter. */
export interface QueueWish {
  unit: string
  state: string
  kind: string
  overdue: boolean
  soon: boolean
  mine: boolean
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
    soon: query.get('soon') === 'true',
    mine: query.get('mine') === 'true',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page <= 1000 ? page : 1,
  }
}

/** The wish as query of the desk's own address. */
export function wishQuery(wish: QueueWish): Record<string, string | undefined> {
  const { unit, state, kind, q, page } = wish
  const flag = (name: 'overdue' | 'soon' | 'mine') => (wish[name] ? 'true' : undefined)
  return {
    ...{ unit, state, kind, overdue: flag('overdue'), soon: flag('soon'), mine: flag('mine'), q },
    page: page > 1 ? String(page) : undefined,
  }
}

export const isState = (value: string): value is State => value in STATES
const oneOf = <T extends string>(values: readonly T[], value: string) => values.find((each) => each === value)

/** The wish in the API's words; what it does not know is left out rather than refused. */
export function apiQuery({ unit, state, kind, overdue, soon, mine, q }: QueueWish): SavedFilter['filter'] {
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
    ...(soon ? { soon: 'true' } : {}),
    ...(mine ? { mine: 'true' } : {}),
    ...(q === '' ? {} : { q }),
  }
}

/** The address of a kept filter. */
export function keptQuery({ filter }: SavedFilter): Record<string, string | undefined> {
  const { station, section, state, family, ...rest } = filter
  const unit = station ? `station:${station}` : section ? `section:${section}` : undefined
  return { ...rest, unit, state: state ?? family }
}

export interface QueueRow extends QueueItem {
  due: Due | undefined
  tone: 'open' | 'waiting' | 'done'
  mine: boolean
  /** Whether the reader may send it out, or put somebody in charge of it, as it stands. */
  movable: boolean
}

export interface QueueView {
  rows: QueueRow[]
  total: Tally
  counts: { label: MessageKey; count: Tally; query: Record<string, string | undefined> }[]
  kept: SavedFilter[]
  /** What the page asks by itself: has anything changed? */
  news: string
  previous: string | null
  next: string | null
}

const TONES = { open: 'open', waiting: 'waiting', final: 'done' } as const

const TILES = [
  { name: 'late', label: 'desk.count.late', query: { overdue: 'true' } },
  { name: 'soon', label: 'desk.count.soon', query: { soon: 'true' } },
  { name: 'open', label: 'desk.count.open', query: { state: 'open' } },
  { name: 'waiting', label: 'desk.count.waiting', query: { state: 'waiting' } },
] as const
const NONE: Tally = { count: 0, atLeast: false }

export async function loadQueue(desk: Desk, me: Me, wish: QueueWish): Promise<QueueView> {
  const { api, site, to } = desk
  const filter = apiQuery(wish)
  const [found, counted, filters] = await Promise.all([
    api.tickets.$get({ query: { ...filter, limit: String(PAGE), offset: String((wish.page - 1) * PAGE) } }),
    api['queue-counts'].$get(),
    api.filters.$get(),
  ])
  const page = found.ok ? await found.json() : { items: [], total: 0, atLeast: false, asOf: '' }
  const counts = counted.ok ? await counted.json() : undefined
  const isWorkday = await workdays(
    site,
    page.items.flatMap((item) => item.dueOn ?? []),
  )
  const { total, atLeast } = page
  const goesOn = atLeast ? page.items.length === PAGE : wish.page * PAGE < total
  return {
    rows: page.items.map((item) => ({
      ...item,
      due: item.family === 'final' ? undefined : dueOf(desk, isWorkday, item),
      tone: TONES[item.family],
      mine: item.handlerId === me.id,
      movable: MOVES.some(
        ({ action, permission }) =>
          me.permissions.includes(permission) && transitionFor(item.kind, item.state, action) !== undefined,
      ),
    })),
    total: { count: total, atLeast },
    counts: TILES.map(({ name, label, query }) => ({ label, query: { ...query }, count: counts?.[name] ?? NONE })),
    kept: filters.ok ? (await filters.json()).items : [],
    news: deskQueueNews({ ...filter, since: page.asOf }),
    previous: wish.page > 1 ? to.desk(wishQuery({ ...wish, page: wish.page - 1 })) : null,
    next: goesOn ? to.desk(wishQuery({ ...wish, page: wish.page + 1 })) : null,
  }
}

/** What is done to several at once. */
const MOVES = [
  { action: 'dispatch', permission: 'tickets.dispatch' },
  { action: 'assign', permission: 'tickets.assign' },
] as const

/** A count in words: exact, or as far as it was counted. */
export const tallyWords = ({ locale, say }: Pick<Desk, 'locale' | 'say'>, { count, atLeast }: Tally) =>
  atLeast ? say('desk.count.atLeast', { count: formatNumber(locale, count) }) : formatNumber(locale, count)

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

/** Officers that can be put in charge, with their units where the reader sees several. */
export async function handlerOptions({ api }: Desk, withUnit: boolean): Promise<Option[]> {
  const answer = await api.handlers.$get()
  if (!answer.ok) return []
  const { items } = await answer.json()
  return items.map(({ id, name, title, unit }) => ({
    value: id,
    label: withUnit && !title.includes(unit) ? `${unit} ${name} ${title}` : `${name} ${title}`,
  }))
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

/** Keys that work on the queue, and what they do. */
export const QUEUE_KEYS = [
  ['j', 'desk.shortcut.next'],
  ['k', 'desk.shortcut.previous'],
  ['x', 'desk.shortcut.tick'],
  ['/', 'desk.shortcut.search'],
  ['r', 'desk.shortcut.reload'],
  ['?', 'desk.shortcut.help'],
] as const satisfies readonly (readonly [string, MessageKey])[]
