/** The public rooms, walked by every reader: without a script on a phone, in English, in elder mode; and what is found there. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Locale, type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import type { Localised } from '../../content/schema.ts'
import { paths } from '../../site/lib/paths.ts'
import { PREFERENCES_COOKIE } from '../../site/lib/preferences.ts'
import { testEnvironment } from '../harness/api.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { SCRIPT } from '../harness/hostile.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const LAW = '演示集市管理条例'
const CHAPTERS = ['第一章 总则', '第二章 经营', '第三章 附则']
const TEXT = [
  `# ${LAW}`,
  '2024年1月1日 国务院公布',
  '<!-- INFO END -->',
  `## ${CHAPTERS[0]}`,
  '第一条 为了管好演示集市，制定本条例。',
  `## ${CHAPTERS[1]}`,
  '第二条 鹦鹉摊位应当加盖、加锁。',
  '第三条 摊主收摊后应当清扫场地。',
  `## ${CHAPTERS[2]}`,
  '第四条 本条例自2024年3月1日起施行。',
].join('\n\n')

let server: RunningServer
/** What the library said before the import, and what the import said the first and the second time. */
const imported = { before: -1, first: '', second: '' }

beforeAll(async () => {
  server = await startServer()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
  fs.mkdirSync(path.join(folder, '行政法规'))
  fs.writeFileSync(path.join(folder, '行政法规', `${LAW}(2024-01-01).md`), TEXT)
  imported.before = await parrots()
  imported.first = await importLaws(folder)
  imported.second = await importLaws(folder)
  fs.rmSync(folder, { recursive: true })
  return server.stop
})

/** The operator's command beside the running server. */
async function importLaws(folder: string): Promise<string> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...testEnvironment(server.database, server.dataDir) }
  const command = ['api/cli/main.ts', 'import', 'laws', folder]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { env })
  return stdout + stderr
}

const read = async <T>(address: string) => (await (await fetch(server.base + address)).json()) as T
/** Articles of the imported law among those found. */
const parrots = async () =>
  (
    await read<{ items: { law: { title: string } }[] }>(`/api/regulations/articles?q=${encodeURIComponent('鹦鹉摊位')}`)
  ).items.filter(({ law }) => law.title === LAW).length

interface Reader {
  reader: string
  locale: Locale
  width: number
  javaScriptEnabled: boolean
  elder: boolean
}
const READERS: Reader[] = [
  { reader: 'without a script at 375 px', locale: 'zh', width: 375, javaScriptEnabled: false, elder: false },
  { reader: 'in English at 1280 px', locale: 'en', width: 1280, javaScriptEnabled: true, elder: false },
  { reader: 'in elder mode at 375 px', locale: 'zh', width: 375, javaScriptEnabled: true, elder: true },
]

/** A reader's page and the words on it. */
async function enter({ locale, width, javaScriptEnabled, elder }: Reader) {
  const page = await openPage({
    base: server.base,
    locale: locale === 'en' ? 'en' : 'zh-CN',
    viewport: { width, height: 800 },
    javaScriptEnabled,
  })
  if (elder) await page.context().addCookies([{ name: PREFERENCES_COOKIE, value: 'elder', url: server.base }])
  const say = (key: MessageKey, params?: MessageParams) => t(locale, key, params)
  const heading = (name: string, level = 1) => page.getByRole('heading', { level, name, exact: true })
  return {
    page,
    say,
    to: paths(locale),
    pick: (words: Localised) => words[locale],
    heading,
    link: (name: string) => page.getByRole('main').getByRole('link', { name, exact: true }),
    ask: async (words: string, box: MessageKey, button: MessageKey) => {
      await page.getByRole('searchbox', { name: say(box) }).fill(words)
      await page.getByRole('button', { name: say(button), exact: true }).click()
    },
    /** The page has this heading, fits the screen, speaks one language, and looks as its reader chose. */
    arrive: async (title: string) => {
      await heading(title).waitFor()
      await page.waitForLoadState()
      const { lang, beyond, size } = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        size: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      }))
      expect([lang, beyond, size >= 20], page.url()).toEqual([locale === 'en' ? 'en' : 'zh-CN', 0, elder])
    },
    /** For what the page invariants do not see: results, answers, and nothing found. */
    audit: async () => {
      if (javaScriptEnabled) await expectAccessible(page)
    },
  }
}

async function expectAnswers(addresses: readonly string[]): Promise<void> {
  expect(addresses.length).toBeGreaterThan(0)
  for (const address of addresses) expect((await fetch(new URL(address, server.base))).status, address).toBe(200)
}

interface Guide {
  business: { title: Localised; questions: { id: string; text: Localised; options: { label: Localised }[] }[] }
  cards: { id: string; title: Localised }[]
}
/** A day of December 2026 as the pages write it. */
const dayIn = (locale: Locale, day: number) =>
  new RegExp(locale === 'en' ? `\\b${day} December 2026` : `2026\\s?年\\s?12\\s?月\\s?${day}\\s?日`)

