/** The desk behind its login: who gets in, what its pages are like, and what happens when two want the same. */
import { createHmac } from 'node:crypto'
import fs from 'node:fs'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { demoPassword, enterDesk, sessionCookie, signIn } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const OFFICER = 'demo.shunhualu'
const CHIEF = 'demo.chief'
const CLERK = 'demo.desk'
const HEAD = 'demo.head'
const validator = new HtmlValidate(JSON.parse(fs.readFileSync('.htmlvalidate.json', 'utf8')))

let server: RunningServer
const cookies = new Map<string, string>()
let forms: Offered[]
beforeAll(async () => {
  server = await startServer()
  for (const who of [CLERK, CHIEF, HEAD]) cookies.set(who, await sessionCookie(server.base, who))
  forms = await actionForms()
  return server.stop
})
const cookieOf = (who: string) => ({ cookie: cookies.get(who) ?? '' })

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true }).click()
const heading = (page: Page, key: MessageKey) => page.getByRole('heading', { level: 1, name: say(key) }).waitFor()

const post = (address: string, body: object, who = CHIEF) =>
  fetch(server.base + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.base, ...cookieOf(who) },
    body: JSON.stringify(body),
  })

async function fileTicket(draft: object): Promise<string> {
  const response = await post('/api/tickets', draft)
  return ((await response.json()) as { number: string }).number
}

/** RFC 6238, as an authenticator app computes it. */
function oneTimeCode(secret: string): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

describe('signing in', () => {
  test('a wrong password and an unknown name read the same; the name stays, the password does not', async () => {
    const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b40[01]\b/ })
    for (const username of [OFFICER, 'nobody.here']) {
      await signIn(page, username, 'wrong password 1')
      await page.getByRole('alert').getByText(say('desk.login.refused')).waitFor()
      expect(await page.getByLabel(say('desk.login.username')).inputValue()).toBe(username)
      expect(await page.getByLabel(say('desk.login.password')).inputValue()).toBe('')
    }
    await page.goto('/desk/tickets/GX1')
    await heading(page, 'desk.login.title')
  })

  test('nobody can make an account over the network', async () => {
    const body = { email: 'x@example.org', username: 'demo.new', password: 'long enough 123', name: 'x' }
    for (const address of ['/api/auth/sign-up/email', '/api/desk/sign-up', '/desk/sign-up'])
      expect([404, 405], address).toContain((await post(address, body)).status)
    // Accounts are the system administrator's to open, not a chief's.
    expect((await post('/api/desk/staff', { ...body, post: 'dispatcher' })).status).toBe(403)
  })

  test('one-time codes are set up, asked for at the next login, and a backup code opens once', async () => {
    const page = await openPage({ base: server.base, allow: /\b40[01]\b/ })
    const username = 'demo.price'
    await signIn(page, username)
    await page.getByRole('link', { name: say('common.desk.security') }).click()
    await page.getByLabel(say('desk.security.password')).fill(demoPassword(username))
    await press(page, 'desk.security.begin')
    await page.getByRole('img', { name: say('desk.security.qrLabel') }).waitFor()
    const secret = ((await page.getByText(/^[A-Z2-7 ]{32,}$/).textContent()) ?? '').replaceAll(' ', '')
    await expectGood(page)
    await page.getByRole('textbox', { name: say('desk.code.label') }).fill(oneTimeCode(secret))
    await press(page, 'desk.security.confirm')
    await page.getByText(say('desk.security.on')).waitFor()
    const backup = await page.getByRole('listitem').getByRole('code').first().textContent()
    await expectGood(page)

    const enter = async (code: string) => {
      await press(page, 'common.desk.logout')
      await heading(page, 'desk.login.title')
      await signIn(page, username)
      await heading(page, 'desk.code.title')
      await page.getByRole('textbox', { name: say('desk.code.label') }).fill('000000')
      await press(page, 'desk.code.submit')
      await page.getByRole('alert').getByText(say('desk.code.wrong')).waitFor()
      await page.goto('/desk')
      await heading(page, 'desk.login.title')
      await page.goto('/desk/login/code')
      await page.getByRole('textbox', { name: say('desk.code.label') }).fill(code)
      await press(page, 'desk.code.submit')
    }
    await enter(oneTimeCode(secret))
    await heading(page, 'desk.queue.title')
    await enter(backup ?? '')
    await heading(page, 'desk.queue.title')
    await enter(backup ?? '')
    await page.getByRole('alert').getByText(say('desk.code.wrong')).waitFor()
  })
})

