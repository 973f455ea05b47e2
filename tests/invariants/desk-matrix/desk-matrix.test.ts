/** Role × action × own or other unit, at every route of the desk; and nobody without a living session of our own pages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionsOf, ROLE_NAMES, ROLES } from '../../../api/staff/permissions.ts'
import type { TicketKind } from '../../../api/tickets/model.ts'
import { ACTIONS, type State, type Transition } from '../../../api/tickets/states.ts'
import { MACHINES } from '../../../api/tickets/transitions.ts'
import { openApi, type TestApi } from '../../harness/api.ts'
import { matrixPeople, type People, type Place, unitOf } from './people.ts'
import { type Asking, type Request, requestsOf } from './requests.ts'
import { ACTION_TABLE, type Cell, MATRIX_ROLES, type MatrixRole, OPEN_ROUTES, ROUTES } from './tables.ts'
import { shortestWay, ticketMaker } from './tickets.ts'

const PLACES: readonly Place[] = ['own', 'other']
/** What nobody who is refused may read. */
const STORY = /多收了60元|过期的牛奶|演示烤肉店|演示超市|演示测试面馆|13800000001/
const FROM_HERE = { 'sec-fetch-site': 'same-origin' }

let api: TestApi
let people: People
let requests: Record<string, Asking>
let routes: string[]
beforeAll(async () => {
  api = await openApi({ config: { publicUrl: 'http://localhost:4321' } })
  people = await matrixPeople(api)
  requests = await requestsOf(api)
  routes = [
    ...new Set(
      api.app.routes
        .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/desk/'))
        .map(({ method, path }) => `${method} ${path.slice('/api'.length)}`),
    ),
  ].sort()
})
afterAll(() => api.close())

