/** Personal data planted in everything handed in stands on no public page: every page there is, in both languages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../api/platform/clock.ts'
import { CANARIES, type Planted, plantCanaries } from '../factories/canaries.ts'
import { openApi } from '../harness/api.ts'
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts'
import { samplePages } from '../harness/sample-pages.ts'
import { type RunningServer, startServer } from '../harness/server.ts'

let database: TestDatabase
let server: RunningServer
let planted: Planted
beforeAll(async () => {
  database = await cloneDatabase()
  const api = await openApi({ database, clock: systemClock })
  planted = await plantCanaries(api.deps)
  await api.close()
  server = await startServer({ database })
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('no page, site map or feed of the site shows what was planted', async () => {
  const pages = (await samplePages(server.base)).map(({ address }) => address)
  const record = `/disclosures/${planted.record}`
  const searches = ['/disclosures?q=%E6%BC%94%E7%A4%BA', '/search?q=%E7%BD%9A%E6%AC%BE']
  const more = [record, `${record}/objection`, ...searches, '/sitemap.xml', '/sitemap/records.xml', '/robots.txt']
  const found: string[] = []
  for (const address of [...pages, ...more])
    for (const lead of ['', '/en']) {
      const html = await (await fetch(server.base + lead + address)).text()
      found.push(...CANARIES.filter((canary) => html.includes(canary)).map((canary) => `${lead}${address}: ${canary}`))
    }
  expect(found).toEqual([])
  expect(await (await fetch(`${server.base}/disclosures`)).text()).toContain('王＊')
})
