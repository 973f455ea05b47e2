/** Filing by plain forms, without a script: what is wrong, what is kept, and what never happens twice. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { openPage } from '../harness/browser.ts'
import { SCRIPT } from '../harness/hostile.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const plainPage = (allow?: RegExp) =>
  openPage({ base: server.base, javaScriptEnabled: false, ...(allow ? { allow } : {}) })
const box = (page: Page, key: MessageKey) => page.getByRole('textbox', { name: say(key) })
const press = (page: Page, key: MessageKey, params?: MessageParams) =>
  page.getByRole('button', { name: say(key, params) }).click()
const next = (page: Page) => press(page, 'tickets.new.next')
const heading = (page: Page, key: MessageKey, params?: MessageParams) =>
  page.getByRole('heading', { level: 1, name: say(key, params) }).waitFor()
/** Kind and first branch of the problem tree, chosen by following links. */
const start = async (page: Page, kind: 'complaint' | 'report') => {
  await page.goto('/tickets/new')
  await page.getByRole('link', { name: say(`tickets.start.${kind}`) }).click()
  const { groups } = (await (await fetch(`${server.base}/api/problems`)).json()) as {
    groups: { title: { zh: string } }[]
  }
  await page.getByRole('link', { name: groups[0]?.title.zh ?? '' }).click()
}

/** The summary has the focus and the field's own words; its link leads to the field. */
async function expectWrong(page: Page, words: string, field: ReturnType<typeof box>): Promise<void> {
  const summary = page.getByRole('alert')
  await summary.waitFor()
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await summary.getByRole('link', { name: words }).click()
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  const id = String(await field.getAttribute('aria-describedby')).split(' ')
  const described = await Promise.all(id.map((each) => page.locator(`#${each}`).textContent()))
  expect(described.join(' ')).toContain(words)
}

