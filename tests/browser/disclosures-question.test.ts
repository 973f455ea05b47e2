/** The journalist's question, answered with a few clicks and no JavaScript; figures, data page, and an alert from asking to its end. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Disclosure } from '../../api/disclosures/model.ts'
import { expectAccessible, openPage } from '../harness/browser.ts'
import { enterDesk } from '../harness/desk.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  return server.stop
})

/** First day of the month half a year ago: demo records lie around today. */
const since = () => {
  const day = new Date()
  day.setUTCMonth(day.getUTCMonth() - 6, 1)
  return day.toISOString().slice(0, 10)
}

const number = (text: string | null) => Number((text ?? '').replace(/[^\d.]/g, ''))
const textOf = async (address: string) => (await fetch(new URL(address, server.base))).text()

/** Ids of a list, page by page. */
async function idsOf(address: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | null = address; next; ) {
    const found = JSON.parse(await textOf(next)) as { items: Disclosure[]; next: string | null }
    ids.push(...found.items.map(({ id }) => id))
    next = found.next
  }
  return ids.sort()
}

test('which food businesses were fined more than 50,000 yuan since then, and how does that compare with last year', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, viewport: { width: 375, height: 800 } })
  let clicks = 0
  const click = async (what: ReturnType<Page['getByRole']>) => {
    clicks += 1
    await what.click()
  }
  await page.goto('/')
  await click(page.getByRole('navigation').getByRole('link', { name: '公开', exact: true }))
  await click(page.getByRole('link', { name: /^行政处罚/ }))
  await click(page.getByText('更多条件'))
  clicks += 1
  await page.getByLabel('领域').selectOption('food')
  await page.getByLabel('罚款不少于').fill('50000')
  await page.getByLabel('决定日期从').fill(since())
  await click(page.getByRole('button', { name: '按这些条件查询' }))
  await page.getByRole('heading', { level: 1, name: /^食品类行政处罚，罚款 5 万元以上.*以来，共 \d+ 件$/ }).waitFor()
  expect(clicks).toBeLessThan(10)

  const compare = page.locator('#compare')
  const rows = await compare.locator('tbody tr').all()
  expect(rows).toHaveLength(2)
  const said = await Promise.all(
    rows.map(async (row) => {
      const links = await row.getByRole('link').all()
      const [count, sum] = await Promise.all(links.map((link) => link.textContent()))
      return { count: number(count ?? ''), sum: number(sum ?? ''), href: (await links[0]?.getAttribute('href')) ?? '' }
    }),
  )
  for (const { count, sum, href } of said) {
    const items = await idsOf(`/api${href}${href.includes('?') ? '&' : '?'}limit=100`)
    expect(items).toHaveLength(count)
    const lines = (await textOf(`/api/disclosures/export?format=jsonl&${href.split('?')[1]}`)).trim().split('\n')
    const fines = lines.filter(Boolean).map((line) => Number((JSON.parse(line) as Disclosure).fineYuan))
    expect(fines.reduce((total, fine) => total + fine, 0)).toBeCloseTo(sum, 2)
  }
  expect(said[0]?.count).toBeGreaterThan(0)

  const query = [...new URL(page.url()).searchParams]
    .filter(([, value]) => value !== '')
    .map((pair) => pair.join('='))
    .join('&')
  const ids = await idsOf(`/api/disclosures?limit=100&${query}`)
  const csv = await page.getByRole('link', { name: '下载表格（CSV）' }).getAttribute('href')
  const lines = (await textOf(csv ?? '')).split('\r\n').slice(1, -1)
  expect(lines.map((line) => line.split(',')[0]).sort()).toEqual(ids)
  const feed = await page.locator('head link[type="application/feed+json"]').getAttribute('href')
  const entries = (JSON.parse(await textOf(feed ?? '')) as { items: { id: string }[] }).items
  expect(entries.map(({ id }) => id).sort()).toEqual(ids)
  const atom = await textOf((await page.locator('head link[type="application/atom+xml"]').getAttribute('href')) ?? '')
  expect([...atom.matchAll(/urn:uuid:([\w-]+)/g)].map(([, id]) => id).sort()).toEqual(ids)
  expect(await page.getByRole('link', { name: /双公示/ }).count()).toBe(1)
})

