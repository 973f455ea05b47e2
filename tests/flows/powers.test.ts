/** The power list from the bundled draft to a suspended item, through the front door. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { importPowers } from '../../api/powers/import-powers.ts'
import { powerInForce } from '../../api/powers/power-in-force.ts'
import { bundledList, readListFile } from '../../api/powers/read-list-file.ts'
import { suspendPowers } from '../../api/powers/suspend-powers.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
const { lines, refused } = readListFile(bundledList(process.cwd()))
beforeAll(async () => {
  api = await openApi()
  await importPowers(api.deps, systemContext('test'), lines)
})
afterAll(() => api.close())

const get = async (path: string, language = 'zh-CN') => {
  const response = await api.request(`/api/powers${path}`, { headers: { 'accept-language': language } })
  return { status: response.status, body: await response.json() }
}

test('the bundled list is sound, has the size of the seed, and says that it is a draft', async () => {
  expect(refused).toEqual([])
  const { body } = await get('')
  expect(body.size.items).toBeGreaterThanOrEqual(1074)
  expect(body.size.subItems).toBeGreaterThanOrEqual(275)
  expect(body.total).toBe(body.size.items)
})

test('no run of a law’s text stands in it: single terms of at most six characters', () => {
  for (const { terms } of lines) for (const term of terms) expect([...term].length).toBeLessThanOrEqual(6)
})

test('a second import changes nothing; a changed line becomes a version with its reason', async () => {
  const again = await importPowers(api.deps, systemContext('test'), lines)
  expect(again).toEqual({ added: 0, changed: 0, unchanged: lines.length })
  const [first] = lines
  if (!first) throw new Error('an empty list')
  const changed = await importPowers(api.deps, systemContext('test'), [{ ...first, terms: ['演示'] }])
  expect(changed).toMatchObject({ added: 0, changed: 1 })
})

describe('browsing', () => {
  test('by type, section, station, law, whom it binds and words; facets count the same items', async () => {
    const penalties = (await get('?kind=penalty&limit=100')).body
    expect(new Set(penalties.items.map((item: { kind: string }) => item.kind))).toEqual(new Set(['penalty']))
    expect(penalties.total).toBe(penalties.facets.kind[0].count)
    const food = (await get('?station=food')).body
    expect(food.items[0].section.id).toBe('food')
    const atStation = (await get('?station=shunhualu')).body
    expect(atStation.facets.kind.map(({ value }: { value: string }) => value)).not.toContain('licence')
    const byLaw = (await get(`?law=${encodeURIComponent('食品安全法')}&kind=penalty&limit=100`)).body
    expect(byLaw.total).toBeGreaterThan(5)
    const words = (await get(`?q=${encodeURIComponent('食品安全法 标签')}`)).body
    expect(words.total).toBeGreaterThan(0)
    expect((await get('?q=%25')).body.total).toBe(0)
    expect((await get('?counterpart=natural')).body.total).toBeGreaterThan(0)
    expect((await get('?kind=nothing')).status).toBe(400)
  })

  test('pages follow one another without a gap', async () => {
    const first = (await get('?limit=50')).body
    const response = await api.request(first.next)
    const second = (await response.json()) as typeof first
    const codes = [...first.items, ...second.items].map(({ code }: { code: string }) => code)
    expect(new Set(codes).size).toBe(100)
    expect(codes).toEqual(codes.toSorted())
  })

  test('one item tells ground, limits, duties and history in both languages', async () => {
    const { body } = await get(`?q=${encodeURIComponent('卖过期、变质、超标食品')}`)
    const [item] = body.items
    const zh = (await get(`/${item.code}`)).body
    expect(zh).toMatchObject({ kind: 'penalty', basis: { article: '124' } })
    expect(zh.penalties).toContain('罚款')
    expect(zh.fines.length).toBeGreaterThan(0)
    expect(zh.duties.map(({ name }: { name: string }) => name)).toContain('法制审核')
    expect(zh.versions).toHaveLength(1)
    const en = (await get(`/${item.code}`, 'en')).body
    expect(en.name).toBe('Expired, spoiled or over-limit food')
    expect(en.penalties).toContain('Fine')
    expect((await get('/370176-SJ-CF-9999-00')).status).toBe(404)
  })
})

test('as files: every item and sub-item, safe in a spreadsheet', async () => {
  const csv = await (await api.request('/api/powers/export?format=csv')).text()
  expect(csv.trim().split('\r\n')).toHaveLength(lines.length + 1)
  const json = (await (await api.request('/api/powers/export?format=json&lang=en')).json()) as { kind: string }[]
  expect(json).toHaveLength(lines.length)
  const xlsx = Buffer.from(await (await api.request('/api/powers/export?format=xlsx&kind=coercion')).arrayBuffer())
  expect(xlsx.subarray(0, 2).toString()).toBe('PK')
})

test('a repealed ground suspends its items, and the history answers for any day', async () => {
  const [row] = await api.deps.db.execute<{ code: string; law: string; article: string }>(
    sql`select code, law, article from powers where law = '市场监督管理投诉举报处理办法' order by code limit 1`,
  )
  expect(row).toBeDefined()
  const code = row?.code ?? ''
  expect(await powerInForce(api.deps, { code, on: '2026-11-22' })).toMatchObject({ code, version: 1 })
  expect(await powerInForce(api.deps, { code, on: '2020-01-01' })).toBeNull()
  expect(await suspendPowers(api.deps)).toBe(0)
})
