/** One complaint all the way: told in plain words, corrected, filed, followed, handled at the desk, rated. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Locale, type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { openPage, type PageOptions } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type Hands, keyboard, pointer } from '../harness/hands.ts'
import { type RunningServer, startServer } from '../harness/server.ts'
import { invite, knock } from '../harness/trader.ts'

const STORY = '我昨天在舜华路的演示烤肉店吃饭花了358元，结账时多收了60元服务费，菜单上没写，要求退钱'
const STEPS = ['take', 'accept', 'ask-consent', 'mediate', 'agree', 'close'] as const
const CLAIM = '演示：退还多收的60元服务费。'
const REPLY = '演示：商家当天退还服务费58元。'
/** What the officer says with a step, beyond that it is done. */
const FIELDS: Partial<Record<(typeof STEPS)[number], Record<string, string>>> = {
  mediate: { 'asked.consentHow': '演示：电话里双方都同意。' },
  agree: { reply: REPLY, 'asked.terms': '演示：当天退还服务费。', 'asked.performBy': '2027-12-01' },
}

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

interface Reader {
  page: Page
  hands: Hands
  locale: Locale
  say: (key: MessageKey, params?: MessageParams) => string
  /** Whether the page's own scripts run. */
  scripts: boolean
}

async function reader(options: Omit<PageOptions, 'base'>, byKeyboard = false): Promise<Reader> {
  const page = await openPage({ base: server.base, ...options })
  const locale = options.locale === 'en' ? 'en' : 'zh'
  return {
    page,
    hands: byKeyboard ? keyboard(page) : pointer,
    locale,
    say: (key, params) => t(locale, key, params),
    scripts: options.javaScriptEnabled ?? true,
  }
}

/** Tells the story; the ticket beside the conversation shows what was understood. */
async function tell({ page, hands, locale, say, scripts }: Reader): Promise<void> {
  let posted = false
  page.on('request', (request) => {
    posted ||= request.isNavigationRequest() && request.method() === 'POST'
  })
  await page.goto(locale === 'en' ? '/en/assistant' : '/assistant')
  if (scripts) await page.locator('astro-island[ssr]').waitFor({ state: 'detached' })
  await hands.type(page.getByLabel(say('assistant.label'), { exact: true }), STORY)
  await hands.press(page.getByRole('button', { name: say('assistant.send') }))
  const card = page.getByRole('region', { name: say('tickets.kind.complaint') })
  for (const value of ['演示烤肉店', '358', '60']) await expectText(card, value)
  expect(posted, 'a form post only where no script runs').toBe(!scripts)
}

/** Puts the amount right where it stands in the ticket, and fills in what is still missing by the form. */
async function correctAndFill({ page, hands, say }: Reader): Promise<void> {
  const press = (key: MessageKey) => hands.press(page.getByRole('button', { name: say(key) }))
  const box = (key: MessageKey) => page.getByRole('textbox', { name: say(key) })
  await hands.press(page.getByRole('link', { name: say('common.changeWhat', { what: say('tickets.field.claim') }) }))
  await hands.type(box('tickets.field.claim'), '58')
  await press('assistant.edit.save')
  await expectText(page.getByRole('region', { name: say('tickets.kind.complaint') }), '58')
  await hands.press(page.getByRole('link', { name: say('assistant.plainLink') }))
  await heading(page, say('tickets.heading.you'))
  await hands.press(page.getByRole('link', { name: say('tickets.step.facts'), exact: true }))
  await hands.tick(page.getByLabel(say('tickets.dailyLife.yes')))
  await press('tickets.new.next')
  await hands.type(box('tickets.ask.contactName'), '演示 王小明')
  await hands.type(box('tickets.ask.contactPhone'), '13800000001')
  await hands.type(box('tickets.ask.contactAddress'), '演示市演示路 1 号')
  await press('tickets.new.next')
}

async function fileIt({ page, hands, say }: Reader): Promise<{ number: string; code: string }> {
  const kind = say('tickets.kind.complaint').toLowerCase()
  await heading(page, say('tickets.check.title'))
  await expectText(page.getByRole('main'), '58')
  await hands.tick(page.getByLabel(say('tickets.check.declare')))
  await hands.press(page.getByRole('button', { name: say('tickets.check.send', { kind }) }))
  await heading(page, say('tickets.receipt.title', { kind }))
  const slip = page.getByRole('region', { name: say('tickets.receipt.keep') }).getByRole('definition')
  const [number = '', code = ''] = (await slip.allTextContents()).map((each) => each.trim())
  expect(number).toMatch(/^[A-Z]+\d{10,}$/)
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
  const dates = page.getByRole('region', { name: say('tickets.receipt.promises') })
  expect(await dates.getByRole('time').count()).toBeGreaterThan(1)
  await hands.press(dates.getByText(say('common.why.title')).first())
  await expectText(dates, say('common.why.sum'))
  await expectText(dates, say('common.why.basis'))
  return { number, code }
}