/** Opens a draft that lacks nothing but the declaration, as the assistant or the forms would leave it. */
async function openDraft(changes: Parameters<typeof complaintDraft>[0] = {}): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const response = await fetch(`${server.base}/api/assistant/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(complaintDraft({ occurredOn: today, declaredTrue: false, ...changes })),
  })
  expect(response.status).toBeLessThan(300)
  return ((await response.json()) as { conversationId: string }).conversationId
}

const declareAndSend = async (page: Page) => {
  await page.getByLabel(say('tickets.check.declare')).check()
  await press(page, 'tickets.check.send', { kind: say('tickets.kind.complaint') })
}
const receiptNumber = async (page: Page) => {
  await heading(page, 'tickets.receipt.title', { kind: say('tickets.kind.complaint') })
  return page
    .getByRole('region', { name: say('tickets.receipt.keep') })
    .getByRole('definition')
    .first()
    .textContent()
}

test('a complaint step by step: what is wrong is said at its field, what was typed stays', async () => {
  const page = await plainPage(/\b400\b/)
  await start(page, 'complaint')
  await next(page)
  await expectWrong(page, say('tickets.error.narrative'), box(page, 'tickets.ask.narrative'))
  await box(page, 'tickets.ask.narrative').fill(complaintDraft().narrative)
  await next(page)

  await heading(page, 'tickets.heading.business')
  await box(page, 'tickets.ask.name').fill('演示烤肉店')
  await box(page, 'tickets.ask.place').fill('舜华路')
  await next(page)

  await box(page, 'tickets.ask.item').fill('烤肉')
  await box(page, 'tickets.ask.amount').fill('很多钱')
  await page.getByLabel(say('tickets.request.refund'), { exact: true }).check()
  await page.getByLabel(say('tickets.dailyLife.yes')).check()
  await next(page)
  await expectWrong(page, say('tickets.error.money'), box(page, 'tickets.ask.amount'))
  expect(await box(page, 'tickets.ask.amount').inputValue()).toBe('很多钱')
  expect(await box(page, 'tickets.ask.item').inputValue()).toBe('烤肉')
  expect(await page.getByLabel(say('tickets.request.refund'), { exact: true }).isChecked()).toBe(true)
  await box(page, 'tickets.ask.amount').fill('三百五十八')
  await next(page)

  await heading(page, 'tickets.heading.you')
  await box(page, 'tickets.ask.contactName').fill('演示 王小明')
  await box(page, 'tickets.ask.contactPhone').fill('123')
  await box(page, 'tickets.ask.contactAddress').fill('演示市演示路 1 号')
  await next(page)
  await expectWrong(page, say('tickets.error.phone'), box(page, 'tickets.ask.contactPhone'))
  expect(await box(page, 'tickets.ask.contactPhone').inputValue()).toBe('123')
  expect(await box(page, 'tickets.ask.contactName').inputValue()).toBe('演示 王小明')
  await box(page, 'tickets.ask.contactPhone').fill('１３８ ００００ ０００１')
  await next(page)

  await heading(page, 'tickets.check.title')
  await page.getByRole('definition').filter({ hasText: '358' }).first().waitFor()
  await press(page, 'tickets.check.send', { kind: say('tickets.kind.complaint') })
  await page
    .getByRole('alert')
    .getByRole('link', { name: say('errors.missing.declaredTrue') })
    .waitFor()
  await declareAndSend(page)
  expect(await receiptNumber(page)).toMatch(/\d{10}/)
})

test('who jumps ahead is sent back to the first step that is open, and told', async () => {
  const page = await plainPage()
  const c = await openDraft({ contact: {} })
  await page.goto(`/tickets/new/check?c=${c}`)
  await heading(page, 'tickets.heading.you')
  await page.getByRole('alert').getByText(say('tickets.new.first')).waitFor()
})

test('back, refresh, a second window and a second click file nothing twice', async () => {
  const [page, other] = [await plainPage(), await plainPage()]
  const address = `/tickets/new/check?c=${await openDraft()}`
  await other.goto(address)
  await page.goto(address)
  await declareAndSend(page)
  const number = await receiptNumber(page)
  await page.reload()
  expect(await receiptNumber(page)).toBe(number)
  await page.goBack()
  await heading(page, 'tickets.none.filedTitle')
  await page.getByText(say('tickets.none.filed', { number: String(number) })).waitFor()
  await declareAndSend(other)
  expect(await receiptNumber(other)).toBe(number)
})

test('only the place is known: nothing blocks, and complaints made already are told before the facts', async () => {
  const page = await plainPage()
  const name = '演示同名烧烤摊'
  for (let filed = 0; filed < 6; filed++) {
    const today = new Date().toISOString().slice(0, 10)
    const draft = complaintDraft({ respondent: { name }, occurredOn: today })
    const response = await fetch(`${server.base}/api/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
    })
    expect(response.status).toBe(201)
  }
  const c = await openDraft({ respondent: {}, place: undefined, requests: [] })
  await page.goto(`/tickets/new/business?c=${c}`)
  await box(page, 'tickets.ask.place').fill('舜华路 8 号')
  await next(page)
  await heading(page, 'tickets.headingFacts.complaint')
  const link = page.getByRole('link', { name: say('tickets.already.track') })
  await link.waitFor()
  expect(await page.getByText(name).count()).toBe(0)

  await page.goto(`/tickets/new/business?c=${c}`)
  await page.getByLabel(say('tickets.where.shop')).check()
  await box(page, 'tickets.ask.name').fill(name)
  await next(page)
  await page.getByText(say('tickets.already.sameProblem', { name, days: 90, count: 5 })).waitFor()
  await page.goto(`/en/tickets/new/facts?c=${c}`)
  await page.getByText(t('en', 'tickets.already.sameProblem', { name, days: 90, count: 5 })).waitFor()
  await page.goto(`/tickets/new/facts?c=${c}`)
  await page.getByLabel(say('tickets.request.refund'), { exact: true }).check()
  await next(page)
  await heading(page, 'tickets.heading.you')
  await page.goBack()
  await link.click()
  await heading(page, 'tickets.track.title')
})

