/** Five whole conversations in a browser, each to its end: tickets, guide, call-back, redirect, answer; and the switch. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const PERSON = ['演示张三', '13800000001', '演示市演示路1号']

async function open(scripts = true): Promise<Page> {
  const page = await openPage({ base: server.base, javaScriptEnabled: scripts })
  await page.goto('/assistant')
  if (scripts) await page.locator('astro-island[ssr]').waitFor({ state: 'detached' })
  return page
}

/** Says each message and waits until it stands answered in the log. */
async function tell(page: Page, messages: readonly string[]): Promise<void> {
  const turns = page.locator('.chat__turn--assistant')
  for (const message of messages) {
    const before = await turns.count()
    await page.getByLabel(say('assistant.label'), { exact: true }).fill(message)
    await page.getByRole('button', { name: say('assistant.send') }).click()
    await turns.nth(before).waitFor()
    await page.waitForFunction(() => document.querySelector('.chat__log')?.getAttribute('aria-busy') !== 'true')
  }
}
const last = (page: Page) => page.locator('.chat__turn--assistant').last()

/** Declares and sends what stands on the check page; the number on the receipt. */
async function file(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1, name: say('tickets.check.title') }).waitFor()
  // A report needs no declaration.
  const declaration = page.getByLabel(say('tickets.check.declare'))
  if ((await declaration.count()) > 0) await declaration.check()
  await page.locator('main form button[type=submit].button--primary').click()
  const slip = page.getByRole('region', { name: say('tickets.receipt.keep') }).getByRole('definition')
  return ((await slip.first().textContent()) ?? '').trim()
}

test('complaint and report in one message: two tickets, one after the other', async () => {
  const page = await open()
  await tell(page, [
    '昨天在舜华路的演示甲超市买到过期牛奶花了58元，给自己喝的，要求退款，另外举报他们长期卖过期食品，请查处',
    ...PERSON,
  ])
  await page.getByText(say('assistant.heard.both')).first().waitFor()
  const conversation = page.url()
  await page.getByRole('link', { name: say('assistant.goCheck') }).click()
  const complaint = await file(page)
  expect(complaint).toMatch(/^[A-Z]+\d{10,}$/)
  await page.goto(conversation)
  await page.getByRole('link', { name: say('assistant.goCheck') }).click()
  const report = await file(page)
  expect(report).not.toBe(complaint)
  await page.goto(conversation)
  const filed = say('assistant.filed', { numbers: [complaint, report].join(say('common.listSeparator')) })
  await page.getByText(filed).waitFor()
})

test('a milk-tea shop: the guide opens with its answers filled in', async () => {
  const page = await open()
  await tell(page, ['我想开一家奶茶店，注册个体户，做外卖，要办什么手续？'])
  const guide = page.locator('#beside').getByRole('link', { name: /奶茶/ })
  await guide.click()
  await page.waitForURL(/\/licences\/milk-tea-shop\?form=sole-trader&online=yes/)
  await page.getByRole('heading', { level: 1, name: /奶茶/ }).waitFor()
})

test('a person: the number left is found at the desk, and leaves the list once somebody called', async () => {
  const page = await open()
  await tell(page, ['转人工', '13800000009'])
  await last(page)
    .getByText(/尾号 0009/)
    .waitFor()
  const desk = await openPage({ base: server.base })
  await enterDesk(desk, 'demo.desk')
  await desk.getByRole('link', { name: say('common.desk.callBacks') }).click()
  const row = desk.getByRole('row').filter({ hasText: '13800000009' })
  await row.waitFor()
  await expectAccessible(desk)
  await row.getByRole('button', { name: say('desk.callBacks.reached') }).click()
  await desk.getByText(say('desk.callBacks.done')).waitFor()
  expect(await row.count()).toBe(0)
})

test('another district, without JavaScript: where it belongs, and the draft kept', async () => {
  const page = await open(false)
  await page
    .getByLabel(say('assistant.label'), { exact: true })
    .fill('昨天在历下区泉城路的演示丁火锅店吃饭花了200元，锅底里有虫子，要求退钱')
  await page.getByRole('button', { name: say('assistant.send') }).click()
  await last(page)
    .getByText(/12315、12345/)
    .waitFor()
  await page
    .getByRole('region', { name: say('tickets.kind.complaint') })
    .getByText('演示丁火锅店')
    .first()
    .waitFor()
})

test('a question of law: the answer with its article, marked as made by a machine', async () => {
  const page = await open()
  await tell(page, ['网上买的衣服七天内可以无理由退货吗？'])
  await last(page)
    .getByText(/消费者权益保护法》第二十五条/)
    .waitFor()
  await last(page).getByText(say('assistant.machine')).waitFor()
})

test('the administrator switches the assistant off: people are sent to the form at once', async () => {
  const desk = await openPage({ base: server.base })
  await enterDesk(desk, 'demo.admin')
  const set = async (value: 'on' | 'off') => {
    await desk.goto('/desk/assistant')
    await desk
      .getByRole('group', { name: say('desk.assistant.assistantOn') })
      .getByLabel(say(`desk.assistant.${value}`), { exact: true })
      .check()
    await desk.getByLabel(say('desk.assistant.reason')).fill('演示：试一试')
    await desk.getByRole('button', { name: say('desk.assistant.save') }).click()
    await desk.getByText(say('desk.assistant.done')).waitFor()
  }
  await set('off')
  await expectAccessible(desk)
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /503/ })
  await page.goto('/assistant')
  await page.getByLabel(say('assistant.label'), { exact: true }).fill('我在演示店多付了钱')
  await page.getByRole('button', { name: say('assistant.send') }).click()
  await page.getByText(say('assistant.off')).first().waitFor()
  await page.getByRole('link', { name: say('assistant.plainLink') }).waitFor()
  await set('on')
})
