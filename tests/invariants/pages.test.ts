/** Every public page in both languages: answers, valid, accessible, light enough, and nothing the CSP would refuse. */
import fs from 'node:fs'
import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'
import { PREFERENCES_COOKIE } from '../../site/lib/preferences.ts'
import { expectAccessible, openPage, pageWeight } from '../harness/browser.ts'
import { COVERED_ELSEWHERE, type SamplePage, samplePages } from '../harness/sample-pages.ts'
import { type RunningServer, startServer } from '../harness/server.ts'
import { sources } from '../harness/sources.ts'

const LIMIT = 60 * 1024
const LIMIT_WITH_ISLAND = 90 * 1024
const validator = new HtmlValidate(JSON.parse(fs.readFileSync('.htmlvalidate.json', 'utf8')))

/** Astro puts the one rule its islands need right before the first of them. */
const ofAstro = ({ ruleId, message }: { ruleId: string; message: string }) =>
  ruleId === 'element-permitted-content' && message.startsWith('<style>')

let server: RunningServer
let pages: SamplePage[]
beforeAll(async () => {
  server = await startServer()
  pages = await samplePages(server.base)
  return server.stop
})

const EDITIONS = [
  { lang: 'zh-CN', at: (address: string) => address },
  { lang: 'en', at: (address: string) => (address === '/' ? '/en' : `/en${address}`) },
] as const

test('no page is left out', () => {
  const files = sources(['site/pages'], ['.astro']).map(({ file }) => file.replace('site/pages/', ''))
  const covered = [...pages.map(({ file }) => file), ...COVERED_ELSEWHERE]
  expect(files.filter((file) => !covered.includes(file))).toEqual([])
})

describe.each(EDITIONS)('in $lang', ({ lang, at }) => {
  test('every page answers with valid HTML of one language, one heading, one address', async () => {
    const faults: string[] = []
    for (const { address } of pages) {
      const response = await fetch(server.base + at(address))
      const html = await response.text()
      const say = (fault: string) => faults.push(`${at(address)}: ${fault}`)
      if (response.status !== 200) say(`status ${response.status}`)
      if (!html.includes(`<html lang="${lang}"`)) say('lang')
      if ([...html.matchAll(/<h1[\s>]/g)].length !== 1) say('not one h1')
      const canonical = /<link[^>]*rel="canonical"[^>]*>/.exec(html)?.[0]
      const noindex = /<meta[^>]*name="robots"[^>]*noindex/.test(html)
      if (!noindex && !canonical?.includes(`href="${server.base}${at(address).split('?')[0]}"`))
        say(`canonical ${canonical}`)
      if (/\sstyle="/.test(html)) say('style attribute')
      if (/\son[a-z]+="/.test(html)) say('event attribute')
      if (!/<title>[^<]{4,}<\/title>/.test(html)) say('title')
      const report = await validator.validateString(html)
      for (const result of report.results) {
        for (const message of result.messages.filter((each) => !ofAstro(each)))
          say(`${message.line}:${message.column} ${message.message} (${message.ruleId})`)
      }
    }
    expect([...new Set(faults)]).toEqual([])
  })

  test('every page carries the security headers', async () => {
    for (const { address } of pages) {
      const { headers } = await fetch(server.base + at(address))
      const csp = headers.get('content-security-policy') ?? ''
      expect(csp, address).toContain("default-src 'self'")
      expect(csp, address).not.toContain('unsafe-')
      expect(csp, address).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options'), address).toBe('nosniff')
      expect(headers.get('referrer-policy'), address).toBe('strict-origin-when-cross-origin')
    }
  })

  test.each([
    { mode: 'light', colorScheme: 'light', width: 1280 },
    { mode: 'dark', colorScheme: 'dark', width: 375 },
    { mode: 'elder', colorScheme: 'light', width: 375 },
  ] as const)('axe finds nothing, $mode', { timeout: 240_000 }, async ({ mode, colorScheme, width }) => {
    const page = await openPage({ base: server.base, colorScheme, locale: lang, viewport: { width, height: 800 } })
    if (mode === 'elder')
      await page.context().addCookies([{ name: PREFERENCES_COOKIE, value: 'elder', url: server.base }])
    const faults: string[] = []
    for (const { address } of pages) {
      await page.goto(at(address))
      const scroll = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (scroll > 0) faults.push(`${at(address)}: ${scroll}px wider than the screen`)
      await expectAccessible(page).catch((error: Error) => faults.push(error.message.slice(0, 600)))
    }
    expect(faults).toEqual([])
  })

  test('an address nobody knows is a page that says what to do', async () => {
    for (const address of [
      '/nothing',
      '/tickets/new/nothing',
      '/a/b/c',
      '/%E4%B8%80%E7%AA%97',
      '/<script>alert(1)</script>',
      `/${'x'.repeat(3000)}`,
    ]) {
      const response = await fetch(server.base + at(address))
      const html = await response.text()
      expect(response.status, address).toBe(404)
      expect(html, address).toContain(`<html lang="${lang}"`)
      expect(html, address).not.toContain('<script>alert')
      expect(html, address).toMatch(new RegExp(`href="${at('/')}"`))
      expect((await validator.validateString(html)).valid, address).toBe(true)
    }
  })
})

test('every page is light', { timeout: 120_000 }, async () => {
  const rows: { address: string; kilobytes: number; limit: number }[] = []
  for (const { address } of pages) {
    const html = await (await fetch(server.base + address)).text()
    const limit = html.includes('<astro-island') ? LIMIT_WITH_ISLAND : LIMIT
    rows.push({
      address: address.split('?')[0] ?? '',
      kilobytes: (await pageWeight(server.base, address)) / 1024,
      limit: limit / 1024,
    })
  }
  const table = rows.map(
    ({ address, kilobytes, limit }) => `${address.padEnd(34)}${kilobytes.toFixed(1).padStart(7)} KB of ${limit}`,
  )
  process.stdout.write(`\nPage weights over the wire\n${table.join('\n')}\n`)
  expect(rows.filter(({ kilobytes, limit }) => kilobytes > limit)).toEqual([])
})
