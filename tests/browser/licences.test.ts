/** From a question to a plan on paper: every reader's way through the planner, and what the plan then says. */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Locale, type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { paths } from '../../site/lib/paths.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type Hands, keyboard, pointer } from '../harness/hands.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const SHOTS = path.resolve('.data', 'journeys', 'milk-tea')
/** Paper A4 at 96 dots an inch. */
const PAPER = { width: 794, height: 1123 }

let server: RunningServer
beforeAll(async () => {
  fs.mkdirSync(SHOTS, { recursive: true })
  server = await startServer()
  return server.stop
})

interface Way {
  business: string
  name: { zh: string; en: string }
  answers: { zh: string; en: string }[]
  /** Cards in the plan, and one that is not. */
  cards: string[]
  without: string
}
const SOLE = { zh: '个体工商户', en: 'Sole trader' }
const [YES, NO] = [
  { zh: '要', en: 'Yes' },
  { zh: '不要', en: 'No' },
]
const MILK_TEA = { business: 'milk-tea-shop', name: { zh: '奶茶店、饮品店', en: 'Milk-tea or drinks shop' } }
const ONLINE = { business: 'online-shop', name: { zh: '网店', en: 'Online shop' } }
const PERSON = { zh: '先看看个人能不能卖', en: 'As a person, if that is possible' }
const GOODS = { zh: '别的普通商品', en: 'Other ordinary goods' }
const SHOP = { zh: '只在店里', en: 'Only in the shop' }
const UNDER: Way = {
  ...MILK_TEA,
  answers: [SOLE, NO, { zh: '不足 50 平方米', en: 'Under 50 m²' }, { zh: '不做', en: 'No' }, SHOP],
  cards: ['sole-trader-registration', 'small-restaurant'],
  without: 'food-permit',
}
const WAYS: Way[] = [
  UNDER,
  {
    ...MILK_TEA,
    answers: [SOLE, YES, { zh: '50 平方米以上', en: '50 m² or more' }, SHOP],
    cards: ['trade-name', 'food-permit'],
    without: 'small-restaurant',
  },
  {
    ...ONLINE,
    answers: [PERSON, GOODS, { zh: '不超过 100000 元', en: 'Up to 100,000 yuan' }],
    cards: ['online-self-declaration', 'tax-registration'],
    without: 'sole-trader-registration',
  },
  {
    ...ONLINE,
    answers: [PERSON, GOODS, { zh: '超过 100000 元', en: 'Over 100,000 yuan' }],
    cards: ['network-address', 'sole-trader-registration', 'show-licence-online'],
    without: 'online-self-declaration',
  },
  {
    business: 'maker-space-seat',
    name: { zh: '众创空间席位创业', en: 'A seat in a maker space' },
    answers: [SOLE, NO, { zh: '设计、咨询、软件这类服务', en: 'Services such as design, advice, software' }],
    cards: ['seat-registration', 'sole-trader-registration'],
    without: 'cluster-registration',
  },
  {
    business: 'close-sole-trader',
    name: { zh: '关店：注销个体工商户', en: 'Close a shop: deregister a sole trader' },
    answers: Array.from({ length: 4 }, () => ({ zh: '没有', en: 'No' })),
    cards: ['tax-clearance', 'sole-trader-closing'],
    without: 'deregistration',
  },
]
interface Reader {
  reader: string
  locale: Locale
  width: number
  javaScriptEnabled: boolean
  hands: (page: Page) => Hands
}
const READERS: Reader[] = [
  { reader: 'without a script, on a phone', locale: 'zh', width: 375, javaScriptEnabled: false, hands: () => pointer },
  { reader: 'by keyboard', locale: 'zh', width: 1280, javaScriptEnabled: true, hands: keyboard },
  { reader: 'in English', locale: 'en', width: 1280, javaScriptEnabled: true, hands: () => pointer },
]

const titles = async () => {
  const { items } = (await (await fetch(`${server.base}/api/licences/services`)).json()) as {
    items: { id: string; title: { zh: string; en: string } }[]
  }
  return new Map(items.map(({ id, title }) => [id, title]))
}

describe.each(READERS)('$reader', ({ locale, width, javaScriptEnabled, hands }) => {
  const say = (key: MessageKey, params?: MessageParams) => t(locale, key, params)
  const to = paths(locale)

  test.each(WAYS)('$business $answers.length: $cards', async ({ name, answers, cards, without }) => {
    const page = await openPage({
      base: server.base,
      locale: locale === 'en' ? 'en' : 'zh-CN',
      viewport: { width, height: 800 },
      javaScriptEnabled,
    })
    const { press } = hands(page)
    await page.goto(to.licences())
    await press(page.getByRole('main').getByRole('link', { name: name[locale], exact: true }))
    for (const answer of answers) {
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await press(page.getByRole('button', { name: answer[locale], exact: true }))
      await page.waitForLoadState()
    }
    const steps = page.getByRole('region', { name: say('licences.stepsTitle') })
    await steps.waitFor()
    const known = await titles()
    const shown = await steps.getByRole('heading', { level: 3 }).allTextContents()
    for (const card of cards) expect(shown).toContain(known.get(card)?.[locale])
    expect(shown).not.toContain(known.get(without)?.[locale])
    // Answers stand in the address and nothing else does; the first of the three lines says what to do first.
    expect([...new URL(page.url()).searchParams.keys()]).toHaveLength(answers.length)
    const first = page.getByRole('main').locator('.first-three')
    expect(await first.getByRole('term').allTextContents()).toEqual([
      say('licences.firstDo'),
      say('licences.firstCost'),
      say('licences.firstWhen'),
    ])
    expect(shown).toContain((await first.getByRole('link').first().textContent())?.trim())
    if (javaScriptEnabled) await expectAccessible(page)
  })
})