/** From the receipt to the ticket's own page, as somebody who wrote number and code down. */
async function follow({ page, hands, say }: Reader, { number, code }: { number: string; code: string }) {
  await hands.press(page.getByRole('main').getByRole('link', { name: say('tickets.receipt.trackLink') }))
  expect(await page.getByLabel(say('tickets.track.number')).inputValue()).toBe(number)
  await hands.type(page.getByLabel(say('tickets.track.code')), code)
  await hands.press(page.getByRole('button', { name: say('tickets.track.send') }))
  const timeline = page.getByRole('region', { name: say('tickets.page.timeline') })
  await expectText(timeline, say('tickets.event.received'))
  await expectText(page.getByRole('region', { name: say('tickets.page.status') }), say('tickets.state.dispatched'))
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const expectText = (place: ReturnType<Page['getByRole']> | Page, text: string) =>
  place.getByText(text).first().waitFor()

async function citizen(options: Omit<PageOptions, 'base'>, byKeyboard = false): Promise<Reader & { number: string }> {
  const each = await reader(options, byKeyboard)
  await tell(each)
  await correctAndFill(each)
  const filed = await fileIt(each)
  await follow(each, filed)
  return { ...each, number: filed.number }
}

test.each<{ how: string; options: Omit<PageOptions, 'base'>; byKeyboard?: boolean }>([
  { how: 'without JavaScript', options: { javaScriptEnabled: false } },
  { how: 'at 375 px', options: { viewport: { width: 375, height: 800 } } },
  { how: 'in English', options: { locale: 'en' } },
  { how: 'by keyboard only', options: {}, byKeyboard: true },
])('a complaint is told, filed and found again $how', async ({ options, byKeyboard }) => {
  await citizen(options, byKeyboard)
})

test('from the story to the rating, with an officer at the desk in between', { timeout: 120_000 }, async () => {
  const person = await citizen({})
  const { page, say, number } = person
  const [desk, trader] = [await openPage({ base: server.base }), await openPage({ base: server.base })]
  await enterDesk(desk, 'demo.shunhualu')
  let invited = false
  await desk.getByLabel(say('desk.filter.text')).fill(number)
  await desk.getByRole('button', { name: say('desk.filter.show') }).click()
  await desk.getByRole('rowheader').getByRole('link').click()
  await expectText(desk, STORY)
  for (const action of STEPS) {
    const name = say(`tickets.action.${action}`)
    await desk.getByRole('link', { name, exact: true }).click()
    for (const [field, value] of Object.entries(FIELDS[action] ?? {}))
      await desk.locator(`.act-panel [name="${field}"]`).fill(value)
    await desk.locator('.act-panel button:is([value=check], [value=send])').first().click()
    const send = desk.getByRole('button', { name: say('desk.act.send') })
    if (action in FIELDS) {
      await send.waitFor()
      if (action === 'agree') await expectText(desk, REPLY)
      await send.click()
    }
    await expectText(desk, say('desk.act.done', { action: name }))
    await page.reload()
    await expectText(page.getByRole('region', { name: say('tickets.page.status') }), STATES[action])
    // From acceptance the business has a door of its own.
    if (action === 'accept') {
      await knock(trader, number, await invite(desk, number, CLAIM))
      invited = true
    }
    if (!invited) continue
    await trader.reload()
    await expectText(trader, TRADER_STATES[action])
    await expectText(trader, CLAIM)
    for (const trace of [STORY, '13800000001', '演示市演示路 1 号', ...(action === 'agree' ? [REPLY] : [])])
      expect(await trader.locator('main').textContent(), action).not.toContain(trace)
  }
  const timeline = page.getByRole('region', { name: say('tickets.page.timeline') })
  for (const sentence of ['review-started', 'consent-asked', 'mediation-started', 'agreed', 'closed'] as const)
    await expectText(timeline, say(`tickets.event.${sentence}`))
  await expectText(timeline, REPLY)
  await page.getByLabel(say('tickets.rate.solvedYes')).check()
  await page.getByLabel(say('tickets.score.5')).check()
  await page.getByRole('button', { name: say('tickets.rate.send') }).click()
  await expectText(page, say('tickets.done.rated'))
})

/** What the business reads after each step. */
const TRADER_STATES: Record<(typeof STEPS)[number], string> = {
  take: t('zh', 'tickets.state.under-review'),
  accept: t('zh', 'tickets.state.accepted'),
  'ask-consent': t('zh', 'tickets.state.consent'),
  mediate: t('zh', 'tickets.state.mediating'),
  agree: t('zh', 'tickets.state.agreed'),
  close: t('zh', 'tickets.state.closed'),
}
/** What the person reads after each step. */
const STATES: Record<(typeof STEPS)[number], string> = {
  take: t('zh', 'tickets.explain.under-review'),
  accept: t('zh', 'tickets.explain.accepted'),
  'ask-consent': t('zh', 'tickets.explain.consent'),
  mediate: t('zh', 'tickets.explain.mediating'),
  agree: t('zh', 'tickets.explain.agreed'),
  close: t('zh', 'tickets.explain.closed'),
}
