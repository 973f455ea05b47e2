/** Elder mode, dark and text size: kept without a script, and never part of the page itself. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, t } from '../../content/messages/index.ts'
import { PREFERENCES_COOKIE } from '../../site/lib/preferences.ts'
import { openPage } from '../harness/browser.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey) => t('zh', key)
/** With its style sheets there: what a page says can be read before. */
const look = async (page: Page) => {
  await page.waitForLoadState()
  return page.evaluate(() => ({
    size: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    scheme: getComputedStyle(document.documentElement).colorScheme,
    paper: getComputedStyle(document.body).backgroundColor,
  }))
}

test('without a script a choice holds on every page until it is taken back', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto('/offices')
  const standard = await look(page)
  await page
    .getByRole('button', { name: say('common.choices.elderOn') })
    .first()
    .click()
  await page.getByRole('button', { name: say('common.choices.elderOff') }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/offices')
  const elder = await look(page)
  expect(elder.size).toBeGreaterThanOrEqual(20)
  expect(elder.size).toBeGreaterThan(standard.size)

  await page.goto('/preferences')
  const choose = async (
    of: 'mode' | 'size' | 'theme',
    name: 'standard' | 'normal' | 'larger' | 'auto' | 'dark',
  ): Promise<void> => {
    const group = page.getByRole('main').getByRole('group', { name: say(`common.choices.${of}`) })
    const button = group.getByRole('button', { name: say(`common.choices.${name}`) })
    await button.click()
    await button.getByText(say('common.choices.chosen')).waitFor()
  }
  await choose('size', 'larger')
  await choose('theme', 'dark')
  for (const address of ['/', '/en/about', '/tickets/new', '/desk/login']) {
    await page.goto(address)
    const chosen = await look(page)
    expect(chosen.size, address).toBeGreaterThan(elder.size)
    expect(chosen, address).toMatchObject({ scheme: 'dark' })
    expect(chosen.paper, address).not.toBe(standard.paper)
  }

  await page.goto('/preferences')
  await choose('mode', 'standard')
  await choose('size', 'normal')
  await choose('theme', 'auto')
  await page.goto('/offices')
  expect(await look(page)).toEqual(standard)
  expect(await page.context().cookies()).toEqual([])
})

test('elder mode shows three choices a screen, and every choice is still reached, without a script', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.context().addCookies([{ name: PREFERENCES_COOKIE, value: 'elder', url: server.base }])
  const main = page.getByRole('main')
  const reach = async (choice: ReturnType<Page['locator']>, name: RegExp) => {
    const seen = new Set<string>()
    for (;;) {
      const shown = await choice.filter({ visible: true }).allInnerTexts()
      if (shown.every((label) => seen.has(label))) return seen.size
      expect(shown.length).toBeLessThanOrEqual(3)
      for (const label of shown) seen.add(label)
      const next = main.getByRole('link', { name }).filter({ visible: true })
      if ((await next.count()) === 0) return seen.size
      await next.click()
    }
  }
  const screens = /第 \d+ 屏/
  for (const address of ['/tickets/new?kind=complaint', '/licences']) {
    await page.goto(address)
    const all = await main.locator('.by-three > li:not(.by-three__next)').count()
    expect(all, address).toBeGreaterThan(3)
    expect(await reach(main.locator('.by-three > li:not(.by-three__next)'), screens), address).toBe(all)
  }
  await page.goto('/tickets/new')
  const kinds = main.locator('.picks > li:not(.by-three__next)')
  await expect.poll(() => kinds.filter({ visible: true }).count()).toBe(2)
  await main.getByRole('link', { name: say('tickets.start.others') }).click()
  expect(await reach(kinds, screens)).toBe(4)
})

test('a page is the same bytes for everyone, so that it may be cached', async () => {
  const read = async (cookie?: string) => {
    const response = await fetch(`${server.base}/offices`, cookie ? { headers: { cookie } } : {})
    return { html: await response.text(), set: response.headers.getSetCookie() }
  }
  expect(await read(`${PREFERENCES_COOKIE}=elder.dark.larger`)).toEqual(await read())
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/\t/elsewhere.example',
])('the way back cannot leave the site: %s', async (back) => {
  const response = await fetch(`${server.base}/preferences`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.base },
    body: new URLSearchParams({ mode: 'elder', back }),
  })
  expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
  expect(response.headers.getSetCookie().join()).toContain(`${PREFERENCES_COOKIE}=elder`)
})
