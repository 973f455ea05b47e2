/** Files of other systems: what comes in, what is left out and why, and that nothing is lost or doubled. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '../../api/disclosures/content-of.ts'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import type { Kind } from '../../api/disclosures/import/fields.ts'
import { type ImportOptions, importDisclosures } from '../../api/disclosures/import/import-disclosures.ts'
import { RecordContent } from '../../api/disclosures/model.ts'
import { disclosures, disclosureVersions } from '../../api/disclosures/tables.ts'
import { systemContext } from '../../api/platform/context.ts'
import { sentence } from '../../api/platform/spreadsheet/fault.ts'
import { type Cells, CODES, cells, csv, HEADINGS, line, uscc } from '../factories/penalty-files.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
let folder: string
beforeAll(async () => {
  api = await openApi()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'yc-import-'))
})
afterAll(async () => {
  await api.close()
  await fs.rm(folder, { recursive: true, force: true })
})

let serial = 0
/** Numbers no other test of this file has used. */
const take = (count: number) => Array.from({ length: count }, () => ++serial)
const rows = (count: number, change: Partial<Cells> = {}) => take(count).map((each) => cells(each, change))

async function bring(content: string | Buffer, options: Partial<ImportOptions> & { name?: string } = {}) {
  const file = path.join(folder, options.name ?? `penalties-${take(1)}.csv`)
  await fs.writeFile(file, content)
  const summary = await importDisclosures(api.deps, systemContext('test'), {
    kind: 'penalties' as Kind,
    path: file,
    reportDir: folder,
    ...options,
  })
  const said = summary.report.first.map(({ line: at, column, reason }) => `${at} ${column}: ${sentence('zh', reason)}`)
  return { ...summary, said }
}
const stored = async (documentNumber: string) => {
  const [row] = await api.deps.sql`select * from disclosures where document_number = ${documentNumber}`
  return row
}
const historyOf = async (documentNumber: string) => {
  const response = await api.request(`/api/disclosures/${(await stored(documentNumber))?.['id']}/versions`)
  return ((await response.json()) as { items: object[] }).items
}
const count = async () => Number((await api.deps.sql`select count(*) from disclosures`)[0]?.['count'])

describe('layouts', () => {
  test.each([
    ['Chinese headings', HEADINGS],
    ['field codes', CODES],
  ])('the 2018 layout: %s', async (_, headings) => {
    const [row] = rows(1)
    const { stored: written } = await bring(csv(row ? [row] : [], headings))
    expect(written).toBe(1)
    expect(await stored(row?.documentNumber ?? '')).toMatchObject({
      party_name: row?.partyName,
      fine_yuan: '5000.00',
      confiscated_yuan: '9.20',
      penalty_kinds: ['fine', 'confiscate-income'],
      topic: 'food',
      uscc: row?.uscc,
      laws: [{ law: 'FSL', title: '中华人民共和国食品安全法', article: '124' }],
    })
  })
  test('the one before 2018: kinds in two columns, the identity number never read', async () => {
    const [first = 0] = take(1)
    const text =
      line([
        '行政处罚决定书文号',
        '处罚名称',
        '处罚类别1',
        '处罚类别2',
        '处罚事由',
        '处罚依据',
        '行政相对人名称',
        '行政相对人代码_1',
        '行政相对人代码_5',
        '处罚结果',
        '处罚决定日期',
        '处罚机关',
      ]) +
      line([
        `演示旧〔2026〕${first}号`,
        '演示案',
        '警告',
        '罚款',
        '没有明码标价',
        '价格法第四十二条',
        `演示${first}号面馆`,
        '',
        '370102199001011234',
        '警告；罚款200元',
        '2026.5.6',
        '演示局',
      ])
    const summary = await bring(text)
    expect(summary.stored).toBe(1)
    expect(summary.found).toMatchObject({ layout: 'penalties-before-2018', personal: ['行政相对人代码_5'] })
    const row = await stored(`演示旧〔2026〕${first}号`)
    expect(row).toMatchObject({ penalty_kinds: ['warning', 'fine'], fine_yuan: '200.00' })
    expect(JSON.stringify(row)).not.toContain('370102199001011234')
  })
  test('any other by a mapping file', async () => {
    const mapping = path.join(folder, 'checks.yaml')
    await fs.writeFile(
      mapping,
      'kind: inspections\ndelimiter: ";"\ncolumns:\n  partyName: name\n  decidedOn: day\n  result: { from: grade, values: { good: S01, bad: S05 } }\nconstants: { authority: 演示检查局, kind: routine }\n',
    )
    const summary = await bring('name;day;grade\nLe Démo;2026-05-06;good\nLa Démo;2026-05-07;bad\n', {
      kind: 'inspections',
      mapping,
    })
    expect(summary).toMatchObject({ stored: 2, rejected: 0 })
  })
  test('a register: businesses are added, and replaced where they changed', async () => {
    const head = line(['统一社会信用代码', '企业名称', '企业类型', '登记状态', '住所', '成立日期', '经营者'])
    const row = (status: string) =>
      line([
        uscc(900_001),
        '演示登记有限公司',
        '有限责任公司分公司（自然人独资）',
        status,
        '演示路1号',
        '2019-07-31',
        '不读',
      ])
    expect(await bring(head + row('存续'), { kind: 'enterprises' })).toMatchObject({ stored: 1, known: 0 })
    expect(await bring(head + row('存续'), { kind: 'enterprises' })).toMatchObject({ stored: 0, known: 1, changed: 0 })
    expect(await bring(head + row('注销'), { kind: 'enterprises' })).toMatchObject({ stored: 0, changed: 1 })
    const [business] = await api.deps.sql`select * from enterprises where uscc = ${uscc(900_001)}`
    expect(business).toMatchObject({ category: 'branch', status: 'deregistered', representative: null })
  })
})

