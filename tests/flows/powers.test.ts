/** The power list from the bundled draft to a suspended item, through the front door. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { importPowers } from '../../api/powers/import-powers.ts'
import { powerInForce } from '../../api/powers/power-in-force.ts'
import { bundledList, readListFile } from '../../api/powers/read-list-file.ts'
import { suspendPowers } from '../../api/powers/suspend-powers.ts'
import { importLaws } from '../../api/regulations/import-laws.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

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

test('a repealed ground suspends its items with a task at the desk, and the history answers for any day', async () => {
  const clock = fixedClock('2026-11-22T10:00:00+08:00')
  const own = await openApi({ clock })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
  const write = (title: string, articles: string) => {
    const file = path.join(folder, `${title}.md`)
    writeFileSync(file, `# ${title}\n\n2021年1月1日 国务院公布\n\n<!-- INFO END -->\n\n${articles}\n`)
    return importLaws(own.deps, systemContext('test'), [file])
  }
  try {
    await write('演示集市条例', '第一条 集市由市场监督管理部门检查。\n\n第二条 本条例自2021年2月1日起施行。')
    const line = { kind: 'inspection', number: 9001, law: '演示集市条例', article: '1', paragraph: 1, item: 0 } as const
    await importPowers(own.deps, systemContext('test'), [{ ...line, terms: ['集市'], who: ['legal'] }])
    const code = '370176-SJ-JC-9001-00'
    expect(await suspendPowers(own.deps)).toBe(0)
    expect(await powerInForce(own.deps, { code, on: '2026-11-22' })).toEqual({ code, version: 1 })
    expect(await powerInForce(own.deps, { code, on: '2020-01-01' })).toBeNull()

    clock.set('2026-11-25T10:00:00+08:00')
    await write(
      '演示集市管理条例',
      '第一条 集市自查。\n\n第二条 本条例自2026年11月24日起施行。《演示集市条例》同时废止。',
    )
    expect(await suspendPowers(own.deps)).toBe(1)
    expect(await suspendPowers(own.deps)).toBe(0)
    expect(await powerInForce(own.deps, { code, on: '2026-11-25' })).toBeNull()
    expect(await powerInForce(own.deps, { code, on: '2026-11-23' })).toEqual({ code, version: 1 })
    const view = (await (await own.request(`/api/powers/${code}`)).json()) as { state: string; versions: unknown[] }
    expect([view.state, view.versions.length]).toEqual(['suspended', 2])

    const desk = await openDesk(own, ['demo.publisher'])
    const { body } = await desk.get('demo.publisher', '/guides')
    expect(body.items).toMatchObject([{ url: `/powers/${code}`, reason: 'law-repealed', matter: '演示集市条例 1' }])
  } finally {
    await own.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
