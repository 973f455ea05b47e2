/** The questions of issue 4 and everything an odd reader may type, on the bundled notes alone and with imported texts beside them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { importLaws } from '../../api/regulations/import-laws.ts'
import type { ArticleResults } from '../../api/regulations/model.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

const ctx = systemContext('test')
const FRAUD = ['中华人民共和国消费者权益保护法', '55']
const PREPAID = ['中华人民共和国消费者权益保护法', '53']
const TENFOLD = ['中华人民共和国食品安全法', '148']
const RETURNS = ['中华人民共和国消费者权益保护法', '25']
const HANDLING = '市场监督管理投诉举报处理办法'

let api: TestApi
let folder: string

beforeAll(async () => {
  api = await openApi()
  await putLaws(api)
})
afterAll(async () => {
  await api.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

async function search(q: string, rest: Record<string, string> = {}): Promise<ArticleResults> {
  const response = await api.request(`/api/regulations/articles?${new URLSearchParams({ q, ...rest })}`)
  expect(response.status, q).toBe(200)
  return response.json()
}
const top = ({ items }: ArticleResults, count = 1) =>
  items.slice(0, count).map(({ law, number }) => [law.title, number])

function onTop(): void {
  test.each([
    ['消费者权益保护法 55', FRAUD],
    ['食安法第一百四十八条', TENFOLD],
    ['七天無理由退貨', RETURNS],
    ['"退一赔三"', FRAUD],
    ['健身房跑路 预付卡', PREPAID],
  ])('%s', async (typed, article) => {
    expect(top(await search(typed))).toEqual([article])
  })

  test.each([
    ['消法第五十五条第二款', [FRAUD]],
    ['请问《食品安全法》第148条是什么', [TENFOLD]],
    ['消法第五十五条、第五十三条和食安法148条', [FRAUD, PREPAID, TENFOLD]],
    ['消保法 53', [PREPAID]],
    ['ＳＨＩ 消费者权益保护法第５５条', [FRAUD]],
    ['消费權益保護法 55', [FRAUD]],
    ['121号令', [['市场监督管理投诉举报处理办法', '3']]],
    ['总局令121号', [['市场监督管理投诉举报处理办法', '3']]],
    ['市监总局令第一百二十一号', [['市场监督管理投诉举报处理办法', '3']]],
    ['假一赔十', [TENFOLD]],
  ])('%s', async (typed, articles) => {
    expect(top(await search(typed), articles.length)).toEqual(articles)
  })
}

/** Questions for a law: any of its articles. */
function lawOnTop(): void {
  test.each([
    ['国家市场监督管理总局令第121号', HANDLING],
    ['市监总局令第一百二十一号', HANDLING],
    ['总局令121号', HANDLING],
    ['121号令', HANDLING],
    ['消废者权益', '中华人民共和国消费者权益保护法'],
  ])('%s', async (typed, title) => {
    expect((await search(typed)).items[0]?.law.title).toBe(title)
  })
}