describe('again', () => {
  test('a second run changes nothing; the same case twice in a file is recognised', async () => {
    const list = rows(3)
    const text = csv([...list, ...list.slice(0, 1)])
    const first = await bring(text)
    expect(first).toMatchObject({ stored: 3, known: 0 })
    expect(first.said).toEqual(['5 : 与第 2 行是同一条记录，只导入前面那条。'])
    const before = await count()
    expect(await bring(text)).toMatchObject({ stored: 0, known: 3 })
    expect(await count()).toBe(before)
  })
  test('other words for what is published are reported, not taken', async () => {
    const [row] = rows(1)
    await bring(csv(row ? [row] : []))
    const { said } = await bring(csv(row ? [{ ...row, fine: '9', content: '罚款90000元；没收违法所得' }] : []))
    expect(said).toEqual(['2 : 已经公示过这条记录，内容不同。公示的没有改动；要改请在工作台更正。'])
    expect(await stored(row?.documentNumber ?? '')).toMatchObject({ fine_yuan: '5000.00' })
  })
  test('known records among many new ones: the batch they stand in is looked through, the others are not', async () => {
    const [known] = rows(1)
    if (!known) throw new Error('no row')
    await bring(csv([known]))
    const [first, second] = [rows(10_500), rows(1500)]
    const again = { ...known, fine: '9', content: '罚款90000元；没收违法所得' }
    const summary = await bring(csv([...first, again, ...second]))
    expect(summary).toMatchObject({ stored: 12_000, known: 1, rejected: 0 })
    expect(summary.said).toEqual([expect.stringContaining('10502 : 已经公示过这条记录，内容不同')])
    expect(await historyOf(known.documentNumber)).toMatchObject([{ version: 1, kind: 'original' }])
    expect(await historyOf(second[0]?.documentNumber ?? '')).toMatchObject([{ version: 1, kind: 'original' }])
  })
  test('corrected since: what came first is known still, and other words are told from it', async () => {
    const [row] = rows(1)
    if (!row) throw new Error('no row')
    await bring(csv([row]))
    const { id } = (await stored(row.documentNumber)) as { id: string }
    const correction = { id, version: 1, changes: { fineYuan: '77.00' }, reason: '演示更正。' }
    await correctDisclosure(api.deps, systemContext('test'), correction)
    expect(await bring(csv([row]))).toMatchObject({ stored: 0, known: 1, said: [] })
    const as = { ...row, fine: '0.0077', content: '罚款77元；没收违法所得' }
    expect((await bring(csv([as]))).said).toEqual([expect.stringContaining('内容不同')])
  })
  test('what a version keeps is what the record says, from the first act on in a row of its own', async () => {
    const list = [...rows(1), ...rows(1, { partyCategory: '自然人', partyName: '张演示', uscc: '' })]
    await bring(csv(list))
    const versions = (id: string) =>
      api.deps.db.select().from(disclosureVersions).where(eq(disclosureVersions.disclosureId, id))
    for (const { documentNumber } of list) {
      const [row] = await api.deps.db.select().from(disclosures).where(eq(disclosures.documentNumber, documentNumber))
      if (!row) throw new Error('no record')
      expect(await versions(row.id)).toEqual([])
      expect(await historyOf(documentNumber)).toMatchObject([{ version: 1, at: row.createdAt.toISOString() }])
      const correction = { id: row.id, version: 1, changes: { fineYuan: '77.00' }, reason: '演示更正。' }
      await correctDisclosure(api.deps, systemContext('test'), correction)
      const [first, second] = await versions(row.id)
      expect(first).toMatchObject({ version: 1, kind: 'original', at: row.createdAt })
      expect(first?.content).toEqual(contentOf(row))
      expect(second?.content).toEqual({ ...contentOf(row), fineYuan: '77.00' })
      expect(RecordContent.parse(first?.content)).toEqual(first?.content)
    }
  })
  test('a record whose term under the rule of its day is over is not put up again', async () => {
    const mapping = path.join(folder, 'published.yaml')
    await fs.writeFile(
      mapping,
      'kind: penalties\ncolumns: { partyName: 名称, facts: 事实, content: 内容, decidedOn: 日期, publishedOn: 公示, fineYuan: 罚款 }\nconstants: { authority: 演示局, partyCategory: 法人及非法人组织 }\n',
    )
    const text =
      '名称,事实,内容,日期,公示,罚款\n演示旧店有限公司,演示,罚款9000元,2021-10-08,2021-10-20,9000\n演示低额有限公司,演示,罚款100元,2025-10-08,2025-10-20,100\n演示近店有限公司,演示,罚款9000元,2025-10-08,2025-10-20,9000\n'
    const { stored: written, rejected, said } = await bring(text, { mapping })
    expect({ written, rejected }).toEqual({ written: 1, rejected: 2 })
    expect(said).toEqual([
      '2 公示: 公示期已满：只公示到 2024-10-20，不再公示。',
      '3 公示: 公示期已满：只公示到 2026-01-20，不再公示。',
    ])
  })
  test('a dry run says the same and writes nothing', async () => {
    const before = await count()
    expect(await bring(csv(rows(3)), { dryRun: true })).toMatchObject({ rows: 3, stored: 3 })
    expect(await count()).toBe(before)
  })
})

