/** Accounts from opening to the end, by plain forms and by the keyboard alone; its pages, a ticket's files and the audit log are reachable by everybody. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk, signIn } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const plainPage = () => openPage({ base: server.base, javaScriptEnabled: false, allow: /\b40[01]\b/ })
const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true }).click()
const see = (page: Page, key: MessageKey) => page.getByText(say(key), { exact: true }).first().waitFor()
const box = (page: Page, key: MessageKey) => page.getByRole('textbox', { name: say(key), exact: true })

/** axe finds nothing on a telephone and on a screen, and nothing is wider than either. */
async function expectGood(page: Page): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${page.url()} at ${width}`).toBe(0)
    await expectAccessible(page)
  }
}

/** Leaves a first password for one's own, as the first login asks. */
async function ownPassword(page: Page, username: string, first: string): Promise<void> {
  await signIn(page, username, first)
  await see(page, 'desk.password.first')
  await page.getByLabel(say('desk.password.old'), { exact: true }).fill(first)
  for (const name of ['fresh', 'again'] as const)
    await page.getByLabel(say(`desk.password.${name}`), { exact: true }).fill('Gao-xin-2026-shan')
  await press(page, 'desk.password.save')
  await see(page, 'desk.password.done')
}

test('an account opened, given another post, reset and closed, without a script', async () => {
  const [admin, officer] = [await plainPage(), await plainPage()]
  await enterDesk(admin, 'demo.admin')
  await admin.getByRole('link', { name: say('desk.accounts.new') }).click()
  await box(admin, 'desk.login.username').fill('yanshi.xin')
  await press(admin, 'desk.accounts.create')
  // What lacks is said, linked and focused; what was typed stays.
  await admin.getByRole('alert').getByRole('link').first().click()
  expect(await box(admin, 'desk.login.username').inputValue()).toBe('yanshi.xin')
  await box(admin, 'desk.accounts.name').fill('演示 新人')
  await box(admin, 'desk.accounts.post').fill('孙村所 所员')
  await admin.getByLabel(say('desk.role.officer'), { exact: true }).check()
  await admin.locator('[name=station]').selectOption('suncun')
  await press(admin, 'desk.accounts.create')
  const first = (await admin.locator('code.secret').textContent()) ?? ''
  await ownPassword(officer, 'yanshi.xin', first)

  await admin.goto('/desk/accounts/yanshi.xin')
  const reasons = admin.getByLabel(say('desk.accounts.reason'))
  await admin.locator('[name=station]').selectOption('juyehe')
  await reasons.first().fill('演示：调到巨野河所。')
  await press(admin, 'desk.accounts.saveRoles')
  await see(admin, 'desk.accounts.saved')
  await officer.goto('/desk')
  await see(officer, 'desk.login.title')
  await press(admin, 'desk.accounts.resetPassword')
  const again = (await admin.locator('code.secret').textContent()) ?? ''
  expect(again).not.toBe(first)
  await press(admin, 'desk.accounts.close')
  await admin.getByRole('alert').getByRole('link').click()
  expect(await reasons.last().evaluate((element) => element === document.activeElement)).toBe(true)
  await reasons.last().fill('演示：离职。')
  await press(admin, 'desk.accounts.close')
  await see(admin, 'desk.accounts.closedNow')
  await signIn(officer, 'yanshi.xin', again)
  await officer.getByRole('alert').waitFor()
  await admin.goto('/desk/accounts/demo.admin')
  await see(admin, 'desk.staff.own')
  await admin.goto('/desk/accounts/demo.auditor')
  await see(admin, 'desk.staff.notYours')
})

test('an account opened by the keyboard alone', async () => {
  const page = await openPage({ base: server.base })
  await enterDesk(page, 'demo.admin')
  await page.getByRole('link', { name: say('desk.accounts.new') }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: say('desk.accounts.new') }).waitFor()
  const type = async (label: string, text: string) => {
    expect(
      await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent?.trim()),
    ).toBe(label)
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await box(page, 'desk.login.username').focus()
  await type(say('desk.login.username'), 'yanshi.jianpan')
  await type(say('desk.accounts.name'), '演示 键盘')
  await type(say('desk.accounts.post'), '综合科 热线受理员')
  await page.keyboard.press('Space')
  expect(await page.getByLabel(say('desk.role.clerk'), { exact: true }).isChecked()).toBe(true)
  await box(page, 'desk.accounts.name').focus()
  await page.keyboard.press('Enter')
  await page.locator('code.secret').waitFor()
})

test('accounts, a ticket’s files and the audit log on a telephone and on a screen', async () => {
  const admin = await openPage({ base: server.base })
  await enterDesk(admin, 'demo.admin')
  for (const address of ['/desk/accounts', '/desk/new-account', '/desk/accounts/demo.chief']) {
    await admin.goto(address)
    await expectGood(admin)
  }
  const headers = { 'content-type': 'application/json' }
  const filed = await fetch(`${server.base}/api/tickets`, {
    method: 'POST',
    headers,
    body: JSON.stringify(complaintDraft()),
  })
  const { number } = (await filed.json()) as { number: string }
  const officer = await openPage({ base: server.base })
  await enterDesk(officer, 'demo.shunhualu')
  await officer.goto(`/desk/tickets/${number}/files`)
  await expectGood(officer)
  const auditor = await openPage({ base: server.base, viewport: { width: 375, height: 800 } })
  await enterDesk(auditor, 'demo.auditor')
  for (const address of ['/desk/audit', '/en/desk/audit']) {
    await auditor.goto(address)
    await expectGood(auditor)
    await auditor.setViewportSize({ width: 375, height: 800 })
    // Each entry is a block of the page's width, nothing lies to the right of it.
    const region = auditor.getByRole('region', { name: t(address.startsWith('/en') ? 'en' : 'zh', 'desk.audit.title') })
    expect(await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    const rows = region.getByRole('row').filter({ has: auditor.getByRole('cell') })
    const widths = await rows.evaluateAll((all) => all.map(({ clientWidth }) => clientWidth))
    expect(Math.min(...widths)).toBeGreaterThan(300)
  }
})
