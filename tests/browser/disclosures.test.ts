/** A journalist and a shopper, JavaScript off; and no page shows what was covered. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { systemClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { penalty, USCC } from '../factories/disclosures.ts'
import { openApi } from '../harness/api.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

const NAME = '王演示甲'
const CANARIES = [NAME, '13900007788', 'canary@example.cn']

let database: TestDatabase
let server: RunningServer
const ids = { person: '', corrected: '', gone: '' }

beforeAll(async () => {
  database = await cloneDatabase()
  const api = await openApi({ database, clock: systemClock })
  const ctx = systemContext('test')
  ids.corrected = await publishDisclosure(api.deps, ctx, penalty())
  await correctDisclosure(api.deps, ctx, {
    id: ids.corrected,
    version: 1,
    changes: { fineYuan: '70000.00' },
    reason: '数额录入有误。',
  })
  ids.gone = await publishDisclosure(
    api.deps,
    ctx,
    penalty({ documentNumber: '演示罚〔2026〕2号', partyName: '演示将撤店' }),
  )
  await withdrawDisclosure(api.deps, ctx, { id: ids.gone, kind: 'annulled', reason: '演示' })
  ids.person = await publishDisclosure(
    api.deps,
    ctx,
    penalty({
      documentNumber: '演示罚〔2026〕3号',
      partyName: NAME,
      partyCategory: 'natural-person',
      uscc: null,
      detail: { facts: `${NAME}电话13900007788，邮箱canary@example.cn。`, content: `对${NAME}罚款60000元` },
    }),
  )
  await api.close()
  server = await startServer({ database })
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('the journalist: filter, read the sentence, take the rows, see what was changed', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto('/disclosures')
  await page.getByRole('link', { name: '行政处罚' }).first().click()
  await page.getByText('更多条件').click()
  await page.getByLabel('领域').selectOption('food')
  await page.getByLabel('罚款不少于').fill('65000')
  await page.getByRole('button', { name: '按这些条件查询' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('食品类行政处罚，罚款 6.5 万元以上，共 1 件')
  const href = await page.getByRole('link', { name: /下载表格/ }).getAttribute('href')
  const file = Buffer.from(await (await fetch(server.base + href)).arrayBuffer()).toString('utf8')
  expect(file.charCodeAt(0)).toBe(0xfeff)
  expect(file.split('\r\n')).toHaveLength(3)
  expect(file).toContain('70000.00')
  await page.getByRole('link', { name: '演示测试面馆：经营超过保质期的食品' }).click()
  await page.getByText('数额录入有误。').first().waitFor()
  expect(await page.locator('del').first().textContent()).toBe('60000.00')
  expect(await page.locator('ins').first().textContent()).toBe('70000.00')
})

test('the shopper: look up a business by its code, on a phone, in English', async () => {
  const page = await openPage({
    base: server.base,
    javaScriptEnabled: false,
    viewport: { width: 375, height: 800 },
    locale: 'en',
  })
  await page.goto('/en/enterprises')
  await page.getByLabel('Name, address or code').fill(USCC.toLowerCase())
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: '演示测试面馆' }).click()
  await page.getByRole('heading', { name: 'Day by day' }).waitFor()
  expect(await page.getByText('fines of ¥70,000 in all').count()).toBe(1)
})

test('pages are accessible, and what is withdrawn says so with 410', async () => {
  for (const address of [
    `/disclosures/${ids.corrected}`,
    `/en/disclosures/${ids.person}`,
    `/enterprises/${USCC}`,
    '/disclosures?q=nothing-like-it',
  ]) {
    const page = await openPage({ base: server.base })
    await page.goto(address)
    await expectAccessible(page)
  }
  const page = await openPage({ base: server.base, allow: /410/ })
  expect((await page.goto(`/disclosures/${ids.gone}`))?.status()).toBe(410)
  expect(await page.content()).not.toContain('演示将撤店')
  await expectAccessible(page)
})

test('no page shows what was covered', async () => {
  const addresses = ['/disclosures', `/disclosures/${ids.person}`, '/enterprises', '/disclosures?q=王', '/']
  for (const address of addresses.flatMap((each) => [each, each === '/' ? '/en' : `/en${each}`])) {
    const text = await (await fetch(server.base + address)).text()
    expect(
      CANARIES.filter((canary) => text.includes(canary)),
      address,
    ).toEqual([])
  }
})
