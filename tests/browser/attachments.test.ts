/** Photos and papers by plain forms: with a step, with a filed ticket, and for the officer. No script runs. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { jpeg, PLACE_CANARY, pdf } from '../factories/pictures.ts'
import { openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const plainPage = (allow?: RegExp) =>
  openPage({ base: server.base, javaScriptEnabled: false, ...(allow ? { allow } : {}) })
const press = (page: Page, key: MessageKey, params?: MessageParams) =>
  page.getByRole('button', { name: say(key, params), exact: true }).click()
const choose = (page: Page) => page.getByLabel(say('tickets.files.choose'))
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })

async function openDraft(): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const response = await fetch(`${server.base}/api/assistant/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(complaintDraft({ occurredOn: today, declaredTrue: false })),
  })
  return ((await response.json()) as { conversationId: string }).conversationId
}

test('from the step to the officer: nothing typed is lost, and the place of the photo is nowhere', async () => {
  const page = await plainPage(/\b400\b/)
  const c = await openDraft()
  await page.goto(`/tickets/new/facts?c=${c}`)
  const item = page.getByRole('textbox', { name: say('tickets.ask.item') })
  await item.fill('烤肉套餐')
  await press(page, 'tickets.files.upload')
  await page
    .getByRole('alert')
    .getByRole('link', { name: say('errors.upload.none') })
    .waitFor()
  expect(await item.inputValue()).toBe('烤肉套餐')
  await choose(page).setInputFiles([
    file('小票.jpg', jpeg()),
    file('发票.exe', Buffer.from('MZ')),
    file('发票.pdf', pdf()),
  ])
  await press(page, 'tickets.files.upload')
  const why = say('tickets.files.refused', { name: '发票.exe', why: say('errors.upload.type') })
  await page.getByRole('alert').getByRole('link', { name: why }).click()
  expect(await choose(page).evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await item.inputValue()).toBe('烤肉套餐')
  await page.getByRole('link', { name: '小票.jpg' }).waitFor()
  await page.getByRole('button', { name: say('common.changeWhat', { what: '发票.pdf' }) }).click()
  await page.getByRole('link', { name: '发票.pdf' }).waitFor({ state: 'detached' })

  await page.goto(`/tickets/new/check?c=${c}`)
  await page.getByText('烤肉套餐').waitFor()
  const business = page.getByRole('region', { name: say('tickets.business.title') })
  const [told, kept] = await business.getByRole('paragraph').allTextContents()
  expect(told).toContain(say('tickets.field.contactName'))
  expect(told).not.toContain(say('tickets.field.contactPhone'))
  expect(kept).toContain(say('tickets.field.files'))
  await page.getByRole('link', { name: '小票.jpg' }).waitFor()
  await page.getByLabel(say('tickets.check.declare')).check()
  await press(page, 'tickets.check.send', { kind: say('tickets.kind.complaint') })
  const slip = page.getByRole('region', { name: say('tickets.receipt.keep') }).getByRole('definition')
  const [number = '', code = ''] = (await slip.allTextContents()).map((each) => each.trim())

  await page.goto(`/tickets/track?number=${number}`)
  await page.getByLabel(say('tickets.track.code')).fill(code)
  await press(page, 'tickets.track.send')
  await choose(page).setInputFiles([file('空.pdf', Buffer.alloc(0))])
  await press(page, 'tickets.files.send')
  await page.getByRole('alert').getByText(say('errors.upload.empty')).waitFor()
  await choose(page).setInputFiles([file('补充.pdf', pdf('补充'))])
  await press(page, 'tickets.files.send')
  await page.getByText(say('tickets.done.file')).waitFor()
  await page.getByText(say('tickets.event.attachment-added')).waitFor()
  const own = new URL(String(await page.getByRole('link', { name: '小票.jpg' }).getAttribute('href')), server.base)
  const photo = await fetch(own)
  expect(Buffer.from(await photo.arrayBuffer()).includes(PLACE_CANARY)).toBe(false)
  own.searchParams.set('t', 'wrong')
  expect((await fetch(own)).status).toBe(404)

  const desk = await plainPage()
  await enterDesk(desk, 'demo.shunhualu')
  await desk.goto(`/desk/tickets/${number}`)
  const link = desk.getByRole('link', { name: '小票.jpg' })
  await desk.getByText(say('tickets.files.scan.unscanned')).first().waitFor()
  const address = new URL(String(await link.getAttribute('href')), server.base)
  const opened = await desk.request.get(address.href)
  expect([opened.status(), opened.headers()['x-content-type-options']]).toEqual([200, 'nosniff'])
  expect((await fetch(address)).status).toBe(401)
})

test('a form without files is bounded: two megabytes of words are refused in words', async () => {
  const response = await fetch(`${server.base}/tickets/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.base },
    body: `number=${'1'.repeat(3 * 1024 * 1024)}`,
  })
  expect([response.status, await response.text()]).toEqual([413, say('errors.detail.too-large')])
})

test('an officer adds a paper by plain forms: the bureau’s own first, then shown to the person, then taken back', async () => {
  const response = await fetch(`${server.base}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(complaintDraft()),
  })
  const { number, queryCode } = (await response.json()) as { number: string; queryCode: string }
  const page = await plainPage(/\b400\b/)
  await enterDesk(page, 'demo.shunhualu')
  await page.goto(`/desk/tickets/${number}`)
  await page.getByRole('link', { name: say('desk.files.add') }).click()
  await press(page, 'desk.files.send')
  await page
    .getByRole('alert')
    .getByRole('link', { name: say('errors.upload.none') })
    .waitFor()
  await choose(page).setInputFiles([file('检查记录.pdf', pdf('记录'))])
  await press(page, 'desk.files.send')
  await page.getByText(say('desk.files.done')).waitFor()
  await page.getByText(say('desk.files.internal'), { exact: true }).waitFor()
  const seenByOwner = async () =>
    (await fetch(`${server.base}/api/tickets/${number}`, { headers: { 'query-code': queryCode } })).text()
  expect(await seenByOwner()).not.toContain('检查记录')
  const change = async (tick: boolean) => {
    await page.locator('summary', { hasText: say('desk.files.change') }).click()
    await page.getByLabel(say('desk.files.citizen')).setChecked(tick)
    await press(page, 'desk.files.change')
    await page.getByText(say('desk.files.changed')).waitFor()
  }
  await change(true)
  expect(await seenByOwner()).toContain('检查记录')
  await change(false)
  expect(await seenByOwner()).not.toContain('检查记录')
})