describe('on the bundled notes', () => {
  onTop()
  lawOnTop()

  test('a word misspelt is answered as it was meant, and said so; exact=true keeps it as typed', async () => {
    const answer = await search('消废者权益')
    expect(answer.query).toMatchObject({ text: '消废者权益', corrected: '消费者权益', applied: true })
    expect((await search('消废者权益', { exact: 'true' })).query).toMatchObject({ applied: false })
    expect((await search('消费者权益')).query).toMatchObject({ corrected: null, applied: false })
    expect((await search('七天無理由退貨')).query.corrected).toBeNull()
  })

  test('a name with a slip is the law it comes nearest to', async () => {
    const answer = await search('消费权益保护法 55')
    expect(answer.query).toMatchObject({ corrected: '消费者权益保护法 55', applied: true })
    expect(top(answer)).toEqual([FRAUD])
  })

  test('a phrase that stands nowhere is searched by its words, and said so; a lay word is explained', async () => {
    expect((await search('"退钱不赔偿的健身房"')).query.loosened).toBe(true)
    const { query } = await search('“退一赔三” 手机')
    expect(query.meanings).toMatchObject([
      { word: '退一赔三', articles: [{ law: '消费者权益保护法', number: '55', url: expect.stringContaining('/55') }] },
    ])
  })

  test('a document number no law has finds what quotes it, not what shares its figures', async () => {
    for (const number of ['演示发〔2020〕5号', '国务院令第9999号'])
      expect(await search(number)).toMatchObject({ total: 0, query: { loosened: false } })
  })

  test('a minus leaves out, also what stands on top', async () => {
    expect(top(await search('退一赔三 -欺诈'))).not.toContainEqual(FRAUD)
  })

  test('filters hold for the article on top, and it is counted once', async () => {
    expect((await search('消法 55', { level: 'rule' })).items).toEqual([])
    const [first, second] = [
      await search('退一赔三', { limit: '1' }),
      await search('退一赔三', { limit: '1', offset: '1' }),
    ]
    expect(first.total).toBe(second.total)
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id)
    expect(Object.values(first.facets.level).reduce((sum, count) => sum + count, 0)).toBe(first.total)
  })

  test('asOf asks another day: before it began, the law does not answer', async () => {
    expect(
      (await search('市场监督管理投诉举报 受理', { asOf: '2019-01-01' })).items.map(({ law }) => law.title),
    ).not.toContain('市场监督管理投诉举报处理办法')
  })
})

describe('with imported texts beside them', () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'yc-laws-'))
    const local = path.join(folder, '地方性法规', '山东')
    mkdirSync(local, { recursive: true })
    const text = (title: string, ...articles: string[]) =>
      `# ${title}\n\n2021年1月1日 通过\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`
    const prepaid = '健身房跑路的，预付卡余额应当退还，经营者不得拒绝退一赔叁的请求。'
    writeFileSync(
      path.join(local, '山东省演示预付卡条例(2021-01-01).md'),
      text('山东省演示预付卡条例', `第一条 ${prepaid}`, `第五十五条 消费者权益保护以演示为准。`),
    )
    await importLaws(api.deps, ctx, [folder])
    await applyOutbox(api.deps)
  })
  onTop()
  lawOnTop()

  test('a law just imported is found by the names people make of it', async () => {
    expect(top(await search('山东演示预付卡条例 55'))).toEqual([['山东省演示预付卡条例', '55']])
  })
})

test.each([
  '"',
  '""',
  '“”',
  '*',
  'AND',
  'NEAR(消费者 权益)',
  "' OR 1=1 --",
  "'; drop table laws; --",
  '-',
  '--',
  '-消费者',
  '酒',
  'a',
  'x'.repeat(2000),
  '消'.repeat(2000),
  '第'.repeat(2000),
  '消法第五十五条'.repeat(280),
  '🥟🥟🥟',
  '\u0000',
  '消费者\u0000权益\u0007',
  '\u202e消费者',
  '《》第条',
  '第99999999999999999999条',
  '消法 0',
  '〔2020〕号',
  '%_\\',
  '{"$ne":1}',
  '<script>alert(1)</script>',
])('odd question %#: %j', async (typed) => {
  const started = performance.now()
  const { items, total, query } = await search(typed)
  expect(query.text).toBe(typed)
  expect(total).toBeGreaterThanOrEqual(items.length)
  expect(performance.now() - started).toBeLessThan(2000)
  expect((await api.request(`/api/search?${new URLSearchParams({ q: typed })}`)).status).toBe(200)
  expect((await api.request(`/api/regulations?${new URLSearchParams({ q: typed })}`)).status).toBe(200)
})

test('nothing asked is nothing found', async () => {
  for (const typed of ['', '   ', '　', '\u200b']) expect(await search(typed)).toMatchObject({ items: [], total: 0 })
})
