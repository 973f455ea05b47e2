/** A record from the officer's desk to the public page, an objection on a phone, and its end; JavaScript off throughout. */
import fs from 'node:fs'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, type MessageParams, t } from '../../content/messages/index.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const validator = new HtmlValidate(JSON.parse(fs.readFileSync('.htmlvalidate.json', 'utf8')))
let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const say = (key: MessageKey, params?: MessageParams) => t('zh', key, params)
const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true }).click()
const follow = (page: Page, key: MessageKey) =>
  page
    .getByRole('link', { name: say(key), exact: true })
    .first()
    .click()
const fill = (page: Page, key: MessageKey, value: string) => page.getByLabel(say(key), { exact: true }).fill(value)
/** Addresses met on the way, for the look with scripts on: axe needs them. */
const met = new Map<string, Set<string>>([
  ['desk', new Set()],
  ['public', new Set()],
])
async function expectGood(page: Page): Promise<void> {
  met.get(page.url().includes('/desk/') ? 'desk' : 'public')?.add(page.url())
  const { results } = await validator.validateString(await page.content())
  expect(
    results.flatMap(({ messages }) =>
      messages.map((each) => each.message).filter((message) => !message.endsWith('should omit value')),
    ),
  ).toEqual([])
}
const plain = (viewport = { width: 1280, height: 900 }, allow = /\b(400|403|409|410|422)\b/) =>
  openPage({ base: server.base, javaScriptEnabled: false, viewport, allow })

