/**
 * Random walks over every machine, through the verbs, on a real database: whatever is tried, no unlawful state, no clock
 * after the end, and every step with its audit row, its timeline row and its notice.
 */
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../api/calendar/calendar.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { type Actor, type Context, systemContext } from '../../api/platform/context.ts'
import { Problem } from '../../api/platform/errors.ts'
import { seededRandom } from '../../api/platform/random.ts'
import { createStaff } from '../../api/staff/create-staff.ts'
import { permissionsOf, ROLE_NAMES } from '../../api/staff/permissions.ts'
import { actOnTicket } from '../../api/tickets/act-on-ticket.ts'
import { addMessage } from '../../api/tickets/add-message.ts'
import { ASKS, type Asked, type AskName } from '../../api/tickets/asks.ts'
import { fileTicket } from '../../api/tickets/file-ticket.ts'
import { CHANNELS, TICKET_KINDS, TicketDraft, type TicketKind } from '../../api/tickets/model.ts'
import { answerClaim } from '../../api/tickets/party/answer-claim.ts'
import { partyCode } from '../../api/tickets/party/find-by-party-code.ts'
import { PARTY_ACTS } from '../../api/tickets/party/model.ts'
import { takeCitizenSide } from '../../api/tickets/party/take-citizen-side.ts'
import { ACTIONS, OUTCOMES, type State } from '../../api/tickets/states.ts'
import { sweepTickets } from '../../api/tickets/supervision/sweep-tickets.ts'
import { actionsFrom, isOpen, lawfulSteps, MACHINES, statesOf, transitionFor } from '../../api/tickets/transitions.ts'
import { withdrawTicket } from '../../api/tickets/withdraw-ticket.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const START = '2026-03-02T10:00:00+08:00'
const WALKS_PER_KIND = Number(process.env['MACHINE_WALKS'] ?? 12)
const STEPS = 45
const dice = seededRandom(process.env['MACHINE_SEED'] ?? 'ticket-machines')
const clock = fixedClock(START)
let api: TestApi
/** Accounts that can be put in charge, one of each station below. */
const handlers: string[] = []
beforeAll(async () => {
  api = await openApi({ clock })
  for (const station of ['shunhualu', 'suncun']) {
    const person = { username: `walk.${station}`, name: '演示', title: '演示', station, demo: true }
    handlers.push((await createStaff(api.deps, systemContext('walk'), { ...person, roles: ['officer'] })).id)
  }
})
afterAll(() => api.close())

const context = (actor: Actor): Context => ({ actor, requestId: 'walk', locale: 'zh', client: 'walk' })
const PUBLIC = context({ kind: 'public' })

function somebody(): Context {
  const role = dice.pick(ROLE_NAMES)
  const station = dice.pick(['shunhualu', 'suncun', null])
  const section = dice.pick(['general', 'price-market', null])
  return context({
    kind: 'staff',
    id: `${role}-${dice.below(3)}`,
    permissions: permissionsOf([role]),
    station,
    section,
  })
}

function draftOf(kind: TicketKind): TicketDraft {
  const source = { channel: dice.pick(CHANNELS) }
  const occurredOn = '2026-02-20'
  const purchase = { item: '烤肉', amountYuan: '358.00', boughtOn: occurredOn, forDailyLife: true }
  if (kind === 'complaint') return TicketDraft.parse(complaintDraft({ source, occurredOn, purchase }))
  if (kind === 'report') return TicketDraft.parse(reportDraft({ source, occurredOn, anonymous: dice.below(3) === 0 }))
  if (kind === 'consultation') return TicketDraft.parse(consultationDraft({ source }))
  return TicketDraft.parse({ ...consultationDraft({ source }), kind })
}

