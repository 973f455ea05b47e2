/** The regulations library by its readers: versions beside each other, days, citations, copies, and results while typing. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Locale, type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { paths } from '../../site/lib/paths.ts'
import { PREFERENCES_COOKIE } from '../../site/lib/preferences.ts'
import { testEnvironment } from '../harness/api.ts'
import { expectAccessible, openPage, pageWeight } from '../harness/browser.ts'
import { keyboard } from '../harness/hands.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const LAW = '演示集市管理条例'
const text = (title: string, history: string, ...articles: string[]) =>
  [`# ${title}`, history, '<!-- INFO END -->', '## 第一章 总则', ...articles].join('\n\n')
const copied = '第二条 流动摊主离开摊位前应当清运演示垃圾，并交还演示摊位牌。'
const FILES: Record<string, string> = {
  [`行政法规/${LAW}(2019-05-01).md`]: text(
    LAW,
    '2019年5月1日 国务院公布',
    '第一条 摊主应当亮照经营。',
    '第二条 鹦鹉摊位应当加盖。',
    '第三条 本条例自2019年7月1日起施行。',
  ),
  [`行政法规/${LAW}(2024-01-01).md`]: text(
    LAW,
    '2024年1月1日 国务院修订',
    '第一条 摊主应当亮照经营。',
    '第二条 集市办公室负责登记造册工作。',
    '第三条 鹦鹉摊位应当加盖、加锁。',
    '第四条 本条例自2024年3月1日起施行。',
  ),
  '部门规章/演示摊位办法(2024-05-01).md': text(
    '演示摊位办法',
    '2024年5月1日 国家市场监督管理总局公布',
    `第一条 违反《${LAW}》第三条的，依照《中华人民共和国食品安全法》第一百四十八条赔偿。`,
    '第二条 本办法自2024年6月1日起施行。',
  ),
  'DLC/山东地方法规/山东省演示摊位条例(2023-01-01).md': text(
    '山东省演示摊位条例',
    '2023年1月1日 山东省人民代表大会常务委员会公布',
    '第一条 为了演示山东，制定本条例。',
    copied,
    '第三条 本条例自2023年2月1日起施行。',
  ),
  'DLC/浙江地方法规/浙江省演示摊位条例(2023-01-01).md': text(
    '浙江省演示摊位条例',
    '2023年1月1日 浙江省人民代表大会常务委员会公布',
    '第一条 为了演示浙江，制定本条例。',
    copied,
    '第三条 本条例自2023年2月1日起施行。',
  ),
}

const validator = new HtmlValidate(JSON.parse(fs.readFileSync('.htmlvalidate.json', 'utf8')))
let server: RunningServer
let id = ''
/** The library's first page before any import, by language. */
const fresh: Partial<Record<Locale, string>> = {}

beforeAll(async () => {
  server = await startServer()
  for (const locale of ['zh', 'en'] as const) {
    fresh[locale] = await (await fetch(server.base + paths(locale).regulations())).text()
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
  for (const [name, law] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), law)
  }
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...testEnvironment(server.database, server.dataDir) }
  await promisify(execFile)(process.execPath, ['api/cli/main.ts', 'import', 'laws', folder], { env })
  fs.rmSync(folder, { recursive: true })
  const answer = await fetch(`${server.base}/api/regulations?q=${encodeURIComponent(LAW)}`)
  id = ((await answer.json()) as { items: { id: string }[] }).items[0]?.id ?? ''
  return server.stop
})

const READERS = [
  { reader: 'without a script at 375 px', locale: 'zh', width: 375, javaScriptEnabled: false, elder: false },
  { reader: 'in English at 1280 px', locale: 'en', width: 1280, javaScriptEnabled: true, elder: false },
  { reader: 'in elder mode at 375 px', locale: 'zh', width: 375, javaScriptEnabled: true, elder: true },
] as const

async function enter(reader: (typeof READERS)[number], allow?: RegExp) {
  const { locale, width, javaScriptEnabled, elder } = reader
  const page = await openPage({
    base: server.base,
    locale: locale === 'en' ? 'en' : 'zh-CN',
    viewport: { width, height: 800 },
    javaScriptEnabled,
    ...(allow ? { allow } : {}),
  })
  if (elder) await page.context().addCookies([{ name: PREFERENCES_COOKIE, value: 'elder', url: server.base }])
  const say = (key: MessageKey, params?: MessageParams) => t(locale, key, params)
  return {
    page,
    say,
    to: paths(locale),
    link: (name: string) => page.getByRole('main').getByRole('link', { name, exact: true }),
    fits: async () => {
      const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      expect(await page.evaluate(beyond), page.url()).toBe(0)
      // An anchor may have left something half under the bar that stays in sight.
      if (javaScriptEnabled) {
        await page.evaluate(() => scrollTo(0, 0))
        await expectAccessible(page)
      }
      const { results } = await validator.validateString(await (await fetch(page.url())).text())
      const faults = results.flatMap(({ messages }) => messages.map(({ message, ruleId }) => `${ruleId}: ${message}`))
      expect(faults.filter((fault) => !fault.includes('<style>'))).toEqual([])
    },
  }
}

