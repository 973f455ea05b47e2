/**
 * The national record layout of 2018 for licences and penalties (双公示): sums in 万元, days as YYYY/MM/DD, 2099/12/31 for
 * "long-term". Always Chinese. Columns this bureau holds no public data for stay empty.
 */
import type { DetailOf } from '../detail.ts'
import type { Disclosure } from '../model.ts'
import { type Names, nameOf } from '../words.ts'
import type { Cell } from './columns.ts'

const LONG_TERM = '2099/12/31'
const PARTY_CODES = ['工商注册号', '组织机构代码', '税务登记号', '事业单位证书号', '社会组织登记证号']
const partyColumns = [
  '行政相对人名称',
  '行政相对人类别',
  '行政相对人代码_1（统一社会信用代码）',
  ...PARTY_CODES.map((name, index) => `行政相对人代码_${index + 2}（${name}）`),
  '法定代表人',
]

export const LAYOUTS = {
  penalty: {
    headings: [
      ...partyColumns,
      '行政处罚决定书文号',
      '违法行为类型',
      '违法事实',
      '处罚依据',
      '处罚类别',
      '处罚内容',
      '罚款金额（万元）',
      '没收违法所得、没收非法财物的金额（万元）',
      '暂扣或吊销证照名称及编号',
      '处罚决定日期',
      '处罚有效期',
      '公示截止期',
      '处罚机关',
      '数据来源单位',
      '备注',
    ],
    cells(record: Disclosure): Cell[] {
      const { facts, content, licence } = record.detail as DetailOf<'penalty'>
      return [
        ...partyCells(record),
        record.documentNumber,
        record.breach?.name ?? null,
        facts,
        record.laws.map(({ title, article }) => `《${title}》${article}`).join('、'),
        record.penaltyKinds.map(({ name }) => name).join('、'),
        content,
        tenThousands(record.fineYuan),
        tenThousands(record.confiscatedYuan),
        licence ?? null,
        slashed(record.decidedOn),
        null,
        record.term.lastDay ? slashed(record.term.lastDay) : LONG_TERM,
        record.authority,
        record.authority,
        remark(record),
      ]
    },
  },
  permit: {
    headings: [
      ...partyColumns,
      '行政许可决定文书名称',
      '行政许可决定文书号',
      '许可类别',
      '许可证书名称',
      '许可编号',
      '许可内容',
      '许可决定日期',
      '有效期自',
      '有效期至',
      '许可机关',
      '当前状态',
      '数据来源单位',
      '备注',
    ],
    cells(record: Disclosure, content: Names): Cell[] {
      const detail = record.detail as DetailOf<'permit'>
      return [
        ...partyCells(record),
        null,
        record.documentNumber,
        nameOf(content, 'zh', 'licenceKinds', detail.kind),
        detail.certificate ?? null,
        detail.number ?? null,
        detail.content ?? null,
        slashed(record.decidedOn),
        slashed(detail.validFrom ?? record.decidedOn),
        detail.validTo ? slashed(detail.validTo) : LONG_TERM,
        record.authority,
        record.resultName,
        record.authority,
        remark(record),
      ]
    },
  },
} as const

export type LayoutType = keyof typeof LAYOUTS

function partyCells({ party }: Disclosure): Cell[] {
  return [party.name, party.categoryName, party.uscc, ...PARTY_CODES.map(() => null), null]
}

const remark = (record: Disclosure) => (record.demo ? '演示数据' : null)
const slashed = (day: string) => day.replaceAll('-', '/')

/** `71300.00` → `7.13`: exact, without a floating point. */
export function tenThousands(yuan: string | null): string | null {
  if (yuan === null) return null
  const [whole = '0', fraction = ''] = yuan.split('.')
  const digits = (whole + fraction.padEnd(2, '0')).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '')
}