/** Usually of the right form, now and then not. */
function askedFor(names: readonly AskName[], others: readonly string[]): Asked {
  const value = (name: AskName): string => {
    const ask: { kind: string; options?: readonly string[] } = ASKS[name]
    if (ask.kind === 'number') return others.length > 0 ? dice.pick(others) : 'JNGX20260302000001'
    if (ask.kind === 'date') return addDays(clock.now().toISOString().slice(0, 10), 5)
    if (ask.kind === 'yuan') return '88000.00'
    if (ask.kind === 'parts') return '0'
    return ask.options ? dice.pick(ask.options) : '演示'
  }
  return Object.fromEntries(names.flatMap((name) => (dice.below(25) === 0 ? [] : [[name, value(name)]])))
}

interface Row {
  id: string
  number: string
  kind: TicketKind
  state: State
  version: number
}
const rowOf = async (number: string): Promise<Row> => {
  const [row] = await api.deps.sql<Row[]>`select id, number, kind, state, version from tickets where number = ${number}`
  if (!row) throw new Error(`no ticket ${number}`)
  return row
}

/** How often each step was done, by kind and action. */
const done = new Map<string, number>()

/** One try of anybody: lawful ones mostly, any action of any machine now and then. */
async function tryOne(number: string, code: string, others: readonly string[]): Promise<string> {
  const { kind, state } = await rowOf(number)
  const possible = actionsFrom(kind, state)
  // Steps onward more often than words, or no walk would get far; leaving early less often.
  const onward = possible.filter(({ to, action: each }) => to !== null && (each !== 'withdraw' || dice.below(6) === 0))
  const from = dice.below(3) > 0 && onward.length > 0 ? onward : possible
  // What no walk has done yet comes first every other time.
  const fresh = from.filter((each) => !done.has(`${kind} ${each.action}`))
  const chosen = fresh.length > 0 && dice.below(2) === 0 ? fresh : from
  const action = dice.below(8) === 0 ? dice.pick(ACTIONS) : dice.pick(chosen).action
  const transition = transitionFor(kind, state, action)
  const key = { number, code }
  const roll = dice.below(8)
  if (roll === 0 && transition?.who.includes('citizen')) {
    if (action === 'withdraw') await withdrawTicket(api.deps, PUBLIC, key)
    else if (action === 'ask-again') await addMessage(api.deps, PUBLIC, { ...key, text: '再问一次。' })
    else
      await takeCitizenSide(api.deps, PUBLIC, {
        ...key,
        act: dice.pick(['consent', 'decline', 'recuse', 'sign'] as const),
        text: '演示。',
      })
    return action
  }
  if (roll === 1 && kind === 'complaint') {
    const party = { number, code: partyCode(api.deps, number, 1) }
    await answerClaim(api.deps, PUBLIC, { ...party, act: dice.pick(PARTY_ACTS), text: '演示：商家说明。' })
    return 'party'
  }
  const ground = { refusal: 'R4_OVER_3_YEARS', termination: dice.pick(['T1', 'T3', 'T5']), 'no-case': 'F2' }
  await actOnTicket(api.deps, transition && dice.below(3) > 0 ? entitled(transition.who) : somebody(), {
    number,
    action,
    expectedState: state,
    reply: '演示：答复。',
    reason: '演示：说明。',
    ...(transition?.ground ? { ground: ground[transition.ground] } : {}),
    outcome: dice.pick(transition?.outcomes ?? OUTCOMES),
    station: dice.pick(['shunhualu', 'suncun']),
    handler: dice.pick(handlers),
    asked: askedFor(transition?.asks ?? [], others),
  })
  return action
}

/** Somebody who holds what the transition asks for, and reaches every ticket. */
function entitled(who: readonly string[]): Context {
  const permissions = ['tickets.read', 'tickets.all', ...who.filter((each) => each.startsWith('tickets.'))]
  return context({ kind: 'staff', id: `entitled-${dice.below(4)}`, permissions, station: null, section: null })
}

