/** The built-in layouts of everything but penalties. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KINDS, type Kind } from '../../api/disclosures/import/fields.ts'
import { importDisclosures } from '../../api/disclosures/import/import-disclosures.ts'
import { builtInLayouts, readMapping } from '../../api/disclosures/import/mapping.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { line, uscc } from '../factories/penalty-files.ts'
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

async function bring(kind: Kind, ...rows: string[][]) {
  const file = path.join(folder, `${kind}.csv`)
  await fs.writeFile(file, rows.map(line).join(''))
  return importDisclosures(api.deps, systemContext('test'), { kind, path: file, reportDir: folder })
}
/** The one record of a type, as anybody reads it once the index has caught up. */
async function shown(type: string) {
  await applyOutbox(api.deps)
  const { items } = await (await api.request(`/api/disclosures?type=${type}`)).json()
  return items[0]
}

test('every layout and every example of a mapping can be read', async () => {
  for (const kind of KINDS) expect(builtInLayouts(api.deps.config.root, kind).length).toBeGreaterThan(0)
  for (const name of await fs.readdir('docs/imports')) {
    const kind = name.split('-')[0] as Kind
    expect(readMapping(path.join('docs/imports', name), kind).columns.length).toBeGreaterThan(0)
  }
})

test('permits by field codes; long-term has no last day', async () => {
  const summary = await bring(
    'permits',
    [
      'xk_xdr_mc',
      'xk_xdr_lb',
      'xk_xdr_shxym',
      'xk_fr_zjhm',
      'xk_wsh',
      'xk_xklb',
      'xk_xkzs',
      'xk_xkbh',
      'xk_nr',
      'xk_jdrq',
      'xk_yxqz',
      'xk_yxqzi',
      'xk_xkjg',
      'xk_zt',
    ],
    [
      '演示饮品有限公司',
      '法人及非法人组织',
      uscc(1),
      '370102199001011234',
      '演示许〔2026〕1号',
      '普通',
      '食品经营许可证',
      'JY0000001',
      '热食类食品制售',
      '2026/05/06',
      '2026/05/06',
      '2099/12/31',
      '演示市场监督管理局',
      '1',
    ],
  )
  expect(summary).toMatchObject({ stored: 1, found: { layout: 'permits-2018', personal: ['xk_fr_zjhm'] } })
  expect(await shown('permit')).toMatchObject({
    result: 'valid',
    detail: {
      permit: 'food-business',
      kind: '01',
      certificate: '食品经营许可证',
      number: 'JY0000001',
      validFrom: '2026-05-06',
    },
  })
})

test('results of random checks, several at once; the gravest sums them up', async () => {
  const head = [
    '检查对象',
    '统一社会信用代码',
    '抽查任务名称',
    '检查类型',
    '检查事项',
    '检查结果',
    '检查日期',
    '检查机关',
    '检查人员',
  ]
  const row = (serial: number, result: string) => [
    '演示超市有限公司',
    uscc(serial),
    '演示抽查',
    '定向抽查',
    '明码标价；公示信息',
    result,
    '2026年5月6日',
    '演示市场监督管理局',
    '不读',
  ]
  expect(await bring('inspections', head, row(2, '未发现问题'), row(3, '天气很好'))).toMatchObject({
    stored: 1,
    rejected: 1,
  })
  expect(await shown('inspection')).toMatchObject({
    result: 'S01',
    detail: { kind: 'random', items: ['明码标价', '公示信息'] },
  })
  expect(await bring('inspections', head, row(4, '未发现问题；发现问题已责令改正'))).toMatchObject({ stored: 1 })
})

test('the abnormal list: entry and removal', async () => {
  const summary = await bring(
    'abnormal',
    [
      '企业名称',
      '统一社会信用代码',
      '列入经营异常名录原因',
      '列入日期',
      '作出决定机关（列入）',
      '移出经营异常名录原因',
      '移出日期',
    ],
    ['演示失联有限公司', uscc(5), '通过登记的住所无法联系', '2026-05-06', '演示市场监督管理局', '', ''],
  )
  expect(summary).toMatchObject({ stored: 1, rejected: 0 })
  expect(await shown('abnormal')).toMatchObject({ detail: { list: 'abnormal', cause: '通过登记的住所无法联系' } })
})

test('food sampling: what failed', async () => {
  const head = [
    '抽样单编号',
    '标称生产企业名称',
    '被抽样单位名称',
    '食品名称',
    '规格型号',
    '生产日期/批号',
    '不合格项目║检验结果║标准值',
    '检验机构',
    '公告日期',
    '任务来源/项目名称',
  ]
  const summary = await bring('sampling', head, [
    '演示抽1',
    '演示食品厂',
    '演示超市有限公司',
    '豆腐干',
    '200克/袋',
    '2026-03-01',
    '菌落总数',
    '演示检测所',
    '2026-05-06',
    '演示市场监督管理局',
  ])
  expect(summary).toMatchObject({ stored: 1, rejected: 0 })
  expect(await shown('sampling')).toMatchObject({
    result: 'unqualified',
    topic: { id: 'food' },
    detail: { product: '豆腐干', failed: ['菌落总数'] },
  })
})
