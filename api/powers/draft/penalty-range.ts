/** Kinds and ranges of a penalty clause (处罚种类、幅度), read from its words. Pure. */
import { NUMERAL_CLASS, readNumeral } from '../../assistant/local/numerals.ts'
import type { FineRange, PowerPenalty } from '../model.ts'

const KINDS: readonly (readonly [PowerPenalty, RegExp])[] = [
  ['warning', /警告/],
  ['public-criticism', /通报批评/],
  ['fine', /罚款|处[^，。；]{0,24}元/],
  ['confiscate-income', /没收[^，。；]{0,10}(违法所得|非法所得|违法收入)/],
  ['confiscate-goods', /没收(?!违法所得|非法所得|违法收入)[^，。；]{1,40}/],
  ['suspend-licence', /暂扣/],
  ['lower-grade', /降低资质/],
  ['revoke-licence', /(吊销|撤销|收缴)[^，。；]{0,14}(许可|执照|证书|资格|注册|批准)/],
  ['restrict-business', /限制(开展)?生产经营|(年内|终身)[^，。；]{0,6}(不受理|不得申请)/],
  ['stop-business', /责令(停产|停业|暂停)/],
  ['close-business', /责令关闭|予以关闭/],
  [
    'restrict-employment',
    /(禁止|不得)[^，。；]{0,10}(年内|终身|期限内)?[^，。；]{0,14}(从事|担任)[^，。；]{0,20}(工作|活动|职务|管理|人员)/,
  ],
]

export const penaltyKinds = (text: string): PowerPenalty[] =>
  KINDS.filter(([, words]) => words.test(text)).map(([kind]) => kind)

const N = `[${NUMERAL_CLASS}\\d.]+`
const RANGES: readonly (readonly [FineRange['unit'], RegExp])[] = [
  ['yuan', new RegExp(`(?:(${N})元以上)?(?:(${N})元以下)?`, 'g')],
  ['times', new RegExp(`(?:(${N})倍以上)?(?:(${N})倍以下)?`, 'g')],
  ['percent', new RegExp(`(?:百分之(${N})以上)?(?:百分之(${N})以下)?`, 'g')],
]

/** Every range of a fine in the clause; a threshold ("货值金额不足一万元") is none. */
export function fineRanges(text: string): FineRange[] {
  const found: FineRange[] = []
  for (const [unit, pattern] of RANGES)
    for (const match of text.matchAll(pattern)) {
      const [whole, low, high] = match
      if (whole === '') continue
      const before = text.slice(Math.max(0, match.index - 12), match.index)
      const after = text.slice(match.index + whole.length, match.index + whole.length + 6)
      // 货值金额一万元以上的 is a condition; what follows 处 or ends in 罚款 is the fine.
      if (high === undefined && /^的?(，|；|。)|^的/.test(after)) continue
      if (/(货值金额|违法所得|销售额|金额)(在|达到|不足|超过)?$/.test(before) && unit === 'yuan') continue
      const [min, max] = [numberOf(low), numberOf(high)]
      if (min === null && max === null) continue
      if (!found.some((each) => each.unit === unit && each.min === min && each.max === max))
        found.push({ unit, min, max })
    }
  return found
}

/** 五千, 5000, 5万. */
function numberOf(words: string | undefined): number | null {
  if (words === undefined) return null
  const written = /^([\d.]+)(万|亿)?$/.exec(words)
  if (!written) return readNumeral(words) ?? null
  const unit = written[2] === '万' ? 10_000 : written[2] === '亿' ? 100_000_000 : 1
  return Number(written[1]) * unit
}
