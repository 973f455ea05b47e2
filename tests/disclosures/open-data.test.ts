/** The data as a whole: dumps that are true and stay true, their checksums, package, dictionary, changes and addresses. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { Disclosure } from '../../api/disclosures/model.ts'
import { keepDumps } from '../../api/disclosures/open-data/keep-dumps.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { redactDisclosure } from '../../api/disclosures/redact-disclosure.ts'
import { seedDemoDisclosures } from '../../api/disclosures/seed-demo.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { type Clock, fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { CANARIES, plantCanaries } from '../factories/canaries.ts'
import { penalty } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const ctx = systemContext('test')
let clock: Clock & { set(instant: string): void }
let api: TestApi
beforeAll(async () => {
  clock = fixedClock(NOW)
  api = await openApi({ clock })
  await seedDemoDisclosures(api.deps)
  await applyOutbox(api.deps)
  return () => api.close()
}, 120_000)

interface Dump {
  name: string
  rows: number
  bytes: number
  sha256: string
  url: string
}
const read = async <T>(address: string) => (await (await api.request(address)).json()) as T
const text = async (address: string) => (await api.request(`/api/disclosures/${address}`)).text()
const dumps = async () => (await read<{ items: Dump[] }>('/api/disclosures/dumps')).items
const bytesOf = async (name: string) =>
  Buffer.from(await (await api.request(`/api/disclosures/dumps/${name}`)).arrayBuffer())
const textOf = async (name: string) => gunzipSync(await bytesOf(name)).toString('utf8')
const totalOf = async (filter: string) => (await read<{ total: number }>(`/api/disclosures?limit=1&${filter}`)).total

test('every dump has the rows, the size and the checksum it is said to have', async () => {
  const list = await dumps()
  expect(list.map(({ name }) => name)).toHaveLength(5)
  for (const { name, rows, bytes, sha256 } of list) {
    const file = await bytesOf(name)
    expect([name, file.length, createHash('sha256').update(file).digest('hex')]).toEqual([name, bytes, sha256])
    const lines = gunzipSync(file).toString('utf8').trimEnd().split('\n').length
    expect([name, lines - (name.includes('csv') ? 1 : 0)]).toEqual([name, rows])
  }
  const rowsOf = (start: string) => list.find(({ name }) => name.startsWith(start))?.rows
  expect(rowsOf('disclosures.csv')).toBe(await totalOf(''))
  expect(rowsOf('penalties')).toBe(await totalOf('type=penalty'))
  expect(rowsOf('permits')).toBe(await totalOf('type=permit'))
  expect((await api.request('/api/disclosures/dumps/..%2Fsecrets.json')).status).toBe(400)
})

test('a dump that holds what was taken down, redacted or corrected is replaced within a minute', async () => {
  const publish = (documentNumber: string, partyName: string) =>
    publishDisclosure(api.deps, ctx, penalty({ documentNumber, partyName }))
  const withdrawn = await publish('演示罚〔2026〕库1号', '演示将撤店')
  const redacted = await publish('演示罚〔2026〕库2号', '演示将删店')
  const corrected = await publish('演示罚〔2026〕库3号', '演示将改店')
  clock.set('2026-11-23T00:00:30+08:00')
  expect(await keepDumps(api.deps)).toBe(true)
  for (const name of ['演示将撤店', '演示将删店', '演示将改店'])
    expect(await textOf('disclosures.jsonl.gz')).toContain(name)
  expect(await keepDumps(api.deps)).toBe(false)

  await withdrawDisclosure(api.deps, ctx, { id: withdrawn, kind: 'annulled', reason: '演示' })
  expect(await keepDumps(api.deps)).toBe(true)
  for (const { name } of await dumps()) expect(await textOf(name)).not.toContain('演示将撤店')

  await redactDisclosure(api.deps, ctx, { id: redacted, version: 1, texts: ['演示将删店'], reason: '依法删除。' })
  expect(await keepDumps(api.deps)).toBe(true)
  for (const { name } of await dumps()) expect(await textOf(name)).not.toContain('演示将删店')

  await correctDisclosure(api.deps, ctx, {
    id: corrected,
    version: 1,
    changes: { fineYuan: '61234.00' },
    reason: '录入有误。',
  })
  expect(await keepDumps(api.deps)).toBe(true)
  expect(await textOf('disclosures.csv.gz')).toContain('61234.00')

  // A record whose period ends at midnight is gone before any sweep has taken it down.
  const last = await publishDisclosure(
    api.deps,
    ctx,
    penalty(
      { documentNumber: '演示罚〔2026〕库4号', partyName: '演示将满店', severity: 'minor', decidedOn: '2026-08-20' },
      { publishedOn: '2026-08-24' },
    ),
  )
  clock.set('2026-11-23T12:00:00+08:00')
  await keepDumps(api.deps)
  clock.set('2026-11-25T00:01:00+08:00')
  expect((await api.request(`/api/disclosures/${last}`)).status).toBe(410)
  expect(await keepDumps(api.deps)).toBe(true)
  expect(await textOf('disclosures.jsonl.gz')).not.toContain('演示将满店')
})

test('personal data planted in a record stands in no dump and in no figure', async () => {
  await plantCanaries(api.deps)
  clock.set('2026-11-26T00:01:00+08:00')
  expect(await keepDumps(api.deps)).toBe(true)
  const texts = [
    ...(await Promise.all((await dumps()).map(({ name }) => textOf(name)))),
    await text('statistics'),
    await text('changes'),
  ]
  expect(texts[0]).toContain('王＊')
  for (const each of texts) expect(CANARIES.filter((canary) => each.includes(canary))).toEqual([])
})

test('the data package names every file with columns, size and checksum, and claims no licence', async () => {
  const descriptor = await read<{
    licenses?: unknown
    resources: { path: string; bytes: number; hash: string; schema?: { fields: { name: string; type: string }[] } }[]
  }>('/api/disclosures/datapackage.json')
  expect(descriptor.licenses).toBeUndefined()
  const list = await dumps()
  expect(descriptor.resources.map(({ path, bytes, hash }) => [new URL(path).pathname, bytes, hash])).toEqual(
    list.map(({ url, bytes, sha256 }) => [url, bytes, `sha256:${sha256}`]),
  )
  for (const { path, schema } of descriptor.resources.filter((each) => each.schema)) {
    const [head = ''] = (await textOf(path.split('/').at(-1) ?? '')).split('\r\n')
    expect(head.replace('\uFEFF', '').split(',')).toEqual(schema?.fields.map(({ name }) => name))
  }
})

test('the dictionary explains every column and every field', async () => {
  const { columns, fields } =
    await read<Record<'columns' | 'fields', { name: string; meaning: string }[]>>('/api/disclosures/dictionary')
  expect(fields.map(({ name }) => name)).toEqual(Object.keys(Disclosure.shape))
  expect([...columns, ...fields].filter(({ meaning }) => meaning === '')).toEqual([])
})

test('changes are told newest first, without the party, page by page', async () => {
  const seen: string[] = []
  for (let next: string | null = '/api/disclosures/changes?limit=3'; next; ) {
    const page: { items: { at: string; kind: string; what: string }[]; next: string | null } = await read(next)
    seen.push(...page.items.map(({ at }) => at))
    expect(JSON.stringify(page)).not.toMatch(/演示将[撤删改]店/)
    next = page.next
  }
  expect(seen.length).toBeGreaterThanOrEqual(4)
  expect(seen).toEqual([...seen].sort().reverse())
})

test('every record now shown has an address for site maps', async () => {
  const { items, total } = await read<{ items: { id: string }[]; total: number }>('/api/disclosures/addresses')
  expect([items.length, new Set(items.map(({ id }) => id)).size]).toEqual([total, total])
})
