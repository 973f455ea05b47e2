/** The queue in a browser: sending several out and keeping filters without scripts, keys and news with them, and on paper. */
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk, sessionCookie } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const CLERK = 'demo.desk'
const OFFICER = 'demo.shunhualu'
const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)

let server: RunningServer
let cookie: string
beforeAll(async () => {
  server = await startServer()
  cookie = await sessionCookie(server.base, OFFICER)
  return server.stop
})

const post = async (address: string, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(server.base + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.base, ...headers },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { number: string }
}
const act = (number: string, action: string, expectedState: string, more: object = {}) =>
  post(`/api/desk/tickets/${number}/actions`, { action, expectedState, ...more }, { cookie })
async function returned(): Promise<string> {
  const { number } = await post('/api/tickets', complaintDraft())
  await act(number, 'return', 'dispatched', { reason: '演示：不在辖区。' })
  return number
}

test('without scripts: a filter is kept and given up, several tickets are sent out, the refused one is named', async () => {
  const [first, second] = [await returned(), await returned()]
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b400\b/ })
  await enterDesk(page, CLERK)
  await page.goto('/desk?state=returned-to-desk')
  await page.getByLabel(say('desk.kept.name')).fill('退回的')
  await page.getByRole('button', { name: say('desk.kept.keep') }).click()
  await page.getByText(say('desk.kept.kept')).waitFor()
  await page.goto('/desk')
  await page.getByRole('link', { name: '退回的' }).click()
  await page.getByRole('button', { name: say('desk.bulk.send') }).click()
  await page.getByRole('alert').getByText(say('desk.bulk.needTickets')).waitFor()
  for (const number of [first, second]) await page.getByLabel(say('desk.bulk.tickOne', { number })).check()
  await page.getByLabel(say('desk.act.unit')).selectOption('station:suncun')
  const clerk = await sessionCookie(server.base, CLERK)
  // Somebody else is quicker with one of them.
  const quicker = { tickets: [{ number: first, state: 'returned-to-desk', version: await versionOf(first, clerk) }] }
  await post('/api/desk/dispatches', { ...quicker, station: 'juyehe' }, { cookie: clerk })
  await page.getByRole('button', { name: say('desk.bulk.send') }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: say('desk.bulk.refused', { count: 1 }) })
    .getByText(first)
    .waitFor()
  await page.getByRole('alert').getByText(second).waitFor()
  await page.getByRole('listitem').filter({ hasText: '退回的' }).getByRole('button').click()
  await page.getByText(say('desk.kept.dropped')).waitFor()
})

test('without scripts: a chief puts one officer in charge of several; a single ticket from its own page', async () => {
  const numbers = await Promise.all([0, 1, 2].map(async () => (await post('/api/tickets', complaintDraft())).number))
  const [first = '', second = '', single = ''] = numbers
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b400\b/ })
  await enterDesk(page, 'demo.chief')
  const find = (number: string) => page.goto(`/desk?q=${number}`)
  await find(first)
  expect(await page.getByRole('button', { name: say('desk.bulk.send') }).count()).toBe(0)
  await page.getByRole('button', { name: say('desk.bulk.assign') }).click()
  await page.getByRole('alert').getByText(say('desk.need.handler')).waitFor()
  const name = '演示·冯某'
  for (const number of [first, second]) {
    await find(number)
    await page.getByLabel(say('desk.bulk.tickOne', { number })).check()
    const officer = page.getByLabel(say('desk.act.handler')).getByRole('option', { name })
    await page.getByLabel(say('desk.act.handler')).selectOption(await officer.getAttribute('value'))
    await page.getByRole('button', { name: say('desk.bulk.assign') }).click()
    await page.getByRole('alert').getByText(number).waitFor()
  }
  await page.goto(`/desk/tickets/${single}?act=assign`)
  const officer = page.getByLabel(say('desk.act.handler'), { exact: true }).getByRole('option', { name })
  await page.getByLabel(say('desk.act.handler'), { exact: true }).selectOption(await officer.getAttribute('value'))
  await page
    .locator('.act-panel')
    .getByRole('button', { name: say('tickets.action.assign') })
    .click()
  await page.getByText(say('desk.act.done', { action: say('tickets.action.assign') })).waitFor()
  await page.getByText(name).first().waitFor()
})

