/** Short names people make of a law's title, by the habits they follow; which of them are unambiguous is for the caller to see. */

const FILLERS = ['监督管理', '监管', '管理', '处理', '暂行', '试行', '']
const RULES = /(条例|办法|规定|规则|细则)$/

/**
 * 网络交易监督管理办法 → 网络交易管理办法, 网络交易办法; 山东省消费者权益保护条例 → 山东消费者权益保护条例;
 * 产品质量法 → 产质法; 民事诉讼法 → 民诉法.
 *
 * @param title without 中华人民共和国
 * @param aliases short names of other laws by their title, for 消费者权益保护法实施条例 → 消法实施条例, 消法条例
 */
export function shortNamesOf(title: string, aliases: ReadonlyMap<string, readonly string[]>): string[] {
  const names = new Set<string>()
  const local = title.replace(/^([\u4e00-\u9fff]{2,3})(?:省|市|(?:[壮回]族|维吾尔)?自治区)/, '$1')
  for (const base of new Set([title, local, title.replace(/^国家市场监督管理总局/, '')])) {
    names.add(base)
    names.add(base.replace(/\((?:试行|暂行)\)$/, ''))
    for (const name of withoutFillers(base)) names.add(name)
  }
  for (const name of initialsOf(title)) names.add(name)
  const parent = /^(.+法)(实施.+)$/.exec(title)
  for (const alias of aliases.get(parent?.[1] ?? '') ?? []) {
    const rest = parent?.[2] ?? ''
    names.add(alias + rest)
    names.add(alias + rest.replace('实施', ''))
  }
  names.delete(title)
  return [...names].filter((name) => name.length >= 3)
}

function withoutFillers(title: string): string[] {
  const kind = RULES.exec(title)?.[1]
  if (!kind) return []
  const stem = title.slice(0, -kind.length)
  const filler = FILLERS.find((each) => stem.endsWith(each)) ?? ''
  const core = stem.slice(0, stem.length - filler.length)
  if (filler === '' || core.length < 4) return []
  const inner = FILLERS.find((each) => each !== '' && core.endsWith(each)) ?? ''
  const cores = core.length - inner.length >= 4 ? [core, core.slice(0, core.length - inner.length)] : [core]
  const between = filler === '监督管理' ? ['', '管理', '监管'] : ['']
  return cores.flatMap((each) => between.map((word) => each + word + kind))
}

/** First characters of words of two: 食品安全法 → 食安法, 道路交通安全法 → 道交安法, 道交法. */
function initialsOf(title: string): string[] {
  const stem = /^([\u4e00-\u9fff]{4,10})法$/.exec(title)?.[1]
  if (!stem || stem.length % 2 === 1) return []
  const initials = [...stem].filter((_, at) => at % 2 === 0)
  const [first = '', second = ''] = initials
  return [...new Set([initials.join(''), first + second, first + initials.at(-1)])].map((name) => `${name}法`)
}