test('figures: charts with names, and every number opens its records', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false, viewport: { width: 375, height: 800 } })
  await page.goto('/disclosures/figures?type=penalty')
  expect(await page.locator('svg[role="img"] > title').count()).toBeGreaterThanOrEqual(4)
  const link = page.locator('#breaches-table tbody tr').first().getByRole('link').first()
  const count = number(await link.textContent())
  await link.click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(`共 ${count} 件`)
  const wrong = await openPage({ base: server.base, allow: /400|tomorrow/ })
  await wrong.goto('/disclosures/figures?from=tomorrow')
  expect(await wrong.getByRole('alert').count()).toBe(1)
  await wrong.getByText('更多条件').waitFor()
  expect(await wrong.getByLabel('领域').locator('option').count()).toBeGreaterThan(3)
})

test('an alert: asked on the list, read in the demo outbox, confirmed and ended by its links', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto('/disclosures?type=penalty&topic=food')
  await page.getByLabel('邮箱地址').fill('reader@example.cn')
  await page.getByRole('button', { name: '申请提醒' }).click()
  await page.getByRole('heading', { name: '还差一步：去邮箱确认' }).waitFor()

  const desk = await openPage({ base: server.base })
  await enterDesk(desk, 'demo.admin')
  await desk.getByRole('link', { name: '发件箱' }).click()
  await desk.getByRole('heading', { level: 1, name: '发件箱' }).waitFor()
  await expectAccessible(desk)
  await desk.getByText('请确认公示提醒').click()
  const mail = (await desk.locator('.mail-text').first().textContent()) ?? ''
  const [confirm = ''] = /http\S+confirm\?t=\S+/.exec(mail) ?? []

  await page.goto(confirm)
  await page.getByText('食品类行政处罚').waitFor()
  await page.getByRole('button', { name: '确认，开始接收' }).click()
  await page.getByRole('heading', { level: 1, name: '已确认' }).waitFor()

  await page.goto('/disclosures/alerts?type=penalty&topic=food')
  await page.getByLabel('邮箱地址').fill('Reader@example.cn')
  await page.getByRole('button', { name: '申请提醒' }).click()
  await desk.reload()
  await desk.getByText('这个提醒你已经订阅了').click()
  const again = (await desk.locator('.mail-text').first().textContent()) ?? ''
  const [end = ''] = /http\S+end\?t=\S+/.exec(again) ?? []
  await page.goto(end)
  await page.getByRole('button', { name: '取消提醒' }).click()
  await page.getByRole('heading', { level: 1, name: '已取消' }).waitFor()

  const checked = await openPage({ base: server.base, allow: /404|400/ })
  for (const address of [end, `${server.base}/disclosures/alerts/confirm?t=x`]) {
    await checked.goto(address)
    await expectAccessible(checked)
  }
  await checked.goto('/disclosures/alerts')
  await checked.getByLabel('邮箱地址').fill('nobody')
  await checked.getByRole('button', { name: '申请提醒' }).click()
  expect(await checked.getByRole('alert').count()).toBe(1)
  await expectAccessible(checked)
})

test('the data page: a file has the checksum written beside it', async () => {
  const page = await openPage({ base: server.base, javaScriptEnabled: false })
  await page.goto('/data')
  const row = page.locator('#dumps-table tbody tr').first()
  const href = await row.getByRole('link').getAttribute('href')
  const bytes = await (await fetch(server.base + href)).arrayBuffer()
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  expect(await row.locator('.hash').textContent()).toBe(digest)
})