describe.each(READERS)('$reader', (reader) => {
  test('two versions beside each other, the changed words marked', async () => {
    const { page, say, to, link, fits } = await enter(reader)
    await page.goto(to.regulation(id))
    await link(say('regulations.compareOf')).click()
    await page.getByText(say('regulations.compareCounts', { changed: 2, added: 1, removed: 0, same: 1 })).waitFor()
    expect(await page.locator('ins').allTextContents()).toContain('、加锁')
    expect(await page.locator('ins').allTextContents()).toContain('集市办公室负责登记造册工作。')
    const sides = await page
      .locator('.compare__side')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().x))
    expect(new Set(sides).size).toBe(reader.width < 700 ? 1 : 2)
    await fits()
    expect((await pageWeight(server.base, to.regulationCompare(id))) / 1024).toBeLessThan(60)
  })

  test('an article: in force on a day, who cites it, how to cite it', async () => {
    const { page, say, to, link, fits } = await enter(reader, /\b400\b|does not conform/)
    await page.goto(to.regulationArticle(id, '3'))
    await link(t(reader.locale, 'common.citationLabel', { law: '演示摊位办法', label: '第一条' })).waitFor()
    expect(await page.locator('#cite').textContent()).toContain(`${server.base}${to.regulationArticle(id, '3')}`)
    const copy = page.getByRole('button', { name: say('regulations.copy') })
    expect(await copy.isVisible()).toBe(reader.javaScriptEnabled)
    await fits()
    await page.getByLabel(say('regulations.asOfTitle')).fill('2020-02-03')
    await page.getByRole('button', { name: say('regulations.asOfShow') }).click()
    await page.getByText('本条例自2019年7月1日起施行。').first().waitFor()
    await link(say('regulations.toToday')).click()
    await page.getByText('鹦鹉摊位应当加盖、加锁。').waitFor()
    expect((await page.goto(to.regulationArticle(id, '3', '2026-02-30')))?.status()).toBe(400)
    const summary = page.getByRole('alert')
    await summary.getByText(say('regulations.asOfWrong', { day: '2026-02-30' })).waitFor()
    await summary.getByRole('link').click()
    const field = page.getByLabel(say('regulations.asOfTitle'))
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByText('鹦鹉摊位应当加盖、加锁。').waitFor()
    await fits()
  })

  test('copies across regions are one result with a way to all', async () => {
    const { page, say, to, link, fits } = await enter(reader)
    await page.goto(to.regulations({ q: '交还演示摊位牌' }))
    const shown = ['山东省演示摊位条例', '浙江省演示摊位条例'].map((law) =>
      link(t(reader.locale, 'common.citationLabel', { law, label: '第二条' })).count(),
    )
    expect((await Promise.all(shown)).sort()).toEqual([0, 1])
    await link(say('regulations.copies', { count: 1 })).click()
    const copies = page.getByRole('region', { name: say('regulations.copiesTitle') })
    await copies.getByRole('link').waitFor()
    await fits()
  })

  test('a law says what cites it and where the site relies on it', async () => {
    const { page, say, to } = await enter(reader)
    await page.goto(to.regulation('food-safety-law'))
    const citing = page.getByRole('region', { name: say('regulations.citedByLaw') })
    await citing.getByRole('link', { name: '演示摊位办法' }).waitFor()
    await page.getByRole('heading', { name: say('regulations.usedHere') }).waitFor()
    await page.getByLabel(say('regulations.inThisLaw')).fill('过期')
    await page.getByLabel(say('regulations.inThisLaw')).press('Enter')
    const tags = page.getByRole('list', { name: say('common.tags') })
    await tags.getByRole('link', { name: '中华人民共和国食品安全法' }).click()
    expect(new URL(page.url()).searchParams.get('law')).toBe(null)
  })
})

describe('before any import', () => {
  test.each(['zh', 'en'] as const)('the page is useful and says how to load the texts, %s', (locale) => {
    const html = fresh[locale] ?? ''
    const say = (key: MessageKey) => t(locale, key).replaceAll('’', '’')
    expect(html).toContain('npm run import -- laws')
    expect(html).toContain(say('regulations.askedTitle'))
    expect(html).toContain(say('regulations.ask.price'))
    expect(html).toContain(say('regulations.topicsTitle'))
    expect(html.match(/href="(\/en)?\/regulations\/[a-z-]+"/g)?.length).toBeGreaterThan(5)
  })
})

