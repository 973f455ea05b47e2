/** Orders by table at the desk, by plain forms: chosen, looked through, taken in; on a phone, by keys, and in English. */
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { keyboard } from '../harness/hands.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const GOOD = '演示：结账时多收了60元服务费，要求退钱。'
const table = (prefix: string) =>
  [
    '登记编号,类型,诉求内容,企业名称',
    `${prefix}-1,投诉,${GOOD},演示烤肉店`,
    `${prefix} 2,投诉,${GOOD},演示烤肉店`,
    `${prefix}-3,投诉,,演示烤肉店`,
  ].join('\n')
const file = (text: string | Buffer, name = '演示工单.csv') => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(text) },
})

test('without scripts: what is missing is said, the table is looked through, taken in, and what was left out downloaded', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b(400|413|422)\b/ })
  await enterDesk(page, 'demo.desk')
  await page.getByRole('link', { name: say('common.desk.orders') }).click()
  const check = page.getByRole('button', { name: say('desk.orders.check') })
  await check.click()
  await page.getByRole('alert').getByText(say('desk.orders.needSource')).waitFor()
  await page.getByLabel(say('desk.orders.source')).selectOption('12345')
  await check.click()
  await page.getByRole('alert').getByText(say('desk.orders.needFile')).waitFor()
  expect(await page.getByLabel(say('desk.orders.source')).inputValue()).toBe('12345')
  const choose = page.getByLabel(say('desk.orders.file'))
  await choose.setInputFiles(file('甲,乙\n1,2\n'))
  await check.click()
  await page.getByText(say('imports.orders.headerUnknown', { line: 1 })).waitFor()
  await choose.setInputFiles(file(Buffer.alloc(10 * 1024 * 1024 + 1, 'a')))
  await check.click()
  await page.getByText(say('errors.hotlines.sheetBytes', { most: 10 })).waitFor()

  await choose.setInputFiles(file(table('WEB')))
  await check.click()
  await page.getByText(say('desk.orders.checked')).waitFor()
  await page.getByRole('row', { name: say('imports.orders.number') }).waitFor()
  const remarks = page.getByRole('region', { name: say('desk.orders.remarks') }).last()
  expect(await remarks.getByRole('row').allInnerTexts()).toHaveLength(3)
  await page.getByRole('button', { name: say('desk.orders.take', { count: 1 }) }).click()
  await page.getByText(say('desk.orders.taken', { count: 1 })).waitFor()
  const address = await page.getByRole('link', { name: say('desk.orders.download') }).getAttribute('href')
  const csv = await (await page.request.get(address ?? '')).text()
  expect(csv).toContain('WEB 2')
  expect(csv).not.toContain('WEB-1')
  await page.getByRole('row', { name: 'WEB-1' }).getByRole('link').click()
  await page.getByText(GOOD).first().waitFor()
})

test('whoever does not dispatch finds no form', async () => {
  const page = await openPage({ base: server.base, allow: /\b403\b/ })
  await enterDesk(page, 'demo.chief')
  expect(await page.getByRole('link', { name: say('common.desk.orders') }).count()).toBe(0)
  await page.goto('/desk/orders')
  await page.getByText(say('desk.home.nothing')).waitFor()
  expect(await page.getByLabel(say('desk.orders.file')).count()).toBe(0)
})

test.each([
  ['', 375, 'light'],
  ['/en', 1280, 'dark'],
] as const)('by keys alone at %s, %i wide, %s', async (edition, width, colorScheme) => {
  const lang = edition === '' ? 'zh' : 'en'
  const page = await openPage({ base: server.base, viewport: { width, height: 800 }, colorScheme })
  await enterDesk(page, 'demo.desk')
  await page.goto(`${edition}/desk/orders`)
  await expectAccessible(page)
  await page.getByLabel(t(lang, 'desk.orders.source')).selectOption('12315')
  await page.getByLabel(t(lang, 'desk.orders.file')).setInputFiles(file(table(`KEY${width}`)))
  await keyboard(page).press(page.getByRole('button', { name: t(lang, 'desk.orders.check') }))
  await page.getByText(t(lang, 'desk.orders.checked')).waitFor()
  await expectAccessible(page)
  const across = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await across()).toBe(0)
  await keyboard(page).press(page.getByRole('button', { name: t(lang, 'desk.orders.take', { count: 1 }) }))
  await page.getByText(t(lang, 'desk.orders.taken', { count: 1 })).waitFor()
  await expectAccessible(page)
  expect(await across()).toBe(0)
})
