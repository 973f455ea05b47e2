/** The few words that tell one paragraph from all others: single terms of a word list, never a run of the text. */
import type { WordCutter } from '../../../search/language/words.ts'

const MOST = 4
/** Places in a law and acts of the authority say nothing of the conduct. */
const FORMAL =
  /^(第.+[条款项]|责令.*|没收.*|吊销.*|.*之一|本条|按规定|检查和|法定代表人|负责人|主管人员|依法办理|[一二三四五六七八九十百千万]+[元倍]?)$/
const HAN = /^[\u4e00-\u9fff]{2,6}$/
/** Words of every clause of this kind. */
const EMPTY =
  /^(规定|本法|条例|本办法|情形|情节|严重|部门|机关|人民政府|县级|以上|以下|罚款|责令|改正|没收|违法|所得|依照|依法|应当|可以|给予|警告|前款|下列|行为|主管|监督|管理|市场|负责|其他|有关|进行|予以|单位|个人|构成|犯罪|追究|刑事责任|逾期|拒不|停止|停产|停业|整顿|吊销|许可证|营业执照|货值|金额|不足|并处|违反|未按照|要求|工作|人员|直接|责任|处罚|作出|决定|按照|实施|国家|法律|法规|标准|之日|日内|自治区|直辖市|国务院|地方|各级|会同|行政|监管|保护|同时|或者|以及|期限|期满|限期|条件|符合|采取|措施|发现|存在|及时|提供|办理|组织|制定|公布|建立|制度|具体|相关|必要|情况|需要|根据|本行政区域|行政区域)$/

/** @param frequency of each word among all paragraphs drafted from */
export function termsOf(text: string, cutter: WordCutter, frequency: ReadonlyMap<string, number>): string[] {
  const seen = new Map<string, number>()
  for (const word of wordsIn(text, cutter)) seen.set(word, (seen.get(word) ?? 0) + 1)
  const weighed = [...seen].map(([word, count], at) => ({
    word,
    at,
    weight:
      (1 + Math.log(count)) * Math.log(2000 / (frequency.get(word) ?? 1)) * (at < 12 ? 1.3 : 1) * word.length ** 0.5,
  }))
  const best = weighed.toSorted((a, b) => b.weight - a.weight)
  const kept: typeof best = []
  for (const each of best) {
    if (kept.length === MOST) break
    if (!kept.some(({ word }) => word.includes(each.word) || each.word.includes(word))) kept.push(each)
  }
  return kept.toSorted((a, b) => a.at - b.at).map(({ word }) => word)
}

export const wordsIn = (text: string, cutter: WordCutter): string[] =>
  cutter.plain(text).filter((word) => HAN.test(word) && !EMPTY.test(word) && !FORMAL.test(word))
