/** E-mail alerts: nothing before the address has confirmed, once a day at most, ended with one call; and the outbox behind them. */
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetUnconfirmed, sendAlerts } from '../../api/disclosures/alerts/send-alerts.ts'
import { disclosureAlerts } from '../../api/disclosures/alerts/tables.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { listMail } from '../../api/mail/list-mail.ts'
import { type Clock, fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { forgetMail } from '../../api/platform/mail/forget-mail.ts'
import { queueMail, type SealedMail, sealContext } from '../../api/platform/mail/queue-mail.ts'
import { sendMail } from '../../api/platform/mail/send-mail.ts'
import { outgoingMail } from '../../api/platform/mail/tables.ts'
import { auditLog, dataKeys } from '../../api/platform/tables.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { type FakeSmtp, startSmtp } from '../fakes/smtp.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const ADDRESS = 'Reader.Yanshi@example.cn'
const FILTER = { type: ['penalty'], topic: ['food'] }
let clock: Clock & { set(instant: string): void }
let api: TestApi
let smtp: FakeSmtp
beforeAll(async () => {
  clock = fixedClock(NOW)
  smtp = await startSmtp()
  api = await openApi({ clock, config: { smtp: { url: smtp.url, from: 'window@example.cn' } } })
  return async () => {
    await api.close()
    await smtp.stop()
  }
})
beforeEach(async () => {
  clock.set(NOW)
  smtp.mails.length = 0
  smtp.answer = () => '250 OK'
  await api.deps.db.delete(disclosureAlerts)
  await api.deps.db.delete(outgoingMail)
  await api.deps.db.delete(dataKeys)
})

let serial = 0
async function publish(change: Parameters<typeof penalty>[0] = {}) {
  serial += 1
  await publishDisclosure(
    api.deps,
    systemContext('test'),
    penalty({ documentNumber: `演示罚〔2026〕信${serial}号`, ...change }),
  )
  await applyOutbox(api.deps)
}

/** Mails of the outbox, opened, oldest first. */
async function outbox() {
  const rows = await api.deps.db
    .select()
    .from(outgoingMail)
    .innerJoin(dataKeys, eq(dataKeys.id, outgoingMail.dataKeyId))
    .orderBy(outgoingMail.createdAt)
  return rows.map(({ outgoing_mail: mail, data_keys: { wrapped } }) => ({
    ...mail,
    ...api.deps.vault.open<SealedMail>(wrapped, sealContext(mail.id), mail.sealed),
  }))
}
const passIn = (text: string, page: 'confirm' | 'end') => {
  const [, pass] = new RegExp(`/disclosures/alerts/${page}\\?t=([\\w-]+)`).exec(text) ?? []
  if (!pass) throw new Error(`no link to ${page} in: ${text}`)
  return pass
}
const ask = (filter: object = FILTER, email = ADDRESS) => api.post('/api/disclosures/alerts', { email, filter })
async function subscribe(filter: object = FILTER): Promise<void> {
  await ask(filter)
  const mail = (await outbox()).at(-1)
  await api.post('/api/disclosures/alerts/confirm', { t: passIn(mail?.text ?? '', 'confirm') })
}

test('asked, confirmed, told once a day, ended: and then nothing of the address is left', async () => {
  await publish()
  clock.set('2026-11-22T10:30:00+08:00')
  expect((await ask()).status).toBe(202)
  const [asked] = await outbox()
  expect(asked).toMatchObject({ kind: 'alert-confirm', to: ADDRESS.toLowerCase() })
  expect(asked?.text).toContain('食品类行政处罚')
  clock.set('2026-11-23T08:05:00+08:00')
  await publish({ partyName: '演示未确认店' })
  expect(await sendAlerts(api.deps)).toBe(0)

  const pass = passIn(asked?.text ?? '', 'confirm')
  expect(await (await api.request(`/api/disclosures/alerts/link?use=confirm&t=${pass}`)).json()).toEqual({
    what: '食品类行政处罚',
    state: 'asked',
  })
  clock.set('2026-11-23T09:00:00+08:00')
  expect((await api.post('/api/disclosures/alerts/confirm', { t: pass })).status).toBe(200)
  expect(await (await api.post('/api/disclosures/alerts/confirm', { t: pass })).json()).toMatchObject({
    state: 'confirmed',
  })

  await publish({ partyName: '演示新店' })
  await publish({ partyName: '演示价格店', topic: 'price', breach: 'price-marking' })
  clock.set('2026-11-24T08:05:00+08:00')
  expect(await sendAlerts(api.deps)).toBe(1)
  expect(await sendAlerts(api.deps)).toBe(0)
  const news = (await outbox()).at(-1)
  expect(news?.text).toContain('演示新店')
  for (const other of ['演示未确认店', '演示价格店', '演示测试面馆']) expect(news?.text).not.toContain(other)

  await publish({ partyName: '演示当日又一店' })
  clock.set('2026-11-24T20:00:00+08:00')
  expect(await sendAlerts(api.deps)).toBe(0)
  clock.set('2026-11-25T08:05:00+08:00')
  expect(await sendAlerts(api.deps)).toBe(1)

  const oneClick = new URL(news?.unsubscribe ?? '')
  const ended = await api.request(oneClick.pathname + oneClick.search, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(await ended.json()).toEqual({ what: null, state: 'ended' })
  expect(await api.deps.db.select().from(disclosureAlerts)).toEqual([])
  await publish()
  clock.set('2026-11-26T08:05:00+08:00')
  expect(await sendAlerts(api.deps)).toBe(0)
  expect((await api.post('/api/disclosures/alerts/confirm', { t: pass })).status).toBe(404)
  await forgetMail(api.deps, new Date('2027-01-01T00:00:00Z'))
  expect(await api.deps.db.select().from(dataKeys)).toEqual([])
  const told = JSON.stringify([await api.deps.db.select().from(auditLog), await api.logs()])
  expect(told.toLowerCase()).not.toContain('reader.yanshi')
  expect(told).toContain('alert.confirmed')
})

test('words to find are followed too', async () => {
  await subscribe({ q: '鹦鹉' })
  clock.set('2026-11-22T12:00:00+08:00')
  await publish({ partyName: '演示鹦鹉面馆' })
  await publish({ partyName: '演示别的店' })
  clock.set('2026-11-23T08:05:00+08:00')
  expect(await sendAlerts(api.deps)).toBe(1)
  const news = (await outbox()).at(-1)
  expect(news?.subject).toContain('1 件')
  expect(news?.text).toContain('演示鹦鹉面馆')
})

test('nobody learns who has an alert: known or not, the answer is the same', async () => {
  await subscribe()
  const known = await ask()
  const unknown = await ask(FILTER, 'somebody.else@example.cn')
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  expect((await outbox()).map(({ kind }) => kind)).toEqual(['alert-confirm', 'alert-known', 'alert-confirm'])
  const forged = await api.request('/api/disclosures/alerts/link?use=end&t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  expect(forged.status).toBe(404)
  const wrong = await ask(FILTER, 'not an address')
  expect(wrong.status).toBe(400)
})

test('a link to confirm is good for a week; then the asking is forgotten', async () => {
  await ask()
  const [mail] = await outbox()
  const t = passIn(mail?.text ?? '', 'confirm')
  clock.set('2026-11-30T10:00:00+08:00')
  expect((await api.post('/api/disclosures/alerts/confirm', { t })).status).toBe(404)
  await forgetUnconfirmed(api.deps)
  expect(await api.deps.db.select().from(disclosureAlerts)).toEqual([])
})

test('one mailbox is not filled by others, and one caller does not ask for many', async () => {
  clock.set('2026-12-01T10:00:00+08:00')
  const strict = await openApi({ clock, database: api.database, config: { rateLimitFactor: 1 } })
  const askStrictly = (email: string) => strict.post('/api/disclosures/alerts', { email, filter: { q: email } })
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await askStrictly('victim@example.cn')).status)
  expect(statuses).toEqual([202, 202, 202, 202, 202])
  expect(await outbox()).toHaveLength(3)
  for (let n = 0; n < 5; n++) await askStrictly(`reader${n}@example.cn`)
  expect((await askStrictly('reader9@example.cn')).status).toBe(429)
  await strict.close()
})

test('the outbox sends once, with a way out in the head; tries again when told to wait, and gives up when refused', async () => {
  await subscribe()
  clock.set('2026-11-22T12:00:00+08:00')
  await publish({ partyName: '演示新店' })
  clock.set('2026-11-23T08:05:00+08:00')
  await sendAlerts(api.deps)
  expect(await Promise.all([sendMail(api.deps), sendMail(api.deps)])).toEqual(expect.arrayContaining([2, 0]))
  expect(await sendMail(api.deps)).toBe(0)
  const news = smtp.mails.find((mail) => mail.includes('List-Unsubscribe:')) ?? ''
  expect(news).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(news).toMatch(/Message-ID: <[0-9a-f-]{36}@/i)
  expect((await outbox()).map(({ state }) => state)).toEqual(['sent', 'sent'])

  smtp.answer = (line) => (line.includes('later') ? '451 busy' : line.includes('never') ? '550 nobody' : '250 OK')
  await ask(FILTER, 'later@example.cn')
  await ask(FILTER, 'never@example.cn')
  expect(await sendMail(api.deps)).toBe(0)
  const states = async () =>
    (await outbox())
      .slice(2)
      .map(({ to, state, failure }) => `${to} ${state} ${failure}`)
      .sort()
  expect(await states()).toEqual(['later@example.cn waiting 451', 'never@example.cn failed 550'])
  smtp.answer = () => '250 OK'
  expect(await sendMail(api.deps)).toBe(0)
  clock.set('2026-11-23T08:06:01+08:00')
  expect(await sendMail(api.deps)).toBe(1)
  expect(await states()).toEqual(['later@example.cn sent null', 'never@example.cn failed 550'])
})

test('a mail left claimed by a process that died is sent again under the same id', async () => {
  await ask()
  await api.deps.db.update(outgoingMail).set({ state: 'sending', notBefore: new Date('2026-11-22T02:10:00Z') })
  expect(await sendMail(api.deps)).toBe(0)
  clock.set('2026-11-22T10:11:00+08:00')
  expect(await sendMail(api.deps)).toBe(1)
})

test('without a server the demo keeps mails in the outbox; a production portal says that it sends none', async () => {
  const demo = await openApi({ clock, database: api.database })
  expect((await demo.post('/api/disclosures/alerts', { email: ADDRESS, filter: {} })).status).toBe(202)
  expect(await sendMail(demo.deps)).toBe(0)
  await demo.close()
  const real = await openApi({ clock, database: api.database, config: { production: true, smtp: undefined } })
  expect((await real.post('/api/disclosures/alerts', { email: ADDRESS, filter: {} })).status).toBe(503)
  await real.close()
})

test('the outbox is for administrators; in production they see kinds and states alone', async () => {
  await ask()
  expect((await api.request('/api/desk/mail')).status).toBe(401)
  const officer = {
    ...systemContext('test'),
    actor: { kind: 'staff', id: 'x', permissions: ['tickets.read'] } as const,
  }
  await expect(
    listMail(api.deps, { ...officer, actor: { ...officer.actor, station: null, section: null } }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  const [mail] = (await listMail(api.deps, systemContext('test'))).items
  expect(mail?.words?.to).toBe(ADDRESS.toLowerCase())
  const production = { ...api.deps, config: { ...api.deps.config, production: true } }
  const [hidden] = (await listMail(production, systemContext('test'))).items
  expect(hidden).toMatchObject({ kind: 'alert-confirm', state: 'waiting', words: null })
})

test('what the mail server has taken is marked when the database is back, and never goes out again', async () => {
  await queueMail(api.deps, api.deps.db, { to: ADDRESS, kind: 'test', subject: '演示', text: '演示。' })
  let away = 2
  const gone = () => {
    away -= 1
    throw Object.assign(new Error('the database is away'), { code: 'CONNECTION_CLOSED' })
  }
  const db = new Proxy(api.deps.db, {
    get: (target, name) => (name === 'update' && away > 0 && smtp.mails.length > 0 ? gone : Reflect.get(target, name)),
  })
  expect(await sendMail({ ...api.deps, db })).toBe(1)
  expect(away).toBe(0)
  clock.set('2026-11-22T12:00:00+08:00')
  expect(await sendMail(api.deps)).toBe(0)
  expect(smtp.mails).toHaveLength(1)
})