const RIGHTS = '中华人民共和国消费者权益保护法'
const cite = (law: string, label: string, locale: Locale = 'zh') => t(locale, 'common.citationLabel', { law, label })

describe.each(READERS)('$reader', (reader) => {
  test('regulations: from what happened to the article, the law, one chapter, and paper', async () => {
    const { page, say, to, heading, link, ask, arrive, audit } = await enter(reader)
    const { note } = await read<{ note: { says: string; summaryEn: string } }>(
      '/api/regulations/consumer-protection-law/articles/25',
    )
    await page.goto(to.regulations())
    await arrive(say('regulations.title'))
    await ask('网上买的鞋能七天无理由退货吗', 'regulations.words', 'regulations.search')
    const citation = cite(RIGHTS, '第二十五条', reader.locale)
    const card = page.getByRole('article').first()
    await card.getByText(reader.locale === 'en' ? note.summaryEn : note.says).waitFor()
    await card.getByRole('link', { name: citation }).click()
    await arrive(citation)
    await heading(say('regulations.note'), 2).waitFor()
    await link(RIGHTS).click()
    await arrive(RIGHTS)
    await link(say('regulations.title')).click()
    await heading(say('regulations.allLaws'), 2).waitFor()

    await ask('鹦鹉摊位', 'regulations.words', 'regulations.search')
    await link(cite(LAW, '第二条', reader.locale)).click()
    await arrive(cite(LAW, '第二条', reader.locale))
    await link(LAW).click()
    await arrive(LAW)
    const chapters = async () => {
      const all = await page.getByRole('heading', { level: 2 }).allTextContents()
      return all.map((each) => each.trim()).filter((each) => CHAPTERS.includes(each))
    }
    expect(await chapters()).toEqual(['第二章 经营'])
    await audit()
    await link(say('common.nextPage')).click()
    await page.getByText('本条例自2024年3月1日起施行。').waitFor()
    const contents = page.getByRole('navigation', { name: say('regulations.contents') })
    await contents.getByRole('link', { name: '第一章 总则' }).click()
    await page.getByText('为了管好演示集市，制定本条例。').waitFor()
    expect(await chapters()).toEqual(['第一章 总则'])
    await link(say('regulations.print')).click()
    await page.getByText('摊主收摊后应当清扫场地。').waitFor()
    await arrive(LAW)
    expect(await chapters()).toEqual(CHAPTERS)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('鹦鹉摊位应当加盖、加锁。').isVisible()).toBe(true)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
  })

  test('regulations: nothing found says what to do next', async () => {
    const { page, say, to, link, ask, arrive, audit } = await enter(reader)
    await page.goto(to.regulations())
    await ask('zzzz', 'regulations.words', 'regulations.search')
    await page.getByText(say('regulations.none')).waitFor()
    await arrive(say('regulations.title'))
    await audit()
    await link(say('common.nav.ask')).click()
    await page.waitForURL(server.base + to.assistant())
  })

  test('licences: one answer a screen in, ordered steps with their latest days out', async () => {
    const { page, say, to, pick, heading, link, arrive, audit } = await enter(reader)
    const { business, cards } = await read<Guide>('/api/licences/milk-tea-shop')
    await page.goto(to.licences())
    await arrive(say('licences.title'))
    await link(pick(business.title)).click()
    await arrive(pick(business.title))
    for (const { text, options } of business.questions) {
      await heading(pick(text), 2).waitFor()
      await page.getByRole('button', { name: pick(options[0]?.label ?? text), exact: true }).click()
    }
    await page.getByLabel(say('licences.startOn')).fill('2026-12-01')
    await page.getByRole('button', { name: say('licences.show') }).click()
    // Licence: 3 working days from Tuesday, 1 December; then registration: 15 days.
    const steps = page.getByRole('region', { name: say('licences.stepsTitle') })
    await steps.getByText(dayIn(reader.locale, 19)).first().waitFor()
    await arrive(pick(business.title))
    await audit()
    const ORDER = ['trade-name', 'health-certificate', 'sole-trader-registration', 'small-restaurant']
    const titles = await steps.getByRole('heading', { level: 3 }).allTextContents()
    const titleOf = (id: string) => pick(cards.find((card) => card.id === id)?.title ?? { zh: id, en: id })
    expect([titles.length, ...titles.slice(0, 4)]).toEqual([9, ...ORDER.map(titleOf)])
    expect(await steps.getByText(dayIn(reader.locale, 4)).count()).toBe(1)
    const changes = page.getByRole('link', { name: new RegExp(`^${say('common.change')}`) })
    await changes.nth(business.questions.findIndex(({ id }) => id === 'size')).click()
    await page.getByRole('button', { name: reader.locale === 'en' ? '50 m² or more' : '50 平方米以上' }).click()
    await steps.getByRole('heading', { name: titleOf('food-permit') }).waitFor()
    expect(await steps.getByRole('heading', { name: titleOf('small-restaurant') }).count()).toBe(0)
    expect(await page.getByLabel(say('licences.startOn')).inputValue()).toBe('2026-12-01')
  })

  test('one box: laws, articles, records, businesses and guides, and every link leads there', async () => {
    const { page, say, to, ask, arrive, audit } = await enter(reader)
    await page.goto(to.search())
    await ask('食品', 'regulations.everythingWords', 'regulations.search')
    const hrefs: string[] = []
    for (const name of ['laws', 'articles', 'disclosures', 'enterprises', 'licences'] as const) {
      const group = page.getByRole('region', { name: say(`regulations.group.${name}`), exact: true })
      const links = group.getByRole('link')
      await links.first().waitFor()
      const own = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
      hrefs.push(own[0] ?? '', own.at(-1) ?? '')
    }
    expect(hrefs.filter((href) => href.startsWith('/en/') !== (reader.locale === 'en'))).toEqual([])
    await expectAnswers(hrefs)
    await arrive(say('regulations.everythingTitle'))
    await page.getByRole('heading', { level: 3 }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /食品/ }).waitFor()
    await page.goto(to.search('zzzz'))
    await page.getByText(say('regulations.everythingNone')).waitFor()
    await arrive(say('regulations.everythingTitle'))
    await audit()
  })

  test('records: nothing found says so, and one condition less finds again', async () => {
    const { page, say, to, ask, audit } = await enter(reader)
    await page.goto(to.disclosures())
    await ask('zzzz', 'disclosures.words', 'disclosures.search')
    await page.getByText(say('disclosures.none')).waitFor()
    await audit()
    const tags = page.getByRole('list', { name: say('common.tags') })
    await tags.getByRole('link', { name: 'zzzz' }).click()
    await page.getByRole('navigation', { name: say('common.pages') }).waitFor()
  })
})