/** axe finds nothing, in both schemes and on both widths, and nothing is wider than the screen. */
async function expectGood(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 375],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${page.url()} at ${width}`).toBe(0)
    await expectAccessible(page)
  }
}

interface Offered {
  who: string
  address: string
  /** Inputs of the form, by which forms look alike. */
  requires: string
}

/** Ways through the machines that between them offer every action; the chief walks them, but for what is the head's. */
const WAYS: { draft: object; actions: string[] }[] = [
  { draft: complaintDraft(), actions: ['take', 'accept', 'mediate', 'start-testing'] },
  { draft: complaintDraft(), actions: ['take', 'accept', 'mediate', 'recuse'] },
  { draft: complaintDraft(), actions: ['take', 'accept', 'mediate', 'agree', 'close'] },
  { draft: complaintDraft(), actions: ['return'] },
  { draft: reportDraft(), actions: ['take', 'propose-filing', 'file-case', 'conclude', 'close'] },
  { draft: complaintDraft(), actions: ['take', 'propose-refusal'] },
  { draft: consultationDraft(), actions: [] },
]

interface DeskTicket {
  state: string
  actions: {
    action: string
    requires: string[]
    asks: { name: string; kind: string; options: { value: string }[] }[]
    grounds: { code: string }[]
    outcomes: { id: string }[]
  }[]
}

/** One address for every action somebody is offered somewhere on these ways. */
async function actionForms(): Promise<Offered[]> {
  const found = new Map<string, Offered>()
  const walked = new Set<string>()
  for (const { draft, actions } of WAYS) {
    for (let steps = 0; steps <= actions.length; steps += 1) {
      const way = [JSON.stringify(draft), ...actions.slice(0, steps)].join()
      if (walked.has(way)) continue
      walked.add(way)
      const number = await fileTicket(draft)
      for (const action of actions.slice(0, steps)) await act(number, action)
      for (const who of cookies.keys()) {
        for (const { action, requires, asks } of (await readTicket(number, who)).actions ?? [])
          found.set(action, {
            who,
            address: `/desk/tickets/${number}?act=${action}`,
            requires: [...requires, ...asks.map(({ name }) => name)].join(),
          })
      }
    }
  }
  return [...found.values()]
}

/** Somebody whose ticket it is not gets a problem without actions. */
async function readTicket(number: string, who: string): Promise<Partial<DeskTicket>> {
  const response = await fetch(`${server.base}/api/desk/tickets/${number}`, { headers: cookieOf(who) })
  return (await response.json()) as Partial<DeskTicket>
}

async function act(number: string, action: string): Promise<void> {
  const who = action === 'file-case' ? HEAD : CHIEF
  const { state, actions = [] } = await readTicket(number, who)
  const { asks = [], grounds = [], outcomes = [] } = actions.find((each) => each.action === action) ?? {}
  const words = { reply: '演示：答复。', reason: '演示：说明。' }
  const choice = { ground: grounds[0]?.code, ...(outcomes.length > 1 ? { outcome: outcomes[0]?.id } : {}) }
  const answers = { date: '2026-12-31', yuan: '100.00', number: 'JNGX20260101900001' } as Record<string, string>
  const asked = Object.fromEntries(
    asks.map(({ name, kind, options }) => [name, options[0]?.value ?? answers[kind] ?? '演示']),
  )
  const body = { action, expectedState: state, ...words, ...choice, asked }
  const response = await post(`/api/desk/tickets/${number}/actions`, body, who)
  expect(response.status, `${action} in ${state}: ${await response.clone().text()}`).toBe(200)
}

describe('the pages', () => {
  const still = ['/desk', '/desk?state=all&page=2', '/desk?q=nothing-like-this', '/desk/security', '/en/desk'].map(
    (address): Offered => ({ who: CHIEF, address, requires: address }),
  )

  test('all are valid, kept by nobody, and of no use without a session', async () => {
    expect(forms.length).toBeGreaterThan(15)
    const faults: string[] = []
    for (const { who, address } of [...still, ...forms]) {
      const say = (fault: string) => faults.push(`${address}: ${fault}`)
      const response = await fetch(server.base + address, { headers: cookieOf(who) })
      const html = await response.text()
      if (response.status !== 200) say(`status ${response.status}`)
      if (response.headers.get('cache-control') !== 'no-store') say('may be cached')
      if (!/<meta[^>]*name="robots"[^>]*noindex/.test(html)) say('may be indexed')
      for (const { messages } of (await validator.validateString(html)).results)
        for (const { line, column, message } of messages) say(`${line}:${column} ${message}`)
      const shut = await fetch(server.base + address, { redirect: 'manual' })
      if (shut.status !== 303 || shut.headers.get('cache-control') !== 'no-store') say('open to everybody')
    }
    expect(faults).toEqual([])
  })

  test('axe finds nothing on the queue, a ticket and every kind of form', { timeout: 240_000 }, async () => {
    const kinds = [...new Map([...still, ...forms].map((each) => [each.requires, each])).values()]
    for (const person of cookies.keys()) {
      const page = await openPage({ base: server.base })
      await enterDesk(page, person)
      for (const { address } of kinds.filter(({ who }) => who === person)) {
        await page.goto(address)
        await expectGood(page)
      }
    }
  })

  test('a form sent from another site changes nothing', async () => {
    const number = await fileTicket(complaintDraft())
    const posts = [
      { address: '/desk/login', body: { username: OFFICER, password: demoPassword(OFFICER) } },
      { address: '/desk/logout', body: {} },
      { address: `/desk/tickets/${number}`, body: { act: 'take', step: 'send', state: 'dispatched', version: '2' } },
    ]
    for (const origin of ['https://elsewhere.example', 'null']) {
      for (const { address, body } of posts) {
        const response = await fetch(server.base + address, {
          method: 'POST',
          redirect: 'manual',
          headers: { ...cookieOf(CHIEF), origin },
          body: new URLSearchParams(body),
        })
        expect(response.status, `${address} from ${origin}`).toBe(403)
        expect(response.headers.getSetCookie(), address).toEqual([])
      }
    }
    const ticket = await fetch(`${server.base}/api/desk/tickets/${number}`, { headers: cookieOf(CHIEF) })
    expect(await ticket.json()).toMatchObject({ state: 'dispatched' })
  })
})

test('what was chosen is looked through before it is sent: a split says into what', async () => {
  const number = await fileTicket(complaintDraft())
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await enterDesk(page, OFFICER)
  await page.goto(`/desk/tickets/${number}?act=split`)
  await page.getByRole('radio', { name: say('tickets.kind.report') }).check()
  await press(page, 'desk.act.check')
  const panel = page.locator('.act-panel')
  await panel.getByRole('definition').getByText(say('tickets.kind.report'), { exact: true }).waitFor()
  await press(page, 'desk.act.send')
  await page.waitForURL(`**/desk/tickets/${number}?done=split**`)
})

test('two officers at one ticket: the second is told, and loses no word', async () => {
  const number = await fileTicket(complaintDraft())
  const [first, second] = [
    await openPage({ base: server.base, javaScriptEnabled: false }),
    await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b409\b/ }),
  ]
  await enterDesk(first, OFFICER)
  await enterDesk(second, CHIEF)
  await second.goto(`/desk/tickets/${number}?act=return`)
  await second.getByLabel(say('desk.act.reason')).fill('演示：不在辖区。')
  await first.goto(`/desk/tickets/${number}?act=take`)
  await press(first, 'tickets.action.take')
  await first.getByText(say('desk.act.done', { action: say('tickets.action.take') })).waitFor()
  await press(second, 'tickets.action.return')
  await second.getByRole('alert').getByText(say('desk.act.conflict')).waitFor()
  expect(await second.getByLabel(say('desk.act.unsent')).inputValue()).toBe('演示：不在辖区。')
  await second.getByRole('link', { name: say('tickets.action.accept'), exact: true }).waitFor()
})
