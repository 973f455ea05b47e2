/** Staff and their own access: sessions seen and ended, the password changed, the lock after too many tries. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { createStaff } from '../../api/staff/create-staff.ts'
import type { Role } from '../../api/staff/permissions.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36'
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1'
const FRESH = 'Yichuang-2026-x'
const clock = fixedClock(NOW)
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock, config: { rateLimitFactor: 1 } })
})
afterAll(() => api.close())

const own = { 'sec-fetch-site': 'same-origin' }
let serial = 0
async function account(role: Role = 'clerk'): Promise<{ username: string; password: string; id: string }> {
  serial += 1
  const person = { username: `wang.${serial}`, name: '演示', title: '演示', roles: [role], demo: true }
  return createStaff(api.deps, systemContext('test'), person)
}
async function signIn(username: string, password: string, browser = CHROME): Promise<string> {
  const response = await api.post('/api/desk/login', { username, password }, { ...own, 'user-agent': browser })
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
const post = async (cookie: string, path: string, body: unknown) => {
  const response = await api.post(`/api/desk${path}`, body, { cookie, ...own })
  return { status: response.status, body: response.status === 204 ? null : await response.json() }
}
const lives = async (cookie: string) => (await get(cookie, '/session')).status === 200
const audited = (id: string) =>
  api.deps
    .sql`select action, after, reason, actor_id from audit_log where entity = 'staff' and entity_id = ${id} order by at, id`

test('the sessions of one’s own, this browser marked; one is ended, then all others', async () => {
  const { username, password, id } = await account()
  const here = await signIn(username, password)
  const phone = await signIn(username, password, PHONE)
  const third = await signIn(username, password, 'x'.repeat(5000))
  const { items } = (await get(here, '/security/sessions')).body
  const shown = items.map(({ device, here: mark }: { device: string; here: boolean }) => [device, mark])
  expect(shown.sort()).toEqual(
    [
      ['Chrome, Windows', true],
      ['Safari, iOS', false],
      [null, false],
    ].sort(),
  )
  expect(JSON.stringify(items)).not.toContain('token')

  const onPhone = items.find(({ device }: { device: string }) => device === 'Safari, iOS')
  expect((await post(here, '/security/sessions/end', { id: onPhone.id })).body).toEqual({ ended: 1 })
  expect([await lives(here), await lives(phone), await lives(third)]).toEqual([true, false, true])
  expect((await post(here, '/security/sessions/end', { id: onPhone.id })).status).toBe(404)
  expect((await post(here, '/security/sessions/end', { others: true })).body).toEqual({ ended: 1 })
  expect([await lives(here), await lives(third)]).toEqual([true, false])
  expect((await audited(id)).filter(({ action }) => action === 'staff.sessions-ended').length).toBe(2)
})

test('nobody ends a session of somebody else by its id', async () => {
  const [one, two] = [await account(), await account()]
  const [mine, theirs] = [await signIn(one.username, one.password), await signIn(two.username, two.password)]
  const [session] = (await get(theirs, '/security/sessions')).body.items
  expect((await post(mine, '/security/sessions/end', { id: session.id })).status).toBe(404)
  expect(await lives(theirs)).toBe(true)
})

test('the security administrator sees and ends the sessions of an account, with a reason', async () => {
  const [clerk, guardian] = [await account(), await account('security')]
  const theirs = await signIn(clerk.username, clerk.password)
  const cookie = await signIn(guardian.username, guardian.password)
  const list = await get(cookie, `/staff/${clerk.username}/sessions`)
  expect(list.body).toMatchObject({ username: clerk.username, items: [{ device: 'Chrome, Windows', here: false }] })
  expect((await get(cookie, '/staff/nobody.here/sessions')).status).toBe(404)
  expect((await post(cookie, `/staff/${clerk.username}/sessions/end`, { reason: ' ' })).status).toBe(400)
  const ended = await post(cookie, `/staff/${clerk.username}/sessions/end`, { reason: '演示：手机丢了。' })
  expect(ended.body).toEqual({ ended: 1 })
  expect(await lives(theirs)).toBe(false)
  const rows = await audited(clerk.id)
  expect(rows.find(({ action }) => action === 'staff.sessions-ended')).toMatchObject({
    actor_id: guardian.id,
    reason: '演示：手机丢了。',
  })
})

test('keys of hotlines: shown once, open their own door, and nothing once taken back', async () => {
  const guardian = await account('security')
  const cookie = await signIn(guardian.username, guardian.password)
  expect((await post(cookie, '/keys', { source: '110', label: '演示' })).status).toBe(400)
  expect((await post(cookie, '/keys', { source: '12345', label: ' ' })).status).toBe(400)
  const { id, key } = (await post(cookie, '/keys', { source: '12345', label: '演示热线平台' })).body
  const listed = await get(cookie, '/keys')
  expect(listed.body.items).toMatchObject([{ id, source: '12345', label: '演示热线平台', revokedAt: null }])
  expect(JSON.stringify(listed.body)).not.toContain(key)
  const asks = async (source: string) =>
    (await api.request(`/api/hotlines/${source}/replies`, { headers: { authorization: `Bearer ${key}` } })).status
  expect([await asks('12345'), await asks('12315')]).toEqual([200, 403])
  expect((await post(cookie, `/keys/${id}/revocation`, { reason: '演示：换新密钥。' })).status).toBe(204)
  expect((await post(cookie, `/keys/${id}/revocation`, { reason: '演示' })).status).toBe(404)
  expect(await asks('12345')).toBe(403)
  const [row] = await api.deps.sql`select actor_id, reason from audit_log where action = 'api-key.revoked'`
  expect(row).toEqual({ actor_id: guardian.id, reason: '演示：换新密钥。' })
})

test('the audit administrator reads who did what, page by page, and finds a person’s acts; nobody can change a row', async () => {
  const [auditor, clerk] = [await account('auditor'), await account()]
  const cookie = await signIn(auditor.username, auditor.password)
  await signIn(clerk.username, clerk.password)
  const all = (await get(cookie, '/audit?limit=2')).body
  expect([all.items.length, all.next]).toEqual([2, all.items[1].id])
  const older = (await get(cookie, `/audit?limit=2&before=${all.next}`)).body.items
  expect(older.map(({ id }: { id: string }) => id)).not.toContain(all.next)
  const acts = (await get(cookie, `/audit?who=${clerk.username}&from=2026-11-22&to=2026-11-22`)).body.items
  expect(acts).toMatchObject([{ action: 'staff.sign-in', actor: clerk.username, actorName: '演示', entity: 'staff' }])
  expect((await get(cookie, `/audit?who=${clerk.username}&to=2026-11-21`)).body.items).toEqual([])
  expect((await get(cookie, '/audit?action=staff.created')).body.items.length).toBeGreaterThan(1)
  expect((await get(cookie, '/audit?who=nobody.here')).body.items).toEqual([])
  await expect(api.deps.sql`delete from audit_log`).rejects.toThrow()
})

test('a password is changed by whoever knows the old one; every other session ends', async () => {
  const { username, password, id } = await account()
  const [here, phone] = [await signIn(username, password), await signIn(username, password, PHONE)]
  const change = (old: string, fresh: string, again = fresh) => post(here, '/security/password', { old, fresh, again })
  const at = async (answer: ReturnType<typeof change>) => {
    const { status, body } = await answer
    return [status, body?.errors?.[0]?.path]
  }
  expect(await at(change('not the old one', FRESH))).toEqual([400, 'old'])
  expect(await at(change(password, 'Kurz-1'))).toEqual([400, 'fresh'])
  expect(await at(change(password, 'only small letters'))).toEqual([400, 'fresh'])
  expect(await at(change(password, FRESH, `${FRESH}y`))).toEqual([400, 'again'])
  expect(await lives(phone)).toBe(true)
  expect((await change(password, FRESH)).status).toBe(204)
  expect([await lives(here), await lives(phone)]).toEqual([true, false])
  expect((await post('', '/login', { username, password })).status).toBe(401)
  expect(await lives(await signIn(username, FRESH))).toBe(true)
  const rows = await audited(id)
  expect(rows.find(({ action }) => action === 'staff.password-changed')).toMatchObject({ after: { sessionsEnded: 1 } })
  expect(JSON.stringify([rows, await api.logs()])).not.toContain(FRESH)
})

test('guessing the old password in an open session comes to an end as well', async () => {
  const { username, password } = await account()
  const cookie = await signIn(username, password)
  const { codes } = api.deps.content.staffAccess.lockout
  const guess = (old: string) => post(cookie, '/security/password', { old, fresh: FRESH, again: FRESH })
  for (let i = 0; i < codes * 2; i += 1) expect((await guess(`guess ${i}`)).status).toBe(400)
  expect((await guess(password)).status).toBe(429)
})

test('after too many tries the right password is refused too, with the time to try again; then it opens', async () => {
  const { username, password } = await account()
  const { perAccount, minutes } = api.deps.content.staffAccess.lockout
  const attempt = async (name: string, secret: string) => {
    const response = await api.post('/api/desk/login', { username: name, password: secret }, own)
    return { status: response.status, wait: response.headers.get('retry-after'), body: await response.json() }
  }
  for (const name of [username, 'nobody.here']) {
    clock.set('2026-11-22T10:01:00+08:00')
    for (let i = 0; i < perAccount; i += 1) expect((await attempt(name, 'wrong')).status).toBe(401)
    const locked = await attempt(name, password)
    expect(locked).toMatchObject({ status: 429, wait: String((minutes - 1) * 60) })
    expect(locked.body.detail).toContain('10:15')
    clock.set('2026-11-22T10:16:00+08:00')
    await api.deps.sql`delete from rate_limits where bucket like 'staff-sign-in-client%'`
  }
  expect((await attempt(username, password)).status).toBe(200)
})