describe('a file as it should not be', () => {
  const refused = async (content: string | Buffer, options = {}) => {
    const before = await count()
    const message = await bring(content, options).then(
      () => 'taken in',
      (error: Error) => error.message.split(' / ')[0],
    )
    expect(await count()).toBe(before)
    return message
  }
  test('empty', async () => expect(await refused('')).toBe('文件是空的，没有可以导入的行。'))
  test('another kind of file', async () => {
    expect(await refused(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))).toContain('这不是表格文件')
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('旧版 Excel')
    expect(await refused('甲,乙\n1,2\n')).toContain('没有认得的列名')
  })
  test('in another encoding', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${Object.values(HEADINGS).join(',')}\nCaf`),
      Buffer.from([0xe9, 0x20]),
      Buffer.from('de la D'),
      Buffer.from([0xe9]),
      Buffer.from('mo\n'),
    ])
    expect(await refused(bytes)).toContain('第 2 行既不是 UTF-8 也不是 GB18030')
  })
  test('with a heading twice', async () => {
    const text = csv(rows(1)).replace('处罚依据', '处罚内容')
    expect(await refused(text)).toContain('列“处罚内容”出现了两次（第 8 列和第 10 列）')
  })
  test('without a column', async () => {
    expect(await refused(csv(rows(1)).replace('处罚机关', '别的列'))).toContain('缺少这些列：处罚机关')
  })
  test('compressed and cut', async () => {
    const whole = gzipSync(csv(rows(50)))
    expect(await refused(whole.subarray(0, whole.length / 2))).toContain('压缩文件不完整')
    expect(await bring(whole, { name: 'whole.csv.gz' })).toMatchObject({ stored: 50 })
  })
  test('cut inside quotation marks: what came before is in, and the rest follows', async () => {
    const whole = csv(rows(4, { facts: '当事人说："没看日期"，\r\n另起一行。' }))
    const cut = whole.slice(0, whole.lastIndexOf('没看日期'))
    const half = await bring(cut)
    expect(half).toMatchObject({ stored: 3, stopped: { line: 8 } })
    expect(half.said.at(-1)).toContain('从第 8 行起有一个引号没有闭合')
    expect(await bring(whole)).toMatchObject({ stored: 1, known: 3, stopped: null })
  })
  test('cut in a row', async () => {
    const whole = csv(rows(3))
    const half = await bring(whole.slice(0, -40))
    expect(half).toMatchObject({ stored: 2, rejected: 1 })
    expect(half.said[0]).toContain('这一行只有')
  })
})

describe('encodings', () => {
  test('GB18030 and a mark before UTF-8', async () => {
    // 演示 and the headings in GB18030 come from the decoder's own table, turned round.
    const text = csv(rows(2))
    expect(await bring(gb18030(text))).toMatchObject({ stored: 2, found: { encoding: 'gb18030' } })
    expect(await bring(`\uFEFF${csv(rows(2))}`)).toMatchObject({ stored: 2, found: { encoding: 'utf-8' } })
    expect(await bring(Buffer.from(`\uFEFF${csv(rows(2))}`, 'utf16le'))).toMatchObject({ stored: 2 })
  })
})

describe('cells', () => {
  test('each wrong one is named by line and column; the other rows come in', async () => {
    const list = [
      ...rows(1),
      ...rows(1, { decidedOn: '2026/02/30' }),
      ...rows(1, { fine: '很多' }),
      ...rows(1, { uscc: '91370171MA0DEM005X' }),
      ...rows(1, { uscc: '9.1370171E+17' }),
      ...rows(1, { content: '' }),
      ...rows(1, { shownUntil: '2025/01/01' }),
      ...rows(1, { partyName: '演示面馆 13800000001' }),
      ...rows(1, { decidedOn: '2027/01/01' }),
    ]
    const { stored: written, rejected, said } = await bring(csv(list))
    expect({ written, rejected }).toEqual({ written: 1, rejected: 8 })
    expect(said).toEqual([
      '3 处罚决定日期: 不是一个真实的日期。',
      '4 罚款金额（万元）: 不是金额。',
      '5 行政相对人代码_1（统一社会信用代码）: 统一社会信用代码不对：长度、字符或校验位有误。',
      '6 行政相对人代码_1（统一社会信用代码）: 统一社会信用代码被电子表格改成了科学计数法，已经丢了几位。请把这一列设为文本后重新导出。',
      '7 处罚内容: 这一格不能空着。',
      '8 公示截止期: 公示截止期 2025-01-01 已过，不再公示。',
      expect.stringContaining('9 行政相对人名称: 公示内容里有个人信息'),
      expect.stringContaining('10 处罚决定日期: '),
    ])
  })
  test('ten thousand characters come in whole; more are refused with the reason', async () => {
    const long = '演'.repeat(10_000)
    const [row, tooLong] = [rows(1, { facts: long })[0], rows(1, { facts: `${long}示` })[0]]
    const { stored: written, said } = await bring(csv(row && tooLong ? [row, tooLong] : []))
    expect(written).toBe(1)
    expect((await stored(row?.documentNumber ?? ''))?.['detail'].facts).toHaveLength(10_000)
    expect(said).toEqual(['3 违法事实: 最多 10000 个字。'])
  })
  test('a cell like a formula is kept as text', async () => {
    const [row] = rows(1, { facts: '=HYPERLINK("http://example.com","点这里")' })
    const { stored: written, report } = await bring(csv(row ? [row] : []))
    expect(written).toBe(1)
    expect((await stored(row?.documentNumber ?? ''))?.['detail'].facts).toBe(row?.facts)
    expect(report.kinds.get('imports.cell.formulaText')).toBe(1)
  })
  test('persons: covered, shown by role, or by trade name', async () => {
    const list = [
      ...rows(1, {
        partyName: '张演示',
        partyCategory: '自然人',
        uscc: '',
        facts: '张演示在路边摆摊，电话13800000001。',
      }),
      ...rows(1, {
        partyName: '演示建材店（黄演示）',
        partyCategory: '个体工商户',
        facts: '演示建材店（黄演示）销售不合格产品。',
      }),
      ...rows(1, { partyName: '王演示', partyCategory: '个体工商户', uscc: '' }),
      ...rows(1, { representative: '李演示', facts: '李演示承认销售过期食品。' }),
    ]
    expect(await bring(csv(list))).toMatchObject({ stored: 4 })
    const shown = await Promise.all(list.map(({ documentNumber }) => stored(documentNumber)))
    expect(shown.map((row) => [row?.['party_name'], row?.['detail'].facts])).toEqual([
      ['张＊', '张＊在路边摆摊，电话[电话]。'],
      ['演示建材店', '演示建材店（经营者）销售不合格产品。'],
      ['王＊', expect.any(String)],
      [list[3]?.partyName, '法定代表人承认销售过期食品。'],
    ])
  })
  test('branch and parent, and a name cut off, are pointed out', async () => {
    const mapping = path.join(folder, 'cases.yaml')
    await fs.writeFile(
      mapping,
      'kind: penalties\ncolumns: { partyName: 名称, caseName: 案件, content: 内容, decidedOn: 日期 }\nconstants: { authority: 演示局 }\n',
    )
    const text = `名称,案件,内容,日期\n演示药房有限公司,演示药房有限公司东湖分店未明码标价案,警告,2026-05-06\n演示九美电动自行,演示九美电动自行车行销售不合格产品案,警告,2026-05-06\n`
    const { stored: written, report } = await bring(text, { mapping })
    expect(written).toBe(2)
    expect([...report.kinds.keys()]).toEqual(
      expect.arrayContaining(['imports.party.branch', 'imports.party.truncated']),
    )
  })
})

/** Encodes by asking the decoder what each pair of bytes means. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Buffer.from(
    [...text].flatMap((sign) => (sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : (pairs.get(sign) ?? [0x3f]))),
  )
}
