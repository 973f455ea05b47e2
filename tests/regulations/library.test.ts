/** Notes, import, search and pages of data of the regulations library, on laws invented for these tests. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { importLaws } from '../../api/regulations/import-laws.ts'
import { storeDigests } from '../../api/regulations/store-digests.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { rebuildIndexes } from '../../api/search/rebuild.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

const ctx = systemContext('test')
const law = (title: string, history: string, ...articles: string[]) =>
  `# ${title}\n\n${history}\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n${articles.join('\n\n')}\n`

let api: TestApi
let folder: string

beforeAll(async () => {
  api = await openApi()
  await putLaws(api)
  folder = mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
  const national = path.join(folder, '行政法规')
  mkdirSync(path.join(folder, '部门规章'), { recursive: true })
  mkdirSync(national)
  writeFileSync(
    path.join(national, '演示集市条例(2019-05-01).md'),
    law(
      '演示集市条例',
      '2019年5月1日 国务院公布',
      '第一条 摊主应当亮照经营。',
      '第二条 鹦鹉摊位应当加盖。',
      '第三条 本条例自2019年7月1日起施行。',
    ),
  )
  writeFileSync(
    path.join(national, '演示集市条例(2024-01-01).md'),
    law(
      '演示集市条例',
      '2024年1月1日 国务院修订',
      '第一条 摊主应当亮照经营，明码标价。',
      '第二条 鹦鹉摊位应当加盖、加锁。',
      '第三条 本条例自2027年1月1日起施行。',
    ),
  )
  writeFileSync(path.join(folder, '部门规章', '无条文.md'), '# 演示通知\n<!-- INFO END -->\n各单位：\n')
  writeFileSync(path.join(folder, '部门规章', '坏字节.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x0a]))
  writeFileSync(path.join(folder, '部门规章', '图.png'), 'x')
  writeFileSync(path.join(folder, '_index.md'), '---\nbookCollapseSection: true\n---\n')
})
afterAll(async () => {
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const json = async (address: string) => {
  const response = await api.request(address)
  expect(response.status, address).toBe(200)
  return response.json()
}
const search = (query: string) => json(`/api/regulations/articles?${new URLSearchParams({ q: query })}`)

describe('before any import', () => {
  test.each([
    ['消费者权益保护法 55', '中华人民共和国消费者权益保护法', '55'],
    ['食安法第一百四十八条', '中华人民共和国食品安全法', '148'],
    ['国家市场监督管理总局令第121号', '市场监督管理投诉举报处理办法', '3'],
    ['七天無理由退貨', '中华人民共和国消费者权益保护法', '25'],
    ['"退一赔三"', '中华人民共和国消费者权益保护法', '55'],
    ['健身房跑路 预付卡', '中华人民共和国消费者权益保护法', '53'],
  ])('%s → %s %s', async (query, title, number) => {
    const { items } = await search(query)
    expect([items[0]?.law.title, items[0]?.number]).toEqual([title, number])
    expect(items[0]?.note.says).toBeTruthy()
  })

  test('notes are stored once', async () => {
    expect(await storeDigests(api.deps, ctx)).toEqual([])
  })

  test('Order 20 gave way to Order 121 on 15 April 2026', async () => {
    const { items } = await json('/api/regulations?q=市场监督管理投诉举报处理暂行办法')
    expect(items[0]).toMatchObject({ status: 'repealed', endsOn: '2026-04-14' })
    const old = await json(`/api/regulations/${items[0].id}?asOf=2025-01-01`)
    expect(old.versions[0]).toMatchObject({ status: 'in-force', replacedBy: '市场监督管理投诉举报处理办法' })
  })

  test('only the system may import', async () => {
    const someone = { ...ctx, actor: { kind: 'public' as const } }
    await expect(importLaws(api.deps, someone, [folder])).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('import', () => {
  test('reads the folder, says what it left out, and is found without a restart', async () => {
    const report = await importLaws(api.deps, ctx, [folder])
    expect(report).toMatchObject({
      files: 5,
      documents: 3,
      laws: 2,
      versions: 3,
      kept: { articles: 6, sections: 1 },
      changed: 2,
    })
    const notes = report.notes.map(({ file, kind, reason }) => [path.basename(file), kind, reason.split(' / ')[1]])
    expect(notes.sort((a, b) => String(a).localeCompare(String(b), 'zh'))).toEqual(
      [
        ['_index.md', 'skipped', 'empty: an index page'],
        ['图.png', 'skipped', 'no format of law texts'],
        ['坏字节.md', 'skipped', 'not UTF-8 or GB18030 text from byte 3 on'],
        ['无条文.md', 'odd', 'no article: kept as sections'],
        ['演示集市条例(2019-05-01).md', 'odd', 'only 3 articles, perhaps cut short'],
        ['演示集市条例(2024-01-01).md', 'odd', 'only 3 articles, perhaps cut short'],
      ].sort((a, b) => String(a).localeCompare(String(b), 'zh')),
    )
    await applyOutbox(api.deps)
    const { items } = await search('鹦鹉摊位')
    expect([items[0]?.text, items[0]?.law.status]).toEqual(['鹦鹉摊位应当加盖。', 'in-force'])
    expect(items[0].highlight.filter(({ hit }: { hit: boolean }) => hit).length).toBeGreaterThan(0)
  })

  test('a second run changes nothing', async () => {
    expect(await importLaws(api.deps, ctx, [folder])).toMatchObject({ changed: 0, repealed: 0 })
    expect(await applyOutbox(api.deps)).toBe(0)
  })

  test('versions stand side by side, each in force in its time', async () => {
    const { items } = await json('/api/regulations?q=演示集市条例')
    const id = items[0].id
    const now = await json(`/api/regulations/${id}?chapter=0`)
    expect([now.effectiveOn, now.endsOn, now.status, now.contents[0].path]).toEqual([
      '2019-07-01',
      '2026-12-31',
      'in-force',
      ['第一章 总则'],
    ])
    expect(now.articles).toHaveLength(3)
    expect((await json(`/api/regulations/${id}?asOf=2027-06-01`)).effectiveOn).toBe('2027-01-01')
    const article = await json(`/api/regulations/${id}/articles/2`)
    expect([
      article.previous.number,
      article.next.number,
      article.versions.map((each: { status: string }) => each.status),
    ]).toEqual(['1', '3', ['not-yet', 'in-force']])
    const all = await json('/api/regulations/articles?q=鹦鹉摊位&status=all')
    expect(all.items.filter(({ text }: { text: string }) => text.includes('鹦鹉'))).toHaveLength(2)
  })

  test('a changed text replaces the stored one of its day', async () => {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
    cpSync(folder, copy, { recursive: true })
    const file = path.join(copy, '行政法规', '演示集市条例(2019-05-01).md')
    writeFileSync(
      file,
      law(
        '演示集市条例',
        '2019年5月1日 国务院公布',
        '第一条 摊主应当亮照经营。',
        '第二条 犀牛摊位应当加盖。',
        '第三条 本条例自2019年7月1日起施行。',
      ),
    )
    expect(await importLaws(api.deps, ctx, [file])).toMatchObject({ changed: 1 })
    await applyOutbox(api.deps)
    expect([(await search('鹦鹉')).total, (await search('犀牛')).total]).toEqual([0, 1])
    rmSync(copy, { recursive: true })
  })

  test('a rebuild finds the same', async () => {
    expect(await rebuildIndexes(api.deps)).toBe(true)
    expect((await search('犀牛')).total).toBe(1)
  })
})

test('a text imported for a rule that our notes call replaced ends on the same day', async () => {
  const file = path.join(folder, '市场监督管理投诉举报处理暂行办法(2022-03-24).md')
  writeFileSync(
    file,
    law('市场监督管理投诉举报处理暂行办法', '2022年3月24日 演示修正', '第一条 演示。', '第二条 演示。'),
  )
  await importLaws(api.deps, ctx, [file])
  const { items } = await json('/api/regulations?q=市场监督管理投诉举报处理暂行办法')
  expect(items[0]).toMatchObject({ source: 'official', status: 'repealed', endsOn: '2026-04-14' })
})

test('the full text takes the place of the notes alone, which stay above it', async () => {
  const file = path.join(folder, '广告法(2021-04-29).md')
  writeFileSync(
    file,
    law(
      '中华人民共和国广告法',
      '2021年4月29日 全国人民代表大会常务委员会修正',
      '第四条 演示正文甲。',
      '第九十九条 演示正文乙。',
    ),
  )
  await importLaws(api.deps, ctx, [file])
  const read = await json('/api/regulations/advertising-law?chapter=all')
  expect([read.source, read.versions.length, read.articles.length]).toEqual(['official', 1, 2])
  expect(read.articles[0]).toMatchObject({ text: '演示正文甲。', note: { title: { en: 'True advertising' } } })
})

test.each(['', '酒', '"', 'x'.repeat(2000), "'; drop table laws; --", 'AND OR', '🥟', '%', '第条'])(
  'odd question %#',
  async (query) => {
    expect((await search(query)).total).toBeGreaterThanOrEqual(0)
  },
)

test.each([
  ['/api/regulations/none', 404],
  ['/api/regulations/advertising-law/articles/5000', 404],
  ['/api/regulations/advertising-law?chapter=77', 404],
  ['/api/regulations/advertising-law/articles/0', 400],
  ['/api/regulations/articles?q=x&level=bad', 400],
  ['/api/regulations/articles?q=x&asOf=2026-02-30', 400],
  [`/api/regulations/articles?q=${'x'.repeat(2001)}`, 400],
])('%s → %i', async (address, status) => {
  const response = await api.request(address)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    'application/problem+json; charset=utf-8',
  ])
})

test('public answers carry an ETag and may be kept', async () => {
  const first = await api.request('/api/regulations/advertising-law')
  expect(first.headers.get('cache-control')).toContain('public')
  const tag = first.headers.get('etag') ?? ''
  expect((await api.request('/api/regulations/advertising-law', { headers: { 'if-none-match': tag } })).status).toBe(
    304,
  )
})

test('one box over everything, in the reader’s language', async () => {
  const response = await api.request('/api/search?q=广告法', { headers: { 'accept-language': 'en' } })
  const { groups } = await response.json()
  expect(groups[0].name).toBe('laws')
  expect(groups[0].items[0]).toMatchObject({ title: 'Advertising Law', url: '/regulations/advertising-law' })
  expect((await json('/api/search?q=')).groups).toEqual([])
})