async function versionOf(number: string, clerk: string): Promise<number> {
  const response = await fetch(`${server.base}/api/desk/tickets/${number}`, { headers: { cookie: clerk } })
  return ((await response.json()) as { version: number }).version
}

test('keys lead through the queue, do nothing while typing, and can be switched off', async () => {
  const page = await openPage({ base: server.base })
  await enterDesk(page, CLERK)
  await page.goto('/desk')
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-row]')?.querySelector('a')?.href ?? '')
  await page.keyboard.press('j')
  const top = await focused()
  expect(top).toContain('/desk/tickets/')
  await page.keyboard.press('j')
  expect(await focused()).not.toBe(top)
  await page.keyboard.press('k')
  expect(await focused()).toBe(top)
  await page.keyboard.press('/')
  const search = page.getByLabel(say('desk.filter.text'))
  await page.keyboard.type('jk?')
  expect(await search.inputValue()).toBe('jk?')
  await page.goto('/desk?state=returned-to-desk&all=1')
  await page.getByText(say('desk.shortcut.title')).click()
  await expectAccessible(page)
  await page.getByLabel(say('desk.shortcut.on')).uncheck()
  await page.reload()
  await page.keyboard.press('j')
  expect(await focused()).toBe('')
})

test('an open ticket says that it has changed, and the reload keeps what was typed', async () => {
  const { number } = await post('/api/tickets', complaintDraft())
  const page = await openPage({ base: server.base, allow: /\b400\b/ })
  await page.clock.install()
  await enterDesk(page, 'demo.chief')
  await page.goto(`/desk/tickets/${number}?act=reply`)
  const reply = page.getByRole('textbox', { name: say('desk.act.reply') })
  await reply.fill('演示：写到一半。')
  await act(number, 'take', 'dispatched')
  await page.clock.runFor(31_000)
  await page.getByText(say('desk.news.ticket')).waitFor()
  expect(await reply.inputValue()).toBe('演示：写到一半。')
  await page.getByRole('button', { name: say('desk.news.reloadKeeping') }).click()
  await page.getByText(say('tickets.state.under-review')).first().waitFor()
  expect(await reply.inputValue()).toBe('演示：写到一半。')
  await page.getByLabel(say('desk.act.template')).selectOption('received')
  await page.getByRole('button', { name: say('desk.act.templateTake') }).click()
  expect(await reply.inputValue()).toMatch(/^演示：写到一半。\n\n.*____/s)
  await page.getByRole('button', { name: say('desk.act.check') }).click()
  await page.getByRole('alert').getByText(say('desk.act.blanks')).waitFor()
})

test('an open queue says how much is new; on paper neither forms nor keys stand in the way', async () => {
  const page = await openPage({ base: server.base })
  await page.clock.install()
  await enterDesk(page, OFFICER)
  await page.goto('/desk')
  await post('/api/tickets', complaintDraft())
  await page.clock.runFor(31_000)
  // What another test has just changed counts too: news look back a little, so that nothing under way is missed.
  const told = [1, 2, 3, 4].map((count) => say('desk.news.queue', { count }))
  await page
    .locator('.news strong')
    .filter({ hasText: new RegExp(told.join('|')) })
    .waitFor()
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['.filter', '.keys', '.news']) expect(await page.locator(hidden).isVisible(), hidden).toBe(false)
  expect(await page.locator('#queue').isVisible()).toBe(true)
})

test('the queue of who sees every unit is no wider than a telephone, in either language', async () => {
  const page = await openPage({ base: server.base })
  await page.setViewportSize({ width: 375, height: 800 })
  await enterDesk(page, CLERK)
  for (const address of ['/desk', '/en/desk']) {
    await page.goto(address)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, address).toBe(0)
  }
})
