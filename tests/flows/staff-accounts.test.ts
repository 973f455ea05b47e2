/** Accounts at the desk: opened with a one-time password, given and taken roles, closed; nobody for themselves, no administration by another. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLE_NAMES } from '../../api/staff/permissions.ts'
import { t } from '../../content/messages/index.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const ADMIN = 'demo.admin'
const own = { 'sec-fetch-site': 'same-origin' }
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi()
  desk = await openDesk(api, [ADMIN, 'demo.security', 'demo.auditor', 'demo.chief', 'demo.head'])
})
afterAll(() => api.close())

let serial = 0
const fresh = (more: object = {}) => {
  serial += 1
  const station = 'shunhualu'
  return { username: `new.${serial}`, name: '演示·新某', title: '舜华路所 所员', roles: ['officer'], station, ...more }
}
async function signIn(username: string, password: string): Promise<string> {
  const response = await api.post('/api/desk/login', { username, password }, own)
  expect(response.status).toBe(200)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}
const get = async (cookie: string, path: string) => {
  const response = await api.request(`/api/desk${path}`, { headers: { cookie, ...own } })
  return { status: response.status, body: await response.json() }
}
const ownPassword = async (cookie: string, old: string) => {
  const body = { old, fresh: 'Yichuang-2026-x', again: 'Yichuang-2026-x' }
  return (await api.post('/api/desk/security/password', body, { cookie, ...own })).status
}
const audited = async (username: string) =>
  api.deps.sql`select a.action, a.reason, a.after from audit_log a join staff_users u on u.id = a.entity_id
    where u.username = ${username} order by a.at, a.id`

test('opened at the desk: the password works once, for changing it, and then the account does', async () => {
  const person = fresh()
  const { status, body } = await desk.post(ADMIN, '/staff', person)
  expect(status).toBe(201)
  const cookie = await signIn(person.username, body.password)
  const { body: me } = await get(cookie, '/session')
  expect(me).toMatchObject({ passwordOwed: true, roles: ['officer'], station: 'shunhualu', demo: false })
  const closed = await get(cookie, '/tickets')
  expect([closed.status, closed.body.detail]).toEqual([403, t('zh', 'desk.password.first')])
  expect(await ownPassword(cookie, body.password)).toBe(204)
  expect((await get(cookie, '/tickets')).status).toBe(200)
  expect((await api.post('/api/desk/login', { username: person.username, password: body.password }, own)).status).toBe(
    401,
  )
  expect(JSON.stringify(await audited(person.username))).not.toContain(body.password)
})

test('wrong input is named field by field: name taken, unit missing, roles that exclude each other', async () => {
  const person = fresh()
  await desk.post(ADMIN, '/staff', person)
  const paths = async (input: object) => {
    const { status, body } = await desk.post(ADMIN, '/staff', input)
    return [status, (body.errors ?? []).map(({ path }: { path: string }) => path)]
  }
  expect(await paths(person)).toEqual([409, ['username']])
  expect(await paths(fresh({ station: null }))).toEqual([400, ['station']])
  expect(await paths(fresh({ station: 'nowhere' }))).toEqual([400, ['station']])
  expect(await paths(fresh({ roles: [] }))).toEqual([400, ['roles']])
  expect(await paths(fresh({ username: 'A B' }))).toEqual([400, ['username']])
})

test('roles are given and taken with a reason; every session ends, and what was lost is lost at once', async () => {
  const person = fresh({ roles: ['chief'] })
  const { body } = await desk.post(ADMIN, '/staff', person)
  const cookie = await signIn(person.username, body.password)
  await ownPassword(cookie, body.password)
  expect((await get(cookie, '/handlers')).status).toBe(200)
  const post = { title: '舜华路所 所员', roles: ['officer'], station: 'shunhualu', section: null }
  const { body: nothing } = await desk.put(ADMIN, `/staff/${person.username}/post`, { ...post, reason: ' ' })
  expect(nothing.errors.map(({ path }: { path: string }) => path)).toEqual(['reason'])
  expect((await get(cookie, '/session')).status).toBe(200)
  const { status } = await desk.put(ADMIN, `/staff/${person.username}/post`, { ...post, reason: '演示：轮岗。' })
  expect(status).toBe(200)
  expect((await get(cookie, '/session')).status).toBe(401)
  const again = await signIn(person.username, 'Yichuang-2026-x')
  expect((await get(again, '/handlers')).status).toBe(403)
  const change = (await audited(person.username)).find(({ action }) => action === 'staff.post-changed')
  expect(change).toMatchObject({ reason: '演示：轮岗。', after: { roles: ['officer'], sessionsEnded: 1 } })
})

test('a fresh password and the end of an account end its sessions', async () => {
  const person = fresh()
  const { body } = await desk.post(ADMIN, '/staff', person)
  const cookie = await signIn(person.username, body.password)
  const reset = await desk.post(ADMIN, `/staff/${person.username}/password`, {})
  expect((await get(cookie, '/session')).status).toBe(401)
  const next = await signIn(person.username, reset.body.password)
  const close = (reason: string) => desk.send(ADMIN, `/staff/${person.username}/closing`, { reason })
  expect((await close('')).status).toBe(400)
  expect((await close('演示：离职。')).status).toBe(204)
  expect((await get(next, '/session')).status).toBe(401)
  const login = { username: person.username, password: reset.body.password }
  expect((await api.post('/api/desk/login', login, own)).status).toBe(401)
  const back = await desk.put(ADMIN, `/staff/${person.username}/post`, { ...fresh(), reason: '演示' })
  expect(back.status).toBeGreaterThanOrEqual(400)
})

test('nobody grants to themselves, and no administration makes, takes over or closes another', async () => {
  const refused = async (username: string) => {
    const post = { title: '演示', roles: ['clerk'], reason: '演示' }
    const answers = [
      await desk.put(ADMIN, `/staff/${username}/post`, post),
      await desk.post(ADMIN, `/staff/${username}/password`, {}),
      await desk.post(ADMIN, `/staff/${username}/closing`, { reason: '演示' }),
      await desk.post(ADMIN, `/staff/${username}/codes-reset`, { reason: '演示' }),
    ]
    return [...new Set(answers.map(({ status, body }) => `${status} ${body.detail}`))]
  }
  expect(await refused(ADMIN)).toEqual([`403 ${t('zh', 'desk.staff.own')}`])
  for (const other of ['demo.security', 'demo.auditor'])
    expect(await refused(other)).toEqual([`403 ${t('zh', 'desk.staff.notYours')}`])
  for (const role of ['admin', 'security', 'auditor']) {
    const { status, body } = await desk.post(ADMIN, '/staff', fresh({ roles: [role], station: null }))
    expect([status, body.errors?.[0]?.message], role).toEqual([400, t('zh', 'desk.staff.notGranted')])
  }
  const person = fresh()
  await desk.post(ADMIN, '/staff', person)
  const up = { title: '演示', roles: ['auditor'], reason: '演示' }
  expect((await desk.put(ADMIN, `/staff/${person.username}/post`, up)).status).toBe(400)
  for (const who of ['demo.security', 'demo.auditor', 'demo.chief', 'demo.head'])
    expect((await desk.post(who, '/staff', fresh())).status, who).toBe(403)
  const { body } = await desk.get(ADMIN, '/staff/demo.auditor')
  expect(body).toMatchObject({ manageable: false, roles: ['auditor'] })
  expect(ROLE_NAMES.length).toBe(10)
})
