/** Generated penalties in the 2018 双公示 layout: invented parties, the spread of fines, breaches and days a bureau has. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { composeUscc } from '../enterprises/credit-code.ts'
import { BYTE_ORDER_MARK, csvRow } from '../platform/spreadsheet/csv-row.ts'

const HEADINGS = [
  '行政相对人名称',
  '行政相对人类别',
  '行政相对人代码_1（统一社会信用代码）',
  '法定代表人',
  '行政处罚决定书文号',
  '违法行为类型',
  '违法事实',
  '处罚依据',
  '处罚类别',
  '处罚内容',
  '罚款金额（万元）',
  '没收违法所得、没收非法财物的金额（万元）',
  '处罚决定日期',
  '公示截止期',
  '处罚机关',
]
/** Breach, basis and a word for the goods. */
const CASES = [
  ['食品违法行为', '中华人民共和国食品安全法/第九章法律责任/第一百二十四条/第一款', '超过保质期的食品'],
  ['食品违法行为', '中华人民共和国食品安全法/第九章法律责任/第一百二十六条/第一款', '未查验许可证的食用油'],
  ['广告违法行为', '中华人民共和国广告法/第五章法律责任/第五十五条/第一款', '夸大功效的保健品'],
  ['产品质量违法行为', '中华人民共和国产品质量法/第五章罚则/第五十条', '不符合国家标准的插座'],
  ['价格违法行为', '中华人民共和国价格法/第六章法律责任/第四十二条', '没有明码标价的水果'],
  ['特种设备违法行为', '中华人民共和国特种设备安全法/第八十四条', '超过检验期限的电梯'],
] as const
const SHOPS = ['面馆', '便利店', '水果店', '超市', '药房', '火锅店', '美容院', '汽修厂']
/** One business has about this many records. */
const PER_BUSINESS = 8
const BODY = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export async function writePenalties(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file)
  out.write(BYTE_ORDER_MARK + csvRow(HEADINGS))
  let waiting = ''
  for (let serial = 0; serial < rows; serial += 1) {
    waiting += csvRow(penaltyRow(serial))
    if (waiting.length < 1 << 18) continue
    if (!out.write(waiting)) await once(out, 'drain')
    waiting = ''
  }
  out.end(waiting)
  await once(out, 'finish')
}

function penaltyRow(serial: number): string[] {
  const business = Math.floor(serial / PER_BUSINESS)
  const shop = SHOPS[business % SHOPS.length] ?? ''
  const [breach, basis, goods] = CASES[spread(serial) % CASES.length] ?? CASES[0]
  const fine = (500 + (spread(serial * 7) % 2000) ** 2 / 20) / 10_000
  const day = new Date(Date.UTC(2023, 0, 1) + (spread(serial * 3) % 1300) * 86_400_000)
  return [
    `演示${business}号${shop}`,
    '个体工商户',
    composeUscc('92370171', bodyOf(business)),
    '',
    `演示罚〔${day.getUTCFullYear()}〕${serial}号`,
    breach,
    `当事人在经营场所销售${goods}，货值金额${spread(serial) % 5000}元，执法人员于检查时当场发现。`,
    basis,
    serial % 3 === 0 ? '罚款;没收违法所得' : '罚款',
    `罚款${(fine * 10_000).toFixed(2)}元${serial % 3 === 0 ? '；没收违法所得' : ''}`,
    fine.toFixed(6),
    serial % 3 === 0 ? '0.012' : '0',
    day.toISOString().slice(0, 10).replaceAll('-', '/'),
    '2099/12/31',
    '演示市场监督管理局',
  ]
}

/** Eight signs of the alphabet of credit codes. */
function bodyOf(business: number): string {
  let body = ''
  for (let rest = business; body.length < 6; rest = Math.floor(rest / BODY.length))
    body = BODY[rest % BODY.length] + body
  return `MA${body}`
}

/** The same for the same number, without a pattern that a neighbour shares. */
const spread = (number: number) => Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 8