test('an import beside the running server is found at once, and done again changes nothing', async () => {
  expect(imported.before).toBe(0)
  expect(imported.first).toContain('1 laws written')
  expect(imported.second).toContain('Nothing changed')
  expect(imported.second).toContain('The search is up to date')
  expect(await parrots()).toBe(1)
})

test('words, topics and citations give the article that is meant, on top', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  for (const [words, law, label] of [
    ['标价和收银价不一样', '明码标价和禁止价格欺诈规定', '第十九条'],
    ['七天无理由', RIGHTS, '第二十五条'],
    ['消费者权益保护法 55', RIGHTS, '第五十五条'],
    ['消法第五十五条', RIGHTS, '第五十五条'],
  ] as const) {
    await page.goto(paths('zh').regulations({ q: words }))
    const top = page.getByRole('article').first().getByRole('link').first()
    expect(await top.textContent(), words).toBe(cite(law, label))
  }
})

test('hostile words and conditions are answered by a page that says what to do', async () => {
  const VALUES = [SCRIPT, "' or 1=1 --", '%', '\u0000', '"', 'x'.repeat(3000)]
  const ROOMS = {
    '/regulations': ['q', 'law', 'level', 'region', 'asOf', 'page'],
    '/search': ['q'],
    '/disclosures': ['q', 'law', 'type', 'topic', 'result', 'from', 'fineMin', 'page', 'sort', 'penaltyKind'],
    '/enterprises': ['q'],
    '/licences/milk-tea-shop': ['form', 'ask', 'unknown', 'startOn'],
    '/licences/calculators/name': ['name'],
  }
  const addresses = Object.entries(ROOMS).flatMap(([room, names]) =>
    names.flatMap((name) => VALUES.map((value) => `${room}?${new URLSearchParams({ [name]: value })}`)),
  )
  for (const address of addresses) {
    const response = await fetch(server.base + address)
    const html = await response.text()
    const what = address.slice(0, 80)
    expect([200, 400], what).toContain(response.status)
    expect(html.includes('role="alert"'), what).toBe(response.status === 400)
    // Inside the quotes of an attribute a tag is only text.
    expect(html.replaceAll(/="[^"]*"/g, ''), what).not.toContain(SCRIPT)
    expect(html, what).toMatch(/<form [^>]*method="get"/)
  }
})

test('wrong conditions on the records: what is wrong is said, and the next search works', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b400\b|does not conform/ })
  const say = (key: MessageKey) => t('zh', key)
  const address = `/disclosures?type=${encodeURIComponent(SCRIPT)}&from=2026-02-30&fineMin=-1`
  expect((await page.goto(address))?.status()).toBe(400)
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: say('errors.field.date') }).click()
  const from = page.getByLabel(say('disclosures.from'))
  expect(await from.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByLabel(say('disclosures.fineMin')).inputValue()).toBe('-1')
  await page.getByLabel(say('disclosures.fineMin')).fill('50000')
  await from.fill('2024-01-01')
  await page.getByRole('button', { name: say('disclosures.apply') }).click()
  await page.getByRole('navigation', { name: say('common.pages') }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('罚款 5 万元以上')
})

