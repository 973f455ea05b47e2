/** Meilisearch (scripted) going away and coming back under traffic: no search fails, nothing written meanwhile is lost. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { importLaws } from '../../api/regulations/import-laws.ts'
import type { ArticleResults } from '../../api/regulations/model.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { type FakeMeilisearch, startFakeMeilisearch } from '../fakes/meilisearch.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

const ctx = systemContext('test')
/** No search may take longer, whatever Meilisearch does: 0.8 s of patience and the other engine's own time on a busy machine. */
const LIMIT_MS = 5000
const PATIENCE = { timeout: 20_000, interval: 50 }

let server: FakeMeilisearch
let api: TestApi
let folder: string

beforeAll(async () => {
  server = await startFakeMeilisearch()
  api = await openApi({ config: { meilisearch: { url: server.url, key: server.masterKey } } })
  folder = mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
  await putLaws(api)
})
afterAll(async () => {
  await api.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function search(q: string): Promise<ArticleResults> {
  const response = await api.request(`/api/regulations/articles?${new URLSearchParams({ q })}`)
  expect(response.status).toBe(200)
  return response.json()
}
const engine = async () => (await search('预付款')).engine
const health = async () => (await api.request('/api/health')).json()
const backAgain = () => vi.waitFor(async () => expect(await engine()).toBe('meilisearch'), PATIENCE)

/** Publishes a law while Meilisearch is in whatever state it is in. */
async function publish(title: string, sentence: string): Promise<void> {
  const file = path.join(folder, `${title}.md`)
  writeFileSync(file, `# ${title}\n\n2021年1月1日 国务院公布\n\n<!-- INFO END -->\n\n第一条 ${sentence}\n`)
  await importLaws(api.deps, ctx, [file])
  await applyOutbox(api.deps)
}

test('searches go with a key that may only search; what writes goes with the other', async () => {
  await backAgain()
  const answer = await search('预付卡')
  expect([answer.engine, answer.items[0]?.number]).toEqual(['meilisearch', '53'])
  const by = (route: string) => new Set(server.requests.filter((each) => each.route === route).map((each) => each.by))
  expect(by('POST /multi-search')).toEqual(new Set(['search']))
  expect(by('POST /swap-indexes')).toEqual(new Set(['master']))
  expect(await health()).toMatchObject({ status: 'ok', search: 'meilisearch', searchConfigured: true, notes: [] })
})

test('stopped in the middle of traffic no search fails; with it back, it is used again', async () => {
  const engines: string[] = []
  let slowest = 0
  let going = true
  const caller = async () => {
    while (going) {
      const started = performance.now()
      const answer = await search('七天无理由退货')
      expect(answer.items[0]?.number).toBe('25')
      engines.push(answer.engine)
      slowest = Math.max(slowest, performance.now() - started)
    }
  }
  const callers = Array.from({ length: 4 }, caller)
  await vi.waitFor(() => expect(engines.length).toBeGreaterThan(20), PATIENCE)
  await server.stop()
  await vi.waitFor(() => expect(engines.at(-1)).toBe('sqlite'), PATIENCE)
  expect(await health()).toMatchObject({
    status: 'degraded',
    search: 'sqlite',
    searchConfigured: true,
    notes: ['Meilisearch is away: the embedded search answers'],
  })

  await publish('演示渡口条例', '鹦鹉渡口应当挂灯。')
  expect((await search('鹦鹉渡口')).items[0]?.text).toBe('鹦鹉渡口应当挂灯。')

  await server.start()
  await vi.waitFor(() => expect(engines.at(-1)).toBe('meilisearch'), PATIENCE)
  going = false
  await Promise.all(callers)
  expect(slowest).toBeLessThan(LIMIT_MS)
  const found = await search('鹦鹉渡口')
  expect([found.engine, found.items[0]?.text]).toEqual(['meilisearch', '鹦鹉渡口应当挂灯。'])
  expect(await health()).toMatchObject({ status: 'ok', search: 'meilisearch', notes: [] })
})

test('one that hangs delays no search for long, and is left alone until it answers', async () => {
  server.hang(true)
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const started = performance.now()
      const { engine: by } = await search('预付款')
      return { by, ms: performance.now() - started }
    }),
  )
  expect(answers.map(({ by }) => by)).toEqual(answers.map(() => 'sqlite'))
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(LIMIT_MS)
  const started = performance.now()
  expect(await engine()).toBe('sqlite')
  expect(performance.now() - started).toBeLessThan(300)
  server.hang(false)
  await backAgain()
})

test('a server that comes back empty is filled before it serves', async () => {
  await server.stop()
  expect(await engine()).toBe('sqlite')
  server.wipe()
  await server.start()
  await backAgain()
  expect((await search('鹦鹉渡口')).total).toBe(1)
  expect((await search('消法 55')).items[0]?.number).toBe('55')
})

test('away from the start, everything works, and it joins when it comes', async () => {
  await server.stop()
  const late = await openApi({ config: { meilisearch: { url: server.url, key: server.masterKey } } })
  try {
    await putLaws(late)
    const ask = async () => (await late.request('/api/regulations/articles?q=预付卡')).json()
    const without = await ask()
    expect([without.engine, without.items[0]?.number]).toEqual(['sqlite', '53'])
    await server.start()
    await vi.waitFor(async () => expect((await ask()).engine).toBe('meilisearch'), PATIENCE)
    expect((await ask()).items[0]?.number).toBe('53')
  } finally {
    await late.close()
  }
})