test('entered, rehearsed, stopped, released, objected to, corrected', { timeout: 180_000 }, async () => {
  const officer = await plain()
  await enterDesk(officer, 'demo.shunhualu')
  await follow(officer, 'common.desk.disclosures')
  await follow(officer, 'desk.draft.new')
  await officer.getByRole('link', { name: say('disclosures.type.penalty'), exact: true }).click()
  await fill(officer, 'disclosures.field.partyName', '演示页面测试店')
  await officer.getByLabel(say('disclosures.field.partyCategory')).selectOption('sole-trader')
  await officer.getByLabel(say('disclosures.field.breach')).selectOption('food-expired')
  await officer.getByLabel(say('disclosures.field.station')).selectOption('shunhualu')
  await officer.getByLabel('罚款', { exact: true }).check()
  await officer.getByLabel(say('disclosures.field.fineYuan')).fill('六万')
  await officer.getByLabel(say('disclosures.field.facts')).fill('经营者王小二，销售过期食品，电话13900005566。')
  await officer.getByLabel(say('disclosures.field.content')).fill('罚款60000元')
  await officer.getByLabel(say('disclosures.field.laws')).fill('食品安全法 124')
  await press(officer, 'desk.draft.save')
  await officer.getByRole('alert').waitFor()
  expect(await officer.getByLabel(say('disclosures.field.partyName'), { exact: true }).inputValue()).toBe(
    '演示页面测试店',
  )
  await officer.getByLabel(say('disclosures.field.fineYuan')).fill('60000')
  await expectGood(officer)
  await press(officer, 'desk.draft.save')
  await officer.getByText(say('desk.draft.saved')).waitFor()
  await officer.getByText(say('desk.rehearsal.leaks', { count: 1 })).waitFor()
  expect(await officer.getByRole('article').textContent()).not.toContain('13900005566')
  await expectGood(officer)
  const draft = officer.url().split('?')[0] ?? ''

  const publisher = await plain()
  await enterDesk(publisher, 'demo.publisher')
  await follow(publisher, 'common.desk.disclosures')
  await expectGood(publisher)
  await publisher.getByRole('link', { name: /演示页面测试店/ }).click()
  await publisher.getByLabel(say('desk.release.secrecy')).check()
  await press(publisher, 'desk.release.send')
  await publisher.getByRole('alert').getByText('经营者').waitFor()
  await publisher.getByLabel(say('desk.release.secrecy')).check()
  await publisher.getByLabel(say('desk.release.override')).fill('演示：虚构的名字。')
  await press(publisher, 'desk.release.send')
  await publisher.getByText(say('desk.publication.done.published')).waitFor()
  await expectGood(publisher)
  await officer.goto(draft)
  await officer.getByText(t('zh', 'errors.disclosures.draftOver')).waitFor()

  const phone = await plain({ width: 375, height: 800 })
  await phone.goto('/disclosures?q=演示页面测试店')
  await phone.getByRole('link', { name: /^演示页面测试店：/ }).click()
  const record = phone.url()
  await follow(phone, 'disclosures.request.object')
  await phone.getByLabel(say('disclosures.request.wrong')).fill('罚款应该是六千元。')
  await press(phone, 'disclosures.request.send')
  await phone.getByRole('alert').waitFor()
  expect(await phone.getByLabel(say('disclosures.request.wrong')).inputValue()).toBe('罚款应该是六千元。')
  await phone.getByLabel('当事人本人或单位').check()
  await phone.getByLabel(say('disclosures.request.name')).fill('演示申请人')
  await phone.getByLabel(say('disclosures.request.phone'), { exact: true }).fill('13900006677')
  await expectGood(phone)
  await press(phone, 'disclosures.request.send')
  const slip = phone.locator('.slip-keep dd')
  const [number = '', code = ''] = await slip.allInnerTexts()
  expect([/^[A-Z]+\d{13}$/.test(number), code.length]).toEqual([true, 8])
  await expectGood(phone)

  await follow(publisher, 'common.desk.disclosures')
  await publisher.getByRole('link', { name: new RegExp(number) }).click()
  await publisher.getByText('罚款应该是六千元。').waitFor()
  await publisher.getByLabel(say('desk.publication.answer')).fill('你说得对，已更正。')
  await publisher.getByLabel(say('disclosures.request.remedy.correction')).check()
  await publisher.getByText(say('desk.remedy.fields')).click()
  const fine = publisher.getByLabel(say('disclosures.field.fineYuan'))
  expect(await fine.inputValue()).toBe('60000.00')
  await fine.fill('6000')
  await publisher.getByLabel(say('disclosures.field.content'), { exact: true }).fill('罚款6000元')
  await publisher.getByLabel(say('desk.remedy.reason')).fill('演示：数额录入有误。')
  await press(publisher, 'desk.remedy.look')
  const changes = publisher.getByRole('table', { name: say('desk.remedy.changes') })
  expect(await changes.getByRole('rowheader').allInnerTexts()).toEqual([
    say('disclosures.field.fineYuan'),
    say('disclosures.field.content'),
  ])
  expect(await publisher.getByLabel(say('desk.remedy.reason')).inputValue()).toBe('演示：数额录入有误。')
  await expectGood(publisher)
  await press(publisher, 'desk.publication.act.uphold')
  await publisher.getByText(say('desk.publication.decided')).waitFor()

  await phone.goto('/disclosures/requests')
  await phone.getByLabel(say('disclosures.request.number')).fill(number)
  await phone.getByLabel(say('tickets.receipt.code')).fill(code)
  await press(phone, 'disclosures.request.look')
  await phone.getByText('你说得对，已更正。').waitFor()
  await expectGood(phone)

  for (const [address, words] of [
    [record, '更正过，现在是第 2 版'],
    [record.replace('/disclosures/', '/en/disclosures/'), '6,000'],
  ] as const)
    await expect.poll(async () => (await fetch(address)).text(), { timeout: 40_000, interval: 2000 }).toContain(words)
  await publisher.goto(record.replace('/disclosures/', '/desk/disclosures/records/'))
  await publisher.getByLabel(say('disclosures.request.remedy.withdrawal')).check()
  await publisher.getByLabel(say('desk.remedy.reason')).fill('演示：决定被撤销。')
  await press(publisher, 'desk.remedy.send')
  await publisher.getByText(say('desk.publication.done.withdrawal')).waitFor()
  await expect.poll(async () => (await fetch(record)).status, { timeout: 40_000, interval: 2000 }).toBe(410)
  await phone.goto(record)
  // The telephone itself may keep a page for half a minute.
  await phone.reload()
  await phone.getByRole('heading', { name: say('disclosures.goneHistory') }).waitFor()
  expect(await phone.content()).not.toContain('演示页面测试店')
  await expectGood(phone)

  await publisher.reload()
  await publisher.getByText('演示：决定被撤销。').waitFor()
  await publisher.getByLabel(say('disclosures.request.remedy.republication')).check()
  await publisher.getByLabel(say('desk.remedy.reason')).fill('演示：误撤，恢复公示。')
  await expectGood(publisher)
  await press(publisher, 'desk.remedy.send')
  await publisher.getByText(say('desk.publication.done.republication')).waitFor()
  const back = async () => (await fetch(record)).text()
  await expect.poll(back, { timeout: 40_000, interval: 2000 }).toContain(say('disclosures.withdrawn.mistaken'))
  expect(await back()).toContain('/share/penalty-zh.png')

  for (const [where, addresses] of met) {
    for (const width of [1280, 375]) {
      const looker = await openPage({ base: server.base, viewport: { width, height: 800 }, allow: /\b(400|409|410)\b/ })
      if (where === 'desk') {
        await enterDesk(looker, 'demo.publisher')
        await looker.goto('/desk/disclosures')
        addresses.add(server.base + (await looker.locator('#drafts a').first().getAttribute('href')))
      }
      for (const address of [...addresses].flatMap((each) => [each, each.replace(server.base, `${server.base}/en`)])) {
        await looker.goto(address)
        await expectAccessible(looker)
        const wide = await looker.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        expect(wide, `${width} ${address}`).toBeLessThanOrEqual(0)
      }
    }
  }
})