test('a first day that cannot be counted from leaves steps, answers and form as they are', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b400\b|does not conform/ })
  const say = (key: MessageKey) => t('zh', key)
  const summary = page.getByRole('alert')
  const field = page.getByLabel(say('licences.startOn'))
  const steps = page.getByRole('region', { name: say('licences.stepsTitle') })
  const ANSWERS = 'form=sole-trader&name=no&size=small&cakes=no&online=no'
  for (const [day, words] of [
    ['2026-02-30', 'errors.field.date'],
    ['下周一', 'errors.field.date'],
    ['2040-01-01', 'errors.licences.calendar'],
  ] as const) {
    const response = await page.goto(`/licences/milk-tea-shop?${ANSWERS}&startOn=${encodeURIComponent(day)}`)
    expect([response?.status(), response?.headers()['cache-control']], day).toEqual([400, undefined])
    await summary.getByRole('link', { name: say(words) }).waitFor()
    expect(await field.getAttribute('aria-invalid'), day).toBe('true')
    expect(await steps.getByRole('heading', { level: 3 }).count(), day).toBe(7)
    expect(await page.getByRole('link', { name: new RegExp(`^${say('common.change')}`) }).count(), day).toBe(5)
  }
  await field.fill('2026-12-01')
  await page.getByRole('button', { name: say('licences.show') }).click()
  await steps.getByText(dayIn('zh', 19)).first().waitFor()
})

test('an unknown guide, law or article is the page for what is not there', async () => {
  for (const room of ['/licences', '/regulations', '/regulations/consumer-protection-law/articles']) {
    for (const locale of ['zh', 'en'] as const) {
      for (const id of ['unknown', '7777', encodeURIComponent(SCRIPT), '%E4%B8%80', '%25', '..%2F..%2Fetc']) {
        const response = await fetch(`${server.base}${locale === 'en' ? '/en' : ''}${room}/${id}`)
        const html = await response.text()
        expect([response.status, html.includes(t(locale, 'pages.notFound.title'))], response.url).toEqual([404, true])
      }
    }
  }
})

const textOf = async (address: string) => (await fetch(new URL(address, server.base))).text()
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? '')

test('robots.txt names the site map, whose addresses are open and answer', async () => {
  const robots = await textOf('/robots.txt')
  expect(robots).toContain(`Sitemap: ${server.base}/sitemap.xml`)
  const closed = [...robots.matchAll(/Disallow: (\S+)/g)].map(([, prefix]) => prefix ?? '')
  const parts = locations(await textOf('/sitemap.xml'))
  expect(parts.length).toBeGreaterThanOrEqual(3)
  for (const part of parts) {
    const addresses = locations(await textOf(part))
    expect(new Set(addresses).size).toBe(addresses.length)
    const isClosed = (each: string) => closed.some((prefix) => each.startsWith(server.base + prefix))
    expect(addresses.filter((each) => !each.startsWith(server.base) || isClosed(each))).toEqual([])
    const every = Math.ceil(addresses.length / 25)
    await expectAnswers(addresses.filter((_, index) => index % every === 0 || index === addresses.length - 1))
  }
  const laws = locations(await textOf('/sitemap/laws.xml'))
  expect(await Promise.all(laws.map(textOf)).then((pages) => pages.filter((page) => page.includes(LAW)).length)).toBe(2)
  expect((await fetch(`${server.base}/sitemap/nothing.xml`)).status).toBe(404)
})

test('one page of each room names itself and its other edition', async () => {
  const first = async (list: string, field: string) =>
    (await read<{ items: Record<string, string>[] }>(list)).items[0]?.[field] ?? ''
  for (const address of [
    '/regulations',
    '/regulations/consumer-protection-law',
    '/regulations/consumer-protection-law/articles/25',
    '/licences',
    '/licences/milk-tea-shop',
    '/search',
    '/disclosures',
    await first('/api/disclosures?limit=1', 'url'),
    await first('/api/enterprises?limit=1', 'url'),
  ]) {
    const [zh, en] = [server.base + address, `${server.base}/en${address}`]
    for (const own of [zh, en]) {
      const html = await textOf(own)
      const links = [...html.matchAll(/<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)"/g)]
      const found = links.map(([, , language = 'itself', href]) => `${language} ${href}`)
      expect(found).toEqual([`itself ${own}`, `zh-CN ${zh}`, `en ${en}`, `x-default ${zh}`])
    }
  }
})
