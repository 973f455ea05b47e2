/** Pages of the run's Chromium that fail their test on anything a reader would call broken. */
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'

let connected: Promise<Browser> | undefined

export interface PageOptions {
  base: string
  viewport?: { width: number; height: number }
  javaScriptEnabled?: boolean
  colorScheme?: 'light' | 'dark'
  locale?: 'zh-CN' | 'en'
  /** Complaints this test is about, e.g. /404/. */
  allow?: RegExp
}

/** A page in a context of its own; closed, and its complaints checked, when the test ends. */
export async function openPage(options: PageOptions): Promise<Page> {
  connected ??= chromium.connect(inject('chromium'))
  const browser = await connected
  const settings: BrowserContextOptions = {
    baseURL: options.base,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  }
  const context = await browser.newContext(settings)
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Leaving a page cancels what it was still loading.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(options.base) && !request.url().startsWith('data:'))
      complaints.push(`beyond the site: ${request.url()}`)
  })
  onTestFinished(async () => {
    await context.close()
    expect(complaints.filter((line) => !options.allow?.test(line))).toEqual([])
  })
  return page
}

/** axe finds nothing on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run
    const result = await run(document, { rules: { 'target-size': { enabled: true } } })
    return result.violations.map(
      (each) => `${each.id} (${each.impact}): ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    )
  })
  expect(violations, page.url()).toEqual([])
}

/** Bytes over the wire of one address in a fresh browser: page, style sheets, scripts, pictures. */
export async function pageWeight(base: string, address: string): Promise<number> {
  connected ??= chromium.connect(inject('chromium'))
  const context = await (await connected).newContext({ baseURL: base, viewport: { width: 375, height: 800 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    let bytes = 0
    session.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength
    })
    await session.send('Network.enable')
    await page.goto(address, { waitUntil: 'networkidle' })
    return bytes
  } finally {
    await context.close()
  }
}