test('the database keeps the same table of steps, and refuses every other one', async () => {
  const kept = await api.deps.sql`select kind, from_state as "from", to_state as "to", action from ticket_transitions`
  const key = (row: Record<string, unknown>) => `${row['kind']} ${row['from']} ${row['to']} ${row['action']}`
  expect(kept.map(key).sort()).toEqual(lawfulSteps().map(key).sort())
  const { number } = await fileTicket(api.deps, PUBLIC, draftOf('complaint'))
  const put = (state: string) => api.deps.sql`update tickets set state = ${state} where number = ${number}`
  await expect(put('agreed')).rejects.toThrow('does not go from')
  await expect(
    api.deps.sql`update tickets set kind = 'help', state = 'helping' where number = ${number}`,
  ).rejects.toThrow()
  await expect(
    api.deps.sql`insert into ticket_transitions values ('complaint', 'submitted', 'agreed', 'agree')`,
  ).rejects.toThrow('by migration only')
  await expect(
    api.deps
      .sql`update tickets set state = 'closed', closed_at = now() where number = ${number} and state = 'dispatched'`,
  ).rejects.toThrow('runs on after its end')
})

test('the database knows which states a kind can be in, and how a ticket is born', async () => {
  const { number } = await fileTicket(api.deps, PUBLIC, draftOf('report'))
  const put = (kind: string, state: string, demo: boolean) => {
    const changed = { id: api.deps.random.uuid(), number: `T${api.deps.random.uuid().slice(0, 12)}`, kind, state, demo }
    return api.deps.sql.unsafe(
      'insert into tickets select (jsonb_populate_record(t, $1::text::jsonb)).* from tickets t where number = $2',
      [JSON.stringify(changed), number],
    )
  }
  for (const kind of TICKET_KINDS) {
    for (const state of ['dispatched', MACHINES[kind].initial]) await put(kind, state, false)
    const later = statesOf(kind).filter((state) => isOpen(state) && state !== 'dispatched')
    for (const state of later.filter((each) => each !== MACHINES[kind].initial)) {
      await put(kind, state, true)
      await expect(put(kind, state, false)).rejects.toThrow('is not born as')
    }
    const strange = TICKET_KINDS.flatMap(statesOf).find((state) => !statesOf(kind).includes(state))
    for (const demo of [true, false]) await expect(put(kind, String(strange), demo)).rejects.toThrow('is never')
  }
  await expect(put('wish', 'received', false)).rejects.toThrow('tickets_kind')
  await expect(put('complaint', 'received', false)).rejects.toThrow('is never')
  await api.deps.sql`delete from tickets where number like 'T%'`
})

test('the owner restores tickets as they stood, but as nothing a kind never is, and moves none past the machine', async () => {
  const { number } = await fileTicket(api.deps, PUBLIC, draftOf('complaint'))
  const owner = postgres(api.database.ownerUrl, { max: 1 })
  const put = (kind: string, state: string) => {
    const changed = { id: api.deps.random.uuid(), number: `T${api.deps.random.uuid().slice(0, 12)}`, kind, state }
    return owner.unsafe(
      'insert into tickets select (jsonb_populate_record(t, $1::text::jsonb)).* from tickets t where number = $2',
      [JSON.stringify(changed), number],
    )
  }
  for (const kind of TICKET_KINDS) {
    for (const state of statesOf(kind).filter(isOpen)) await put(kind, state)
    const strange = TICKET_KINDS.flatMap(statesOf).filter((state) => !statesOf(kind).includes(state))
    expect(strange.length).toBeGreaterThan(0)
    for (const state of new Set(strange)) await expect(put(kind, state), `${kind} ${state}`).rejects.toThrow('is never')
  }
  const move = owner`update tickets set state = 'agreed' where number = ${number}`
  await expect(move).rejects.toThrow('does not go from')
  await owner`delete from tickets where number like 'T%'`
  await owner.end()
})