const call = (route: string, { path, body }: Request, headers: Record<string, string>) =>
  api.request(`/api${path}`, {
    method: route.split(' ')[0] ?? 'GET',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const as = (role: MatrixRole) => ({ cookie: people.cookie[role], ...FROM_HERE })
const permits = (cell: Cell, place: Place) => cell === 'all' || cell === 'yes' || (cell === 'own' && place === 'own')

/** Refused with a problem that tells nothing of the matter. */
async function refusal(response: Response): Promise<string> {
  const text = await response.text()
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  const keys = isProblem ? Object.keys(JSON.parse(text) as object) : []
  const plain = keys.every((key) => ['type', 'title', 'status', 'detail', 'requestId', 'errors'].includes(key))
  const told = STORY.test(text) || response.headers.getSetCookie().length > 0
  return `${response.status}${isProblem && plain ? '' : ' not a problem'}${told ? ' tells' : ''}`
}

test('every route and every role has its line and its column', () => {
  expect([...ROUTES.keys(), ...OPEN_ROUTES].sort()).toEqual(routes)
  expect(Object.keys(requests).sort()).toEqual([...ROUTES.keys()].sort())
  expect([...MATRIX_ROLES].sort()).toEqual([...ROLE_NAMES].sort())
})

test('role × route × own or other unit', { timeout: 120_000 }, async () => {
  const wrong: string[] = []
  const tried = [...ROUTES].map(async ([route, row]) => {
    for (const role of MATRIX_ROLES) {
      for (const place of PLACES) {
        const request = await requests[route]?.(role, place)
        if (!request) continue
        const cell = row[role]
        const response = await call(route, request, as(role))
        const say = (what: string) => wrong.push(`${route} · ${role} · ${place}: ${what}`)
        if (request.lists) {
          const text = await response.text()
          const seen = response.status === 200 && text.includes(request.lists[place])
          if (cell === '-' ? response.status !== 403 : response.status !== 200) say(`status ${response.status}`)
          if (seen !== permits(cell, place)) say(seen ? 'is listed' : 'is not listed')
        } else if (permits(cell, place)) {
          const expected = request.status ?? 200
          if (response.status !== expected) say(`${response.status} instead of ${expected}: ${await response.text()}`)
        } else {
          const answer = await refusal(response)
          if (answer !== String(request.refused ?? 403)) say(answer)
        }
      }
    }
  })
  await Promise.all(tried)
  expect(wrong).toEqual([])
})

test('who looked at a reporter is asked of reports alone: a complaint has none, whoever asks', async () => {
  const number = await ticketMaker(api).inUnit('complaint', unitOf('officer', 'own'))
  const request = { path: `/desk/tickets/${number}/reporter/looks` }
  const answers = MATRIX_ROLES.map(async (role) => [role, (await call('GET', request, as(role))).status])
  const auditors = ['officer', 'chief', 'section-officer', 'auditor']
  expect(await Promise.all(answers)).toEqual(MATRIX_ROLES.map((role) => [role, auditors.includes(role) ? 404 : 403]))
})

/** Suggestion and praise go the way of a consultation. */
const KINDS = ['complaint', 'report', 'help', 'consultation'] as const
interface Case {
  kind: TicketKind
  state: State
  transition: Transition
}

/**
 * One transition of every action and of everybody who may take it, from the first state that staff can bring a ticket
 * to; in a unit, where it can be.
 */
function representative(): Case[] {
  const all = KINDS.flatMap((kind) =>
    MACHINES[kind].transitions.flatMap((transition: Transition) => {
      const inUnit = transition.from.filter((state) => state !== 'returned-to-desk')
      const state = [...inUnit, ...transition.from].find((each) => shortestWay(kind, each))
      return state ? [{ kind, state, transition }] : []
    }),
  )
  return [...new Map(all.map((each) => [`${each.transition.action} ${each.transition.who}`, each])).values()]
}

test('role × action × own or other unit', { timeout: 240_000 }, async () => {
  const cases = representative()
  const rowOf = (kind: string, action: string) => ACTION_TABLE.get(`${kind}:${action}`) ?? ACTION_TABLE.get(action)
  expect(ACTIONS.filter((action) => !cases.some(({ transition }) => transition.action === action))).toEqual([])
  expect(
    [...ACTION_TABLE.keys()].filter(
      (key) => !cases.some(({ kind, transition: { action } }) => key === action || key === `${kind}:${action}`),
    ),
  ).toEqual([])
  const tickets = ticketMaker(api)
  const wrong: string[] = []
  const tryAll = async ({ kind, state, transition }: Case, ready: Map<string, string>) => {
    const { action } = transition
    const row = rowOf(kind, action)
    if (!row) return wrong.push(`${kind} ${action}: no line`)
    for (const role of MATRIX_ROLES) {
      for (const place of PLACES) {
        const unit = unitOf(role, place)
        const key = JSON.stringify([state, unit])
        const number = ready.get(key) ?? (await tickets.inState(kind, state, unit))
        ready.set(key, number)
        const body = { action, expectedState: state }
        const response = await call('POST', { path: `/desk/tickets/${number}/actions`, body }, as(role))
        if (response.status === 200) ready.delete(key)
        // Past the door the step may still lack its words (400) or not be open just now (409, 422).
        const may = permits(row[role], place)
        const answer = may ? response.status : await refusal(response)
        if (may ? ![200, 400, 409, 422].includes(response.status) : answer !== '403')
          wrong.push(`${kind} ${action} in ${state} · ${role} · ${place}: ${answer}`)
      }
    }
    return wrong.length
  }
  const oneKind = async (kind: TicketKind) => {
    const ready = new Map<string, string>()
    for (const each of cases.filter((one) => one.kind === kind)) await tryAll(each, ready)
  }
  await Promise.all(KINDS.map(oneKind))
  expect(wrong).toEqual([])
})

describe('nothing for', () => {
  const each = async (headers: Record<string, string>, expected: (method: string) => string): Promise<string[]> => {
    const wrong: string[] = []
    for (const route of routes.filter((known) => !OPEN_ROUTES.includes(known))) {
      for (const role of ['officer', 'admin'] as const) {
        const request = await requests[route]?.(role, 'own')
        if (!request) continue
        const answer = await refusal(await call(route, request, headers))
        const wanted = expected(route.split(' ')[0] ?? '')
        if (answer !== wanted) wrong.push(`${route}: ${answer} instead of ${wanted}`)
      }
    }
    return wrong
  }

  test('whoever has no living session', async () => {
    for (const [what, cookie] of Object.entries(people.ended))
      expect(await each({ cookie, ...FROM_HERE }, () => '401'), what).toEqual([])
    expect(await each({ authorization: 'Bearer x', ...FROM_HERE }, () => '401'), 'a token').toEqual([])
  })

  const FOREIGN: Record<string, Record<string, string>> = {
    'another site’s form': { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    'another site’s script': { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    'another name of our own domain': { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost:4321' },
    'a sandboxed frame': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  }
  test.each(Object.keys(FOREIGN))('%s, in the name of somebody signed in', async (what) => {
    for (const role of ['officer', 'publisher', 'clerk', 'admin', 'security', 'auditor'] as const)
      expect(await each({ cookie: people.cookie[role], ...FOREIGN[what] }, () => '403'), role).toEqual([])
    for (const route of OPEN_ROUTES) {
      const body = { username: 'matrix.officer', password: people.password.officer, code: '000000' }
      const response = await call(route, { path: route.split(' ')[1] ?? '', body }, { ...FOREIGN[what] })
      expect([route, await refusal(response)]).toEqual([route, '403'])
    }
  })

  test('an unsafe call that cannot say where it comes from', async () => {
    for (const route of routes.filter((known) => !known.startsWith('GET '))) {
      const request = (await requests[route]?.('officer', 'own')) ?? { path: route.split(' ')[1] ?? '', body: {} }
      const response = await call(route, { body: {}, ...request }, { cookie: people.cookie.officer })
      expect([route, response.status]).toEqual([route, 403])
    }
  })
})

test('no session was ended and nobody else let in by all of this', async () => {
  for (const role of MATRIX_ROLES)
    expect((await call('GET', { path: '/desk/session' }, as(role))).status, role).toBe(200)
})

describe('three separated administrators (三权分立)', () => {
  const ADMINISTRATIONS = ['admin', 'security', 'auditor'] as const

  test('none may what another may, none works on the bureau’s business, none holds a second role', () => {
    for (const role of ADMINISTRATIONS) {
      expect(ROLES[role].alone, role).toBe(true)
      const own = permissionsOf([role])
      for (const other of ROLE_NAMES.filter((each) => each !== role)) {
        const shared = permissionsOf([other]).filter((permission) => own.includes(permission))
        expect([role, other, shared]).toEqual([role, other, []])
      }
    }
  })
})