test('a script in every box is shown as the text it is', async () => {
  const page = await openPage({ base: server.base })
  page.on('dialog', () => expect.unreachable('a script of the reader ran'))
  const c = await openDraft({
    narrative: `${SCRIPT} 多收了 60 元`,
    place: { text: `舜华路 ${SCRIPT}` },
    respondent: { name: SCRIPT },
    purchase: { item: SCRIPT, amountYuan: '358.00', forDailyLife: true },
    contact: { name: SCRIPT, phone: '13800000001', address: SCRIPT },
    evidence: SCRIPT,
  })
  for (const step of ['problem', 'business', 'facts', 'you', 'check']) {
    await page.goto(`/tickets/new/${step}?c=${c}`)
    expect(await page.content(), step).not.toContain(SCRIPT)
  }
  expect(await page.getByRole('definition').filter({ hasText: SCRIPT }).count()).toBeGreaterThanOrEqual(6)
  await page.goto(`/assistant?c=${c}`)
  await page.getByRole('definition').filter({ hasText: SCRIPT }).first().waitFor()
  await page.goto(`/tickets/new/check?c=${c}`)
  await declareAndSend(page)
  await page.getByRole('link', { name: say('tickets.receipt.toTicket') }).click()
  await page.getByText(`${SCRIPT} 多收了 60 元`).waitFor()
})

test('a wrong code and a wrong number are answered with the same words', async () => {
  const page = await plainPage(/\b(400|404)\b/)
  const response = await fetch(`${server.base}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(complaintDraft({ occurredOn: new Date().toISOString().slice(0, 10) })),
  })
  const { number, queryCode } = (await response.json()) as { number: string; queryCode: string }
  const answer = async (typedNumber: string, code: string) => {
    await page.goto('/tickets/track')
    await box(page, 'tickets.track.number').fill(typedNumber)
    await box(page, 'tickets.track.code').fill(code)
    const [reply] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      press(page, 'tickets.track.send'),
    ])
    const words = await page.getByRole('alert').textContent()
    expect(await box(page, 'tickets.track.number').inputValue()).toBe(typedNumber)
    return [reply.status(), words]
  }
  const unknown = number.replace(/\d{4}$/, (tail) => String((Number(tail) + 5000) % 10_000).padStart(4, '0'))
  expect(await answer(unknown, queryCode)).toEqual(await answer(number, 'AAAAAAAA'))
  await page.goto('/tickets/track')
  await press(page, 'tickets.track.send')
  await expectWrong(page, say('tickets.error.number'), box(page, 'tickets.track.number'))
  await box(page, 'tickets.track.number').fill(` ${number.toLowerCase()} `)
  await box(page, 'tickets.track.code').fill(queryCode.toLowerCase())
  await press(page, 'tickets.track.send')
  await page.getByRole('region', { name: say('tickets.page.timeline') }).waitFor()
})

test('a report stays anonymous to the end', async () => {
  const page = await plainPage()
  await start(page, 'report')
  await box(page, 'tickets.ask.narrative').fill('演示：路口的摊子在卖过期牛奶，货架上有十几盒。')
  await next(page)
  await page.getByLabel(say('tickets.where.unknown')).check()
  await next(page)
  await box(page, 'tickets.ask.allegation').fill('卖过期食品')
  await next(page)
  await page.getByRole('radio', { name: say('tickets.anonymity.yesHint') }).check()
  await next(page)
  await heading(page, 'tickets.check.title')
  await page
    .getByRole('definition')
    .filter({ hasText: say('tickets.anonymous') })
    .first()
    .waitFor()
  await press(page, 'tickets.check.send', { kind: say('tickets.kind.report') })
  await heading(page, 'tickets.receipt.title', { kind: say('tickets.kind.report') })
  await page.getByRole('link', { name: say('tickets.receipt.toTicket') }).click()
  await page.getByRole('region', { name: say('tickets.page.timeline') }).waitFor()
})