test('random walks leave nothing unlawful behind', { timeout: 240_000 }, async () => {
  const numbers: string[] = []
  for (const kind of TICKET_KINDS) {
    for (let walk = 0; walk < WALKS_PER_KIND; walk += 1) {
      // Some before, some after Order 121 took effect.
      clock.set(walk % 2 === 0 ? START : '2026-06-01T10:00:00+08:00')
      const { number, queryCode } = await fileTicket(api.deps, PUBLIC, draftOf(kind))
      const others = numbers.filter((each) => each !== number).slice(-8)
      numbers.push(number)
      for (let step = 0; step < STEPS; step += 1) {
        const action = await tryOne(number, queryCode, others).catch(refusedProperly)
        if (action) done.set(`${kind} ${action}`, (done.get(`${kind} ${action}`) ?? 0) + 1)
        if (dice.below(4) === 0)
          clock.set(new Date(clock.now().getTime() + (1 + dice.below(9)) * 86_400_000).toISOString())
        if (dice.below(15) === 0) await sweepTickets(api.deps)
      }
    }
  }
  await sweepTickets(api.deps)
  expect(await faults()).toEqual([])
  const never = TICKET_KINDS.flatMap((kind) => {
    const own = MACHINES[kind].transitions.filter(({ who }) => who.some((each) => each.startsWith('tickets.')))
    return [...new Set(own.map(({ action }) => `${kind} ${action}`))].filter((each) => !done.has(each))
  })
  // Chance reaches nearly all of them.
  expect(never.length, never.join(', ')).toBeLessThan(8)
})

/** A refusal is a Problem; anything else is a failure of the program. */
function refusedProperly(error: unknown): undefined {
  if (error instanceof Problem && error.status < 500) return undefined
  throw error
}

/** Everything that must never be, asked of the database itself. */
async function faults(): Promise<string[]> {
  const { sql } = api.deps
  const found: string[] = []
  const none = async (what: string, rows: PromiseLike<readonly unknown[]>) => {
    const list = await rows
    if (list.length > 0) found.push(`${what}: ${JSON.stringify(list.slice(0, 3))}`)
  }
  await none(
    'a clock after the end',
    sql`select t.number, c.rule from ticket_clocks c join tickets t on t.id = c.ticket_id where t.closed_at is not null and c.done_on is null`,
  )
  await none(
    'a step the machine does not know',
    sql`select t.kind, e.from_state, e.to_state, e.type from ticket_events e join tickets t on t.id = e.ticket_id
      where e.from_state is not null and e.to_state is not null and not exists (
        select 1 from ticket_transitions s where s.kind = t.kind and s.from_state = e.from_state and s.to_state = e.to_state)`,
  )
  await none(
    'a timeline that does not lead to the state',
    sql`select t.number from tickets t where t.state <> (
      select e.to_state from ticket_events e where e.ticket_id = t.id and e.to_state is not null order by e.seq desc limit 1)`,
  )
  await none(
    'a step without an audit row',
    sql`select t.number, count(*) from ticket_events e join tickets t on t.id = e.ticket_id
      where e.from_state is not null group by t.id, t.number
      having count(*) > (select count(*) from audit_log a where a.entity_id = t.id::text and a.action like 'ticket.%' and a.action <> 'ticket.filed')
        + case when exists (select 1 from ticket_events f where f.ticket_id = t.id and f.type = 'dispatched' and f.actor_kind = 'system') then 1 else 0 end`,
  )
  const issuing = TICKET_KINDS.flatMap((kind) =>
    MACHINES[kind].transitions.flatMap(({ event, notice }) => (notice ? [{ kind, event, notice }] : [])),
  )
  for (const { kind, event, notice } of issuing)
    await none(
      `a ${event} without ${notice}`,
      sql`select t.number from ticket_events e join tickets t on t.id = e.ticket_id
        where t.kind = ${kind} and e.type = ${event} and not (e.type = 'dispatched' and e.actor_kind = 'system')
          and not exists (select 1 from ticket_notices n where n.event_id = e.id and n.template = ${notice})`,
    )
  await none(
    'a number given twice or left out',
    sql`select c.series, c.year, c.last from notice_counters c
      where c.last <> (select count(*) from ticket_notices n where n.number like c.series || '〔' || c.year || '〕%')`,
  )
  await none(
    'a report that holds its reporter',
    sql`select number from tickets where kind = 'report' and phone_index is not null`,
  )
  return found
}
