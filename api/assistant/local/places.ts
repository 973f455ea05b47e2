import type { Lexicon, StreetEntry } from './lexicon.ts'
import type { Fact, Span } from './types.ts'

const HAN_RUN = /[\u4e00-\u9fff]{1,12}$/
const ROAD = /大道|大街|胡同|路(?!线|过|上遇|途|由|口的?人|费|人|边摊)|街(?!道办|坊|边)|巷/g
/** Words that end like a road but are none. */
const NO_ROAD =
  /(?:一|半|走|绕|迷|改|马|网|思|道|公|铁|线|电|套|销|迷|跑|问|赶|上|带|出|活|条|逛|末|歧|陆|来|去|回|过|铺|退|升|后|前|之|开|行驶|途经|维权|上访|自谋生|指|高速)路$|(?:逛|上|条|整|满|过|压|扫)(?:大)?街$/
const CUT =
  /^.*(?:要求|咨询|取消|加强|严重|强制|表扬一?下?|感谢|点赞|进(?!士)|在|去|到|从|的|是|住|往|向|离|我|你|他|她|们|个|于|过|了|和|跟|对|把|被|给|有|叫|买|逛|沿|就|家|等|及|报考|当时)/u
const LEAD =
  /^(?:大前天|前天|昨天|今天|昨晚|今晚|前晚|当天|那天|早上|上午|中午|下午|傍晚|晚上|凌晨|上个?周[一二三四五六日天]|上个?星期[一二三四五六日天]|周[一二三四五六日天]|上个?月|[日号]|要|想|投诉|举报|反映|位于|地址|经过|路过|发现|附近|济南|靠近|本人|请问|关于|[省市县区])+/u
const TAIL = new RegExp(
  '^(?:(?:\\d{1,5}|[一二三四五六七八九十百]{1,4})(?:-\\d{1,4})?号(?:院|楼)?)?' +
    '(?:(?:与|和)[\\u4e00-\\u9fff]{2,5}?(?:大街|大道|路|街)(?:交叉口|路口|交汇处|交界处)?)?' +
    '(?:[^\\s，,。、!?;；的在了是和我去买吃开有]{2,8}?(?:小区|广场|大厦|商场|购物中心|写字楼|公寓|花园|家园|商城|市场|园区|产业园|科技园|软件园|国际|苑))?' +
    '(?:(?:[A-Za-z]|\\d{1,3})(?:座|栋|号楼|幢))?(?:\\d{1,2}单元)?(?:[A-Za-z]?\\d{1,4}(?:层|楼|室|铺|号铺?))?' +
    '(?:附近|对面|旁边?|路口|东侧|西侧|南侧|北侧|东头|西头|南头|北头|东段|西段|中段|南段|北段|交叉口|门口)?',
)
const BUILDING =
  /小区|广场|大厦|写字楼|购物中心|商城|步行街|科技园|软件园|工业园|产业园|创业园|社区|公寓|家园|花园|菜市场|农贸市场|批发市场|夜市|大学/g
const PLAIN_BUILDING =
  /^(?:小区|我们?小区|本小区|某小区|该小区|广场|大厦|社区|公寓|菜市场|步行街|大学|夜市|.?(?:个|家|座|楼下|门口|附近|旁边).*)$/
const ENGLISH_PLACE =
  /\b(?:on|at|near|in|along) ((?:No\.? ?)?(?:\d{1,5} )?(?:[A-Z][A-Za-z'’-]{1,20} ){1,4}(?:Road|Street|Avenue|Lane|Boulevard|Rd|St|Ave|Plaza|Mall|Square|Building|Market)\b)/g

const inside = (span: Span, holes: readonly Span[]): boolean =>
  holes.some((hole) => span.start < hole.end && hole.start < span.end)

const leftEdge = (text: string, end: number): string => {
  const run = HAN_RUN.exec(text.slice(Math.max(0, end - 12), end))?.[0] ?? ''
  return run.replace(CUT, '').replace(LEAD, '')
}

const roads = (text: string): Span[] => {
  const found: Span[] = []
  for (const match of text.matchAll(ROAD)) {
    const end = match.index + match[0].length
    const name = leftEdge(text, match.index)
    if (
      name.length < 2 ||
      name.length > 10 ||
      NO_ROAD.test(name + match[0]) ||
      /[不没么什怎这那很也说问知些多少每其求使导致扰盼费]/.test(name)
    )
      continue
    if (match[0] === '街' && text[end] === '道') continue
    const tail = TAIL.exec(text.slice(end, end + 40))?.[0] ?? ''
    found.push({ start: match.index - name.length, end: end + tail.length })
  }
  return found
}

const buildings = (text: string): Span[] => {
  const found: Span[] = []
  for (const match of text.matchAll(BUILDING)) {
    const name = leftEdge(text, match.index)
    if (
      name.length < 2 ||
      name.length > 8 ||
      PLAIN_BUILDING.test(name + match[0]) ||
      /[不没么什怎这那很也说问知些多少每其求使导致扰盼费]/.test(name)
    )
      continue
    const end = match.index + match[0].length
    const tail =
      /^(?:(?:[A-Za-z]|\d{1,3})(?:座|栋|号楼|幢))?(?:负?[一二三四五六\d]{1,2}(?:层|楼))?/.exec(
        text.slice(end, end + 12),
      )?.[0] ?? ''
    found.push({ start: match.index - name.length, end: end + tail.length })
  }
  return found
}

const english = (text: string): Span[] =>
  [...text.matchAll(ENGLISH_PLACE)].map((match) => {
    const start = match.index + match[0].indexOf(match[1] ?? '')
    return { start, end: start + (match[1] ?? '').length }
  })

/** Street and station a piece of text speaks of; the longest known name wins, the first among equals. */
export const streetIn = (
  lower: string,
  lexicon: Lexicon,
  holes: readonly Span[] = [],
): (StreetEntry & Span) | undefined => {
  const hits = lexicon.streets(lower).filter((hit) => !inside(hit, holes))
  const best = hits.reduce<(typeof hits)[number] | undefined>(
    (longest, hit) => (longest === undefined || hit.phrase.length > longest.phrase.length ? hit : longest),
    undefined,
  )
  return best === undefined ? undefined : { ...best.value, start: best.start, end: best.end }
}

/**
 * Where it happened (涉事地点): an address in the text, else a known place name, with the street and station the lexicon
 * gives for it. `holes` are spans that belong to the person's own address or to quoted names and must not be used.
 */
export const placeFacts = (text: string, lower: string, lexicon: Lexicon, holes: readonly Span[]): Fact[] => {
  const free = (span: Span): boolean => !inside(span, holes)
  const known = streetIn(lower, lexicon, holes)
  const candidates = [...roads(text), ...english(text), ...buildings(text)].filter(free)
  const span =
    candidates.find((candidate) => known !== undefined && inside(known, [candidate])) ?? candidates[0] ?? known
  if (span === undefined) return []
  const facts: Fact[] = [
    { path: 'place.text', value: text.slice(span.start, span.end), start: span.start, end: span.end, basis: 'stated' },
  ]
  if (known !== undefined) {
    const at = { start: known.start, end: known.end, basis: 'inferred' } as const
    if (known.street !== undefined) facts.push({ path: 'place.street', value: known.street, ...at })
    facts.push({ path: 'place.station', value: known.station, ...at })
  }
  return facts
}
