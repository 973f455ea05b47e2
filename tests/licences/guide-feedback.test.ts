/** What readers say about a guide, tasks at the desk, and the nightly look at the articles it rests on. */
import { beforeAll, expect, test } from 'vitest'
import { closeFlag } from '../../api/licences/feedback/close-flag.ts'
import { flagChangedGuides } from '../../api/licences/feedback/flag-changed-guides.ts'
import { listFlags } from '../../api/licences/feedback/list-flags.ts'
import type { Context } from '../../api/platform/context.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  return api.close
})
const officer = (...permissions: string[]): Context => ({
  actor: { kind: 'staff', id: 'g-officer', permissions, station: null, section: null },
  requestId: 'g',
  locale: 'zh',
  client: 'test',
})
const REVIEWER = officer('guides.review')
const flags = async () => (await listFlags(api.deps, REVIEWER)).items.sort((a, b) => (a.matter < b.matter ? -1 : 1))

test('helpful or not is counted, nothing about who says so is kept', async () => {
  for (const helpful of [true, true, false])
    expect((await api.post('/api/licences/milk-tea/ratings', { helpful })).status).toBe(200)
  const rows = await api.deps.sql`select guide, helpful from guide_ratings order by helpful`
  expect(rows.map(({ guide, helpful }) => `${guide} ${helpful}`)).toEqual([
    'milk-tea-shop false',
    'milk-tea-shop true',
    'milk-tea-shop true',
  ])
  expect((await api.post('/api/licences/unknown/ratings', { helpful: true })).status).toBe(404)
  expect((await api.post('/api/licences/milk-tea/ratings', { helpful: 'so so' })).status).toBe(400)
})

test('what readers call out of date is one task a part, closed once and opened again by the next report', async () => {
  const report = (part: string) => api.post('/api/licences/food-permit/reports', { part })
  expect((await report('fee')).status).toBe(200)
  expect((await report('fee')).status).toBe(200)
  expect((await report('limit')).status).toBe(200)
  expect((await report('everything')).status).toBe(400)
  const open = await flags()
  expect(open.map(({ guide, matter, reports, url }) => [guide, matter, reports, url])).toEqual([
    ['food-permit', 'fee', 2, '/licences/services/food-permit'],
    ['food-permit', 'limit', 1, '/licences/services/food-permit'],
  ])
  const id = open[0]?.id ?? ''
  await expect(closeFlag(api.deps, officer('tickets.read'), { id, outcome: 'x' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await closeFlag(api.deps, REVIEWER, { id, outcome: '对照条文看过，没有变' })
  await expect(closeFlag(api.deps, REVIEWER, { id, outcome: '再来一次' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await flags()).toHaveLength(1)
  await report('fee')
  expect(await flags()).toHaveLength(2)
  const [row] = await api.deps.sql`select count(*)::int as count from audit_log where action like 'guide.%'`
  expect(row?.['count']).toBeGreaterThanOrEqual(7)
})

test('the desk is closed to everybody else', async () => {
  expect((await api.request('/api/desk/guides')).status).toBe(401)
})

test('a guide is flagged once when its article changes, goes, or its law is repealed; never at first sight', async () => {
  const { sql } = api.deps
  const law = '山东省食品小作坊小餐饮和食品摊点管理条例'
  await sql`insert into laws (id, key, title, aliases, level, region, topics)
    values ('test-law', ${`SD:${law}`}, ${law}, '{}', 'local', 'SD', '{}') on conflict do nothing`
  const [stored] = await sql`select id from laws where title = ${law}`
  const id = String(stored?.['id'])
  const version = `${id}-test`
  await sql`insert into law_versions (id, law_id, title, published_on, effective_on, preamble, source, content_hash, article_count)
    values (${version}, ${id}, ${law}, '2017-06-02', '2017-06-02', '', 'official', 'test', 2)`
  const article = (number: string, text: string) =>
    sql`insert into articles (version_id, position, number, label, chapter, text)
      values (${version}, ${Number(number)}, ${number}, ${number}, '{}', ${text})`
  await article('24', '甲')
  await article('23', '乙')
  expect(await flagChangedGuides(api.deps)).toBeGreaterThan(0)
  const mine = async () =>
    (await flags())
      .filter(({ guide, reason }) => guide === 'small-restaurant' && reason !== 'reader')
      .map((each) => `${each.reason} ${each.matter}`)
  // Articles 2, 10, 13 and others of the guide do not stand in this version at all.
  const gone = await mine()
  expect(gone).toContain(`article-gone ${law} 25`)
  expect(gone.some((each) => each.endsWith(' 24'))).toBe(false)
  expect(await flagChangedGuides(api.deps)).toBe(0)
  await sql`update articles set text = '甲，改了' where version_id = ${version} and number = '24'`
  expect(await flagChangedGuides(api.deps)).toBeGreaterThan(0)
  expect(await mine()).toContain(`article-changed ${law} 24`)
  expect(await flagChangedGuides(api.deps)).toBe(0)
  await sql`update law_versions set ends_on = '2026-01-01' where law_id = ${id}`
  expect(await flagChangedGuides(api.deps)).toBeGreaterThan(0)
  expect(await mine()).toContain(`law-repealed ${law} 24`)
})

test('an article the guides cite is found by its law and number, in the library or not', async () => {
  const found = async (place: string) => {
    const response = await api.request(`/api/licences/basis/${place}`)
    return [response.status, response.ok ? ((await response.json()) as { url: string | null }).url : null]
  }
  expect(await found('SDFOOD.24')).toEqual([200, '/regulations/test-law/articles/24?asOf=2026-11-22'])
  expect(await found('HYG.4')).toEqual([200, null])
  expect(await found('NONE.4')).toEqual([404, null])
  expect(await found('SDFOOD')).toEqual([404, null])
})
