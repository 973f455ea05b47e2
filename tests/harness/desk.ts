/** Demo staff of the run at the desk, by page and by cookie. */
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { t } from '../../content/messages/index.ts'

export function demoPassword(username: string): string {
  const login = inject('demoLogins').find((each) => each.username === username)
  if (!login) throw new Error(`no demo login ${username}`)
  return login.password
}

/** Fills in the login page; what comes next is for the caller to expect. */
export async function signIn(page: Page, username: string, password = demoPassword(username)): Promise<void> {
  await page.goto('/desk/login')
  await page.getByLabel(t('zh', 'desk.login.username')).fill(username)
  await page.getByLabel(t('zh', 'desk.login.password')).fill(password)
  await page.getByRole('button', { name: t('zh', 'desk.login.submit') }).click()
}

/** Signs in and waits for the queue. */
export async function enterDesk(page: Page, username: string): Promise<void> {
  await signIn(page, username)
  await page.getByRole('button', { name: t('zh', 'common.desk.logout') }).waitFor()
}

/** Cookie header of a fresh session. */
export async function sessionCookie(base: string, username: string): Promise<string> {
  const response = await fetch(`${base}/api/desk/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username, password: demoPassword(username) }),
  })
  if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

/** One action at the desk by plain forms: fill in, look, send. Choices are named `name=value`. */
export async function act(
  page: Page,
  number: string,
  action: string,
  fields: Record<string, string> = {},
  choices: readonly string[] = [],
): Promise<void> {
  await page.goto(`/desk/tickets/${number}?act=${action}`)
  for (const [name, value] of Object.entries(fields)) await page.locator(`.act-panel [name="${name}"]`).fill(value)
  for (const choice of choices) {
    const [name, value] = choice.split('=')
    await page.locator(`.act-panel [name="${name}"][value="${value}"]`).check()
  }
  await page.locator('.act-panel button:is([value=check], [value=send])').first().click()
  const send = page.locator('.act-panel button[value=send]')
  if ((await send.count()) > 0) await send.click()
  await page.waitForURL(`**/desk/tickets/${number}?done=${action}**`)
}
