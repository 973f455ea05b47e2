/** Which records of a file lead to an article of the library, and what is said of the others. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sayImport } from '../../api/cli/import-disclosures.ts'
import { importDisclosures } from '../../api/disclosures/import/import-disclosures.ts'
import { composeUscc } from '../../api/enterprises/credit-code.ts'
import { systemContext } from '../../api/platform/context.ts'
import { storeDigests } from '../../api/regulations/store-digests.ts'
import { type Cells, cells, csv } from '../factories/penalty-files.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
let folder: string
beforeAll(async () => {
  api = await openApi()
  await storeDigests(api.deps, systemContext('test'))
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'yc-links-'))
})
afterAll(async () => {
  await api.close()
  await fs.rm(folder, { recursive: true, force: true })
})

let serial = 0
async function bring(changes: readonly Partial<Cells>[]) {
  const rows = changes.map((change) => {
    serial += 1
    return cells(serial, change)
  })
  const file = path.join(folder, `links-${serial}.csv`)
  await fs.writeFile(file, csv(rows))
  const summary = await importDisclosures(api.deps, systemContext('test'), {
    ...{ kind: 'penalties', path: file, reportDir: folder },
  })
  const report = summary.report.file ? await fs.readFile(summary.report.file, 'utf8') : ''
  const stored = async (at: number) =>
    (await api.deps.sql`select * from disclosures where document_number = ${rows[at]?.documentNumber ?? ''}`)[0]
  return { summary, report, stored }
}

test('linked and not linked are counted, the laws of the others named, each with its reason', async () => {
  const { summary, report } = await bring([
    {},
    { basis: '食安法第124条第一款第五项；《演示市商事条例》第三条' },
    { basis: '演示市商事条例/第五章/第六条' },
    { basis: '《食品安全法》第九百九十九条' },
    { basis: '中华人民共和国食品安全法/第四章食品生产经营/第一节' },
    { basis: '见决定书' },
  ])
  expect(summary).toMatchObject({ stored: 6, records: 6, linked: 2 })
  expect([...summary.unlinked]).toEqual([
    ['演示市商事条例', 1],
    ['食品安全法', 1],
    ['中华人民共和国食品安全法', 1],
  ])
  for (const reason of [
    '4,处罚依据,法规库里没有：演示市商事条例第六条',
    '5,处罚依据,法规库里的这部法规没有这一条：食品安全法第九百九十九条',
    '6,处罚依据,只写了法规名称，没写哪一条：中华人民共和国食品安全法',
    '7,处罚依据,没有读出法律条款。',
  ])
    expect(report).toContain(reason)
  const said: string[] = []
  sayImport(summary, 1, false, (line) => said.push(line))
  expect(said.join('\n')).toContain('6 条记录，2 条连到法规库的条文（33.3%），4 条没有')
  expect(said).toContain('  1 × 演示市商事条例')
})

test('where the basis leads nowhere, the content of the penalty is read for articles', async () => {
  const content = '依据《广告法》第五十五条，罚款5000元'
  const { summary, stored } = await bring([
    { basis: '', content },
    { basis: '演示市商事条例第六条', content },
    { content },
  ])
  expect(summary).toMatchObject({ records: 3, linked: 3 })
  expect(summary.unlinked.size).toBe(0)
  const titles = async (at: number) => (await stored(at))?.['laws'].map((law: { title: string }) => law.title)
  expect(await titles(0)).toEqual(['广告法'])
  expect(await titles(1)).toEqual(['演示市商事条例', '广告法'])
  expect(await titles(2)).toEqual(['中华人民共和国食品安全法'])
})

test('the kind of breach is set from words and articles, and left open where they do not say', async () => {
  const { stored } = await bring([{}, { facts: '当事人的一件事。' }])
  expect(await stored(0)).toMatchObject({ breach: 'food-expired', topic: 'food' })
  expect(await stored(1)).toMatchObject({ breach: null, topic: 'food' })
})

test('what looks like personal data stops a row of a file as it stops a draft', async () => {
  const { summary, report } = await bring([
    { partyName: '演示电话13900001234食品有限公司' },
    { documentNumber: '演示罚〔2026〕370102199001011234号' },
    {},
  ])
  expect(summary).toMatchObject({ stored: 1, rejected: 2 })
  expect(report).not.toContain('13900001234')
})

test('a registration number from before the unified code joins the record to the business that had it', async () => {
  const [code, legacy] = [composeUscc('91370171', 'MA0000JD'), '370171000000456']
  await api.deps.sql`insert into enterprises (uscc, name, category, status, legacy_number, updated_at)
    values (${code}, '演示旧号食品有限公司', 'company', 'active', ${legacy}, now())`
  const { summary, report, stored } = await bring([{ uscc: legacy }, { uscc: '370171000000999' }])
  expect(summary).toMatchObject({ stored: 2, rejected: 0 })
  expect((await stored(0))?.['uscc']).toBe(code)
  expect((await stored(1))?.['uscc']).toBeNull()
  expect(report).toContain(`2,行政相对人代码_1（统一社会信用代码）,按旧注册号对上了企业 ${code}。`)
  expect(report).toContain(
    '3,行政相对人代码_1（统一社会信用代码）,这是旧注册号，不是统一社会信用代码，没有作为代码公示。',
  )
  const page = await (await api.request(`/api/enterprises/${code}`)).text()
  expect(page).toContain(String((await stored(0))?.['id']))
})

test('so does a column of such numbers; a second run changes nothing, whenever the business came in', async () => {
  const [code, legacy] = [composeUscc('91370171', 'MA000LAT'), '370171000000457']
  const row = cells(90_001, { uscc: '' })
  const headings = '行政相对人代码_2（工商注册号）'
  const [head = '', line = ''] = csv([row]).split('\r\n')
  const file = path.join(folder, 'legacy-column.csv')
  await fs.writeFile(file, `${head},${headings}\r\n${line},${legacy}\r\n`)
  const again = () =>
    importDisclosures(api.deps, systemContext('test'), { kind: 'penalties', path: file, reportDir: folder })
  expect(await again()).toMatchObject({ stored: 1, known: 0 })
  await api.deps.sql`insert into enterprises (uscc, name, category, status, legacy_number, updated_at)
    values (${code}, '演示后来食品有限公司', 'company', 'active', ${legacy}, now())`
  expect(await again()).toMatchObject({ stored: 0, known: 1 })
})
