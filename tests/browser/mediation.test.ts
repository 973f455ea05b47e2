/** A complaint from filing to agreement without JavaScript: citizen, officer and business each on their own pages, seen at every step. */
import fs from 'node:fs'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type MessageKey, t } from '../../content/messages/index.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { act, enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const validator = new HtmlValidate(JSON.parse(fs.readFileSync('.htmlvalidate.json', 'utf8')))
const say = (key: MessageKey) => t('zh', key)
const button = (page: Page, key: MessageKey) => page.getByRole('button', { name: say(key), exact: true })
let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

const filed = async (draft: object) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${server.base}/api/tickets`, { method: 'POST', headers, body: JSON.stringify(draft) })
  return (await response.json()) as { number: string; queryCode: string }
}
const visitor = () => openPage({ base: server.base, javaScriptEnabled: false })

/** Sound, reachable by everybody, no wider than a telephone. */
async function expectSound(page: Page): Promise<void> {
  const source = await page.request.get(page.url())
  const report = await validator.validateString(await source.text())
  expect(report.valid, JSON.stringify(report.results[0]?.messages.slice(0, 3))).toBe(true)
  // axe needs a script of its own: the same page, by the same person, where scripts run.
  const scripted = await openPage({ base: server.base })
  await scripted.context().addCookies(await page.context().cookies())
  await scripted.goto(page.url())
  for (const width of [375, 1280]) {
    await scripted.setViewportSize({ width, height: 800 })
    const wider = await scripted.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wider, `${page.url()} at ${width}`).toBe(0)
    await expectAccessible(scripted)
  }
  await scripted.close()
}

test('a complaint from filing to a signed agreement', { timeout: 180_000 }, async () => {
  const key = await filed(complaintDraft())
  const [citizen, officer, business] = [await visitor(), await visitor(), await visitor()]
  await citizen.goto('/tickets/track')
  await citizen.locator('[name=number]').fill(key.number)
  await citizen.locator('[name=code]').fill(key.queryCode)
  await button(citizen, 'tickets.track.send').click()
  await button(citizen, 'tickets.proof.byPhone').click()
  await citizen.locator('[name=proof]').fill((await citizen.locator('.notice strong').textContent()) ?? '')
  await button(citizen, 'tickets.proof.send').click()
  await citizen.getByText(say('tickets.done.proven'), { exact: true }).waitFor()

  await enterDesk(officer, 'demo.shunhualu')
  await act(officer, key.number, 'take')
  await act(officer, key.number, 'accept')
  await act(officer, key.number, 'invite-business', { 'asked.claim': '演示：退还多收的60元。' })
  await expectSound(officer)
  const code = await officer.locator(`dt:has-text("${say('desk.beside.partyCode')}") + dd`).textContent()

  await business.goto('/party')
  await business.locator('[name=number]').fill(key.number)
  await business.locator('[name=code]').fill(code ?? '')
  await button(business, 'tickets.party.open').click()
  await business.getByText('演示：退还多收的60元。').waitFor()
  const page = (await business.locator('main').textContent()) ?? ''
  expect(page).not.toContain('13800000001')
  expect(page).not.toContain('菜单上没写')
  await business.locator('[name=text]').fill('演示：愿意退一半。')
  await button(business, 'tickets.party.send.answer').click()
  await button(business, 'tickets.side.yes').click()
  await business.getByText(say('tickets.party.done.consent'), { exact: true }).waitFor()
  await expectSound(business)

  await citizen.reload()
  await button(citizen, 'tickets.side.yes').click()
  await act(officer, key.number, 'mediate')
  await act(officer, key.number, 'agree', {
    reply: '演示：谈妥。',
    'asked.terms': '演示：三天内退款60元。',
    'asked.performBy': '2027-12-01',
  })
  await business.reload()
  await button(business, 'tickets.side.signButton').click()
  await citizen.reload()
  await button(citizen, 'tickets.side.signButton').click()
  await citizen.getByText(say('tickets.done.signed'), { exact: true }).waitFor()
  await expectSound(citizen)

  // The agreement on paper, for each of the three, and as a file.
  for (const reader of [citizen, business, officer]) {
    if (reader === officer) await reader.goto(`/desk/tickets/${key.number}`)
    else await reader.reload()
    const file = await reader.locator('a:has-text("DOCX")').last().getAttribute('href')
    await reader.locator('.papers a.tall-link', { hasText: '投诉调解书' }).first().click()
    await reader.getByText('演示：三天内退款60元。').first().waitFor()
    await expectSound(reader)
    const response = await reader.request.get(server.base + file)
    expect(response.headers()['content-type']).toContain('wordprocessingml')
  }
})

test('who reported is shown after a reason, and what goes to the national platform is noted', {
  timeout: 180_000,
}, async () => {
  const key = await filed(reportDraft())
  const officer = await openPage({ base: server.base, javaScriptEnabled: false, allow: /400/ })
  await enterDesk(officer, 'demo.shunhualu')
  await officer.goto(`/desk/tickets/${key.number}`)
  expect(await officer.locator('main').textContent()).not.toContain('13800000001')
  await button(officer, 'desk.reporter.look').click()
  await officer.getByText(say('desk.need.reason')).first().waitFor()
  await officer.getByLabel(say('desk.reporter.reason')).fill('演示：核实时间。')
  await button(officer, 'desk.reporter.look').click()
  await officer.getByText('13800000001').waitFor()
  await officer.goto('/desk/national')
  await expectSound(officer)
  await officer.goto(`/desk/tickets/${key.number}`)
  await officer.locator('[name=externalNumber]').fill('演示-3701002026')
  await button(officer, 'desk.national.acknowledge').click()
  await officer.getByText('演示-3701002026').waitFor()
})