test('from the home page to a milk-tea plan on paper in at most twelve presses', async () => {
  const page = await openPage({ base: server.base, viewport: { width: 375, height: 800 } })
  const say = (key: MessageKey) => t('zh', key)
  let presses = 0
  const shot = async () =>
    page.screenshot({ path: path.join(SHOTS, `${String(presses).padStart(2, '0')}.png`), fullPage: true })
  const press = async (name: string, role: 'link' | 'button') => {
    await page.getByRole('main').getByRole(role, { name, exact: true }).first().click()
    presses += 1
    await page.waitForLoadState()
    await shot()
  }
  await page.addInitScript(() => {
    Object.assign(window, { print: () => document.documentElement.setAttribute('data-printed', 'yes') })
  })
  await page.goto('/')
  await shot()
  await press(say('pages.home.licencesTitle'), 'link')
  await press(UNDER.name.zh, 'link')
  for (const { zh } of UNDER.answers) await press(zh, 'button')
  await press(say('licences.printNow'), 'button')
  expect(await page.locator('html').getAttribute('data-printed')).toBe('yes')
  expect(presses).toBeLessThanOrEqual(12)

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(PAPER)
  await page.evaluate(() => scrollTo(0, 0))
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.screenshot({ path: path.join(SHOTS, 'paper.png') })
  await page.pdf({ path: path.join(SHOTS, 'plan.pdf'), format: 'A4' })
  const box = await page.locator('.first-three').boundingBox()
  expect((box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0)).toBeLessThan(PAPER.height)
  // What is folded on the screen stands on the paper; what is for the screen does not.
  expect(await page.getByText(say('licences.materials')).first().isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: say('licences.printNow') }).count()).toBe(0)
})

test('ticks stay on the device, the days go into a calendar, and two ways are compared', async () => {
  const page = await openPage({ base: server.base })
  const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
  const address = '/licences/milk-tea?form=sole-trader&name=no&size=49.5&cakes=no&online=no&startOn=2026-12-01'
  await page.goto(address)
  // The address it once had leads on, answers and all.
  expect(new URL(page.url()).pathname).toBe('/licences/milk-tea-shop')
  await page.getByRole('checkbox').first().check()
  await page.reload()
  expect(await page.getByRole('checkbox').first().isChecked()).toBe(true)
  await page.getByText(say('licences.ticked', { done: 1, all: 7 })).waitFor()
  const href = await page.getByRole('link', { name: say('licences.reminders') }).getAttribute('href')
  const file = await (await fetch(new URL(href ?? '', server.base))).text()
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20261219\r\n[\s\S]*END:VCALENDAR\r\n$/)
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  await page.getByRole('link', { name: say('licences.compare', { sides: '个体工商户 还是 公司' }) }).click()
  await page.getByRole('heading', { level: 1, name: /个体工商户 还是 公司/ }).waitFor()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: '公司', exact: true }).click()
  expect(new URL(page.url()).searchParams.get('form')).toBe('company')
})

test('a question from a step becomes a draft; a word that something is out of date reaches the desk', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
  await page.goto('/licences/services/small-restaurant')
  await page.getByRole('link', { name: say('licences.askAbout') }).click()
  const box = page.getByLabel(say('licences.askLabel'))
  expect(await box.inputValue()).toBe(say('licences.askStart', { title: '小餐饮登记（山东）' }))
  await box.fill('我想问办事指南“小餐饮登记（山东）”：隔壁店搬走了，面积变大要不要重办？')
  await page.getByRole('button', { name: say('licences.askSend') }).click()
  await page.waitForURL(/\/tickets\/new\/you\?c=/)
  await page.goto('/licences/services/small-restaurant')
  await page.getByRole('button', { name: say('licences.helpYes'), exact: true }).click()
  await page.getByText(say('licences.thanksRated')).waitFor()
  await page.getByRole('link', { name: say('licences.thanksBack') }).click()
  await page.getByText(say('licences.outdated')).click()
  await page.getByLabel(say('licences.part')).selectOption('fee')
  await page.getByRole('button', { name: say('licences.outdatedSend') }).click()
  await page.getByText(say('licences.thanksReported')).waitFor()

  const desk = await openPage({ base: server.base, javaScriptEnabled: false })
  await enterDesk(desk, 'demo.publisher')
  await desk.getByRole('link', { name: say('common.desk.guides'), exact: true }).click()
  await desk.getByText(say('desk.guides.reason.reader', { part: say('licences.part.fee') })).waitFor()
  await desk.getByLabel(say('desk.guides.outcome')).fill('费用对照条文看过，没有变')
  await desk.getByRole('button', { name: say('desk.guides.close') }).click()
  await desk.getByText(say('desk.guides.done')).waitFor()
  await desk.getByText(say('desk.guides.none')).waitFor()
})