describe('results while typing', () => {
  const open = async () => {
    const page = await openPage({ base: server.base })
    const box = page.getByRole('searchbox', { name: t('zh', 'regulations.words') })
    await page.goto(paths('zh').licences())
    await page.goto(paths('zh').regulations())
    await page.locator('astro-island:not([ssr])').waitFor({ state: 'attached' })
    return { page, box, first: page.getByRole('article').first().getByRole('link').first() }
  }

  test('follow the words, the address too, and are announced; back and forward lead where they led', async () => {
    const { page, box, first } = await open()
    await box.pressSequentially('鹦鹉摊位', { delay: 20 })
    await page.waitForURL(/q=/)
    expect(await first.textContent()).toContain(LAW)
    expect(await page.getByRole('status').textContent()).toMatch(/^找到 \d+ 条。$/)
    expect(await page.title()).toContain('鹦鹉摊位')
    await expectAccessible(page)
    await first.click()
    await page.waitForURL(/articles/)
    await page.goBack()
    expect(await box.inputValue()).toBe('鹦鹉摊位')
    expect(await first.textContent()).toContain(LAW)
    await page.goBack()
    expect(page.url()).toBe(server.base + paths('zh').licences())
    await page.goForward()
    expect(await first.textContent()).toContain(LAW)
  })

  test('only the last words count, and half a word of an input method does not', async () => {
    const { page, box, first } = await open()
    let held: (() => void) | undefined
    await page.route(/q=%E9%B9%A6%E9%B9%89$/, async (route) => {
      await new Promise<void>((resolve) => {
        held = resolve
      })
      await route.continue().catch(() => {})
    })
    await box.fill('鹦鹉')
    await expect.poll(() => held !== undefined).toBe(true)
    await box.fill('清运演示垃圾')
    await page.waitForURL(/%E6%B8%85%E8%BF%90/)
    held?.()
    expect(await first.textContent()).toContain('演示摊位条例')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await box.evaluate((element: HTMLInputElement) => {
      element.value = 'ying wu'
      element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
    })
    await page.waitForTimeout(600)
    expect(asked).toEqual([])
  })

  test('by keyboard alone: type, go on into the results, open one', async () => {
    const { page, box, first } = await open()
    const hands = keyboard(page)
    await hands.type(box, '鹦鹉摊位')
    await page.waitForURL(/q=/)
    await hands.press(first)
    await page.waitForURL(/articles/)
  })
})

test('a wrong condition leaves the right ones as they were', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, allow: /\b400\b|does not conform/ })
  const say = (key: MessageKey) => t('zh', key)
  await page.goto('/regulations?q=食品&level=law&region=zzz&asOf=2026-02-30')
  expect(await page.getByLabel(say('regulations.field.level')).inputValue()).toBe('law')
  await page.goto('/disclosures?topic=food&type=nothing&from=2026-02-30')
  expect(await page.getByLabel(say('disclosures.column.topic')).inputValue()).toBe('food')
  const links = page.getByRole('alert').getByRole('link')
  for (const href of await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? '')))
    expect(await page.locator(href).count(), href).toBe(1)
  expect(await page.getByRole('alert').getByRole('listitem').count()).toBe(2)
})

test.each([
  ['消费者权益保护法 55', '中华人民共和国消费者权益保护法', '第五十五条'],
  ['食安法第一百四十八条', '中华人民共和国食品安全法', '第一百四十八条'],
  ['国家市场监督管理总局令第121号', '市场监督管理投诉举报处理办法', null],
  ['消废者权益', '中华人民共和国消费者权益保护法', null],
  ['七天無理由退貨', '中华人民共和国消费者权益保护法', '第二十五条'],
  ['"退一赔三"', '中华人民共和国消费者权益保护法', '第五十五条'],
  ['健身房跑路 预付卡', '中华人民共和国消费者权益保护法', '第五十三条'],
])('%s puts the right thing on top', async (q, law, label) => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto(paths('zh').regulations({ q }))
  const top = await page.getByRole('article').first().getByRole('link').first().textContent()
  expect(top).toContain(law)
  if (label !== null) expect(top).toContain(label)
})

test.each(['', '酒', 'AND OR NOT', "'; drop table laws; --", '🥟', '"', '-', '第条', 'x'.repeat(2000)])(
  'an odd question %# gets a sensible page',
  async (q) => {
    for (const locale of ['zh', 'en'] as const) {
      const response = await fetch(server.base + paths(locale).regulations({ q }))
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).toContain(t(locale, 'regulations.words'))
    }
  },
)

test('programs find the laws: site map, plain text, schema.org', async () => {
  const map = await (await fetch(`${server.base}/sitemap/laws.xml`)).text()
  expect(map).toContain(`/regulations/${id}<`)
  expect((await fetch(`${server.base}/sitemap/laws-2.xml`)).status).toBe(404)
  const plain = await fetch(server.base + paths('zh').regulationText(id))
  expect(plain.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await plain.text()).toContain('第三条　鹦鹉摊位应当加盖、加锁。')
  expect((await fetch(`${server.base}/regulations/nothing.txt`)).status).toBe(404)
  const html = await (await fetch(server.base + paths('zh').regulation(id))).text()
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? '{}')
  expect(data).toMatchObject({ '@type': 'Legislation', name: LAW, legislationDateVersion: '2024-03-01' })
})
