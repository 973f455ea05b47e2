/** What can be taken away: the same rows in every file and feed, safe cells, long files in a thread of their own. */

import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExportLane } from '../../api/disclosures/export/lane.ts'
import type { ExportJob } from '../../api/disclosures/export/make-file.ts'
import { tenThousands } from '../../api/disclosures/export/shuanggongshi.ts'
import { writeXlsx } from '../../api/disclosures/export/write-xlsx.ts'
import type { Disclosure } from '../../api/disclosures/model.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { seedDemoDisclosures } from '../../api/disclosures/seed-demo.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
const FORMULA = '=HYPERLINK("http://example.invalid","演示")'
beforeAll(async () => {
  api = await openApi()
  await seedDemoDisclosures(api.deps)
  await publishDisclosure(
    api.deps,
    systemContext('test'),
    penalty({ partyName: FORMULA, partyCategory: 'organisation', uscc: null, documentNumber: '演示罚〔2026〕公式号' }),
  )
  await applyOutbox(api.deps)
}, 120_000)
afterAll(() => api.close())

const text = async (path: string) => (await api.request(path)).text()
/** The journalist's question: food penalties above 50,000 yuan since June. */
const QUESTION = 'type=penalty&topic=food&fineMin=50000&from=2026-06-01'

interface List {
  items: Disclosure[]
  next: string | null
}
async function listed(filter: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | null = `/api/disclosures?limit=100&${filter}`; next; ) {
    const page = (await (await api.request(next)).json()) as List
    ids.push(...page.items.map(({ id }) => id))
    next = page.next
  }
  return ids.sort()
}

/** Text of the parts of a small archive, by name; sizes stand in the central directory. */
function unzip(bytes: Uint8Array): Map<string, string> {
  const buffer = Buffer.from(bytes)
  const parts = new Map<string, string>()
  let at = buffer.readUInt32LE(buffer.length - 6)
  while (buffer.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, extra, comment, start] = [20, 28, 30, 32, 42].map((offset) =>
      offset === 20 || offset === 42 ? buffer.readUInt32LE(at + offset) : buffer.readUInt16LE(at + offset),
    ) as [number, number, number, number, number]
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength)
    const data = start + 30 + buffer.readUInt16LE(start + 26) + buffer.readUInt16LE(start + 28)
    const body = buffer.subarray(data, data + packed)
    parts.set(name, (buffer.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return parts
}

test.each([QUESTION, 'q=面馆&type=inspection'])(
  'CSV, JSON lines, workbook, feed and API give the same rows: %s',
  async (filter) => {
    const ids = await listed(filter)
    expect(ids.length).toBeGreaterThan(0)
    const csv = (await text(`/api/disclosures/export?${filter}`)).split('\r\n').slice(1, -1)
    expect(csv.map((line) => line.split(',')[0]).sort()).toEqual(ids)
    const lines = (await text(`/api/disclosures/export?format=jsonl&${filter}`)).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as Disclosure).id).sort()).toEqual(ids)
    const workbook = await api.request(`/api/disclosures/export?format=xlsx&${filter}`)
    const sheet = unzip(new Uint8Array(await workbook.arrayBuffer())).get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.sort()).toEqual(ids)
    const entries: string[] = []
    for (let next: string | null = `/api/disclosures/feed?format=json&${filter}`; next; ) {
      const feed = JSON.parse(await text(next)) as { items: { id: string }[]; next_url?: string }
      entries.push(...feed.items.map(({ id }) => id))
      next = feed.next_url ? new URL(feed.next_url).pathname + new URL(feed.next_url).search : null
    }
    expect(entries.sort()).toEqual(ids)
    const atom = await text(`/api/disclosures/feed?${filter}`)
    expect([...atom.matchAll(/<id>urn:uuid:([^<]+)/g)].every(([, id]) => ids.includes(id ?? ''))).toBe(true)
  },
)

test.each(['penalty', 'permit', 'inspection', 'sampling', 'abnormal'])(
  'a line of JSON is to the letter the record the API gives: %s',
  async (type) => {
    const { items } = (await (await api.request(`/api/disclosures?limit=100&type=${type}`)).json()) as List
    const lines = (await text(`/api/disclosures/export?format=jsonl&type=${type}`)).split('\n')
    expect(items.length).toBeGreaterThan(10)
    expect(items.filter((record) => !lines.includes(JSON.stringify(record)))).toEqual([])
  },
)

