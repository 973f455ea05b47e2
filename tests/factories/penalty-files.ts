/** Files of penalties in the 2018 双公示 layout, as another system might export them. Everything in them is invented. */
import { composeUscc } from '../../api/enterprises/credit-code.ts'

export const HEADINGS = {
  partyName: '行政相对人名称',
  partyCategory: '行政相对人类别',
  uscc: '行政相对人代码_1（统一社会信用代码）',
  representative: '法定代表人',
  documentNumber: '行政处罚决定书文号',
  breach: '违法行为类型',
  facts: '违法事实',
  basis: '处罚依据',
  penaltyKinds: '处罚类别',
  content: '处罚内容',
  fine: '罚款金额（万元）',
  confiscated: '没收违法所得、没收非法财物的金额（万元）',
  decidedOn: '处罚决定日期',
  shownUntil: '公示截止期',
  authority: '处罚机关',
} as const
/** The same columns by their field codes. */
export const CODES = {
  ...{ partyName: 'cf_xdr_mc', partyCategory: 'cf_xdr_lb', uscc: 'cf_xdr_shxym', representative: 'cf_frdb' },
  ...{ documentNumber: 'cf_wsh', breach: 'cf_wfxw', facts: 'cf_sy', basis: 'cf_yj', penaltyKinds: 'cf_cflb' },
  ...{ content: 'cf_nr', fine: 'cf_nr_fk', confiscated: 'cf_nr_wfff', decidedOn: 'cf_jdrq', shownUntil: 'cf_gsjzq' },
  authority: 'cf_cfjg',
} satisfies Record<keyof typeof HEADINGS, string>

export type Cells = Record<keyof typeof HEADINGS, string>

export const uscc = (serial: number) => composeUscc('91370171', `MA${String(serial).padStart(6, '0')}`)

export function cells(serial: number, change: Partial<Cells> = {}): Cells {
  return {
    partyName: `演示${serial}号食品有限公司`,
    partyCategory: '法人及非法人组织',
    uscc: uscc(serial),
    representative: '',
    documentNumber: `演示罚〔2026〕${serial}号`,
    breach: '食品违法行为',
    facts: `当事人第${serial}次经营超过保质期的食品。`,
    basis: '中华人民共和国食品安全法/第九章法律责任/第一百二十四条/第一款',
    penaltyKinds: '罚款;没收违法所得',
    content: '罚款5000元；没收违法所得',
    fine: '0.5',
    confiscated: '0.00092',
    decidedOn: '2026/05/06',
    shownUntil: '2099/12/31',
    authority: '演示市场监督管理局',
    ...change,
  }
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
export const line = (row: readonly string[]) => `${row.map(quoted).join(',')}\r\n`

/** A CSV of these rows, with the headings given. */
export const csv = (rows: readonly Cells[], headings: Record<keyof Cells, string> = HEADINGS): string =>
  [Object.values(headings), ...rows.map((row) => Object.keys(headings).map((key) => row[key as keyof Cells]))]
    .map(line)
    .join('')