test('a feed brings what was published last first', async () => {
  const atom = await text('/api/disclosures/feed?type=penalty')
  const days = [...atom.matchAll(/<published>([\d-]+)T/g)].map(([, day]) => day)
  expect(days.length).toBe(50)
  expect(days).toEqual([...days].sort().reverse())
  expect(atom).toMatch(/<link rel="next"[^>]+page=2/)
})

test('a cell that looks like a formula runs nowhere', async () => {
  const filter = 'q=公式号'
  expect(await text(`/api/disclosures/export?${filter}`)).toContain(`"'=HYPERLINK(""http`)
  const workbook = await api.request(`/api/disclosures/export?format=xlsx&${filter}`)
  const sheet = unzip(new Uint8Array(await workbook.arrayBuffer())).get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;')
  expect(sheet).not.toContain('<f>')
  expect(await text(`/api/disclosures/feed?${filter}`)).toContain('<title>=HYPERLINK(&quot;http')
})

test('signs no reader sees neither break a line nor shift a field', async () => {
  const partyName = '演示\u001e看不见\u001f的\u001d符号'
  const signs = penalty({
    partyName,
    partyCategory: 'organisation',
    uscc: null,
    documentNumber: '演示罚〔2026〕符号号',
  })
  await publishDisclosure(api.deps, systemContext('test'), signs)
  const lines = (await text('/api/disclosures/export?format=jsonl&type=penalty')).trimEnd().split('\n')
  const [record] = lines
    .map((line) => JSON.parse(line) as Disclosure)
    .filter((d) => d.documentNumber?.includes('符号号'))
  expect(record).toMatchObject({ party: { name: '演示看不见的符号' }, documentNumber: '演示罚〔2026〕符号号' })
})

test('a workbook goes on in a further sheet', async () => {
  const [first] = ((await (await api.request('/api/disclosures?limit=5')).json()) as List).items
  if (!first) throw new Error('no record')
  const line = { own: first, coded: first }
  const batches = (async function* () {
    yield [line, line, line]
    yield [line, line]
  })()
  const pieces: Uint8Array[] = []
  for await (const piece of writeXlsx(batches, 'zh', 2)) pieces.push(piece)
  const parts = unzip(Buffer.concat(pieces))
  const rows = [1, 2, 3].map((n) => parts.get(`xl/worksheets/sheet${n}.xml`)?.match(/<row>/g)?.length)
  expect(rows).toEqual([3, 3, 2])
  expect(parts.get('xl/workbook.xml')).toContain('sheetId="3"')
})

test('the national layout writes sums in 万元, days with slashes, and one type a file', async () => {
  const [head = '', line = ''] = (await text(`/api/disclosures/export?format=shuanggongshi&${QUESTION}`)).split('\r\n')
  expect(head).toContain('行政处罚决定书文号')
  expect(line).toMatch(/,\d+(\.\d{1,6})?,.*,\d{4}\/\d{2}\/\d{2},/)
  expect(await text('/api/disclosures/export?format=shuanggongshi&type=permit')).toContain('许可编号')
  expect((await api.request('/api/disclosures/export?format=shuanggongshi')).status).toBe(400)
  expect([tenThousands('71300.00'), tenThousands('0.15'), tenThousands('1000000.00'), tenThousands('0')]).toEqual([
    '7.13',
    '0.000015',
    '100',
    '0',
  ])
})

test('a long file is made in a thread of its own, two at once', async () => {
  const columns = await api.deps.sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_name = 'disclosures' and column_name not in ('id', 'seq', 'natural_key')`
  const same = columns.map(({ name }) => name).join()
  await api.deps.sql.unsafe(`
    insert into disclosures (id, natural_key, ${same})
    select gen_random_uuid(), 'copy-' || n, ${same}
    from (select * from disclosures where type = 'inspection' and state = 'published' limit 1) d, generate_series(1, 5200) n`)
  const inThread = createExportLane(api.deps)
  const job: ExportJob = { format: 'jsonl', filter: { type: ['inspection'] }, found: null, locale: 'zh' }
  const [one, two] = [inThread(job), inThread(job)]
  await Promise.all([one.next(), two.next()])
  await expect(inThread(job).next()).rejects.toMatchObject({ code: 'unavailable' })
  await Promise.all([one.return(undefined), two.return(undefined)])
  const lines = (await text('/api/disclosures/export?format=jsonl&type=inspection')).trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(5200)
  expect(new Set(lines.map((line) => (JSON.parse(line) as Disclosure).id)).size).toBe(lines.length)
}, 60_000)
