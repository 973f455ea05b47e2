/** What the history lines and the last article say of a version: who made it, its number, since when. */
import { eventsIn, plainDays } from './head.ts'

export interface VersionFacts {
  issuer: string | null
  documentNumber: string | null
  /** Day this version was adopted or published. */
  publishedOn: string | null
  /** Day it began to bind. */
  effectiveOn: string | null
  /** Whether the text says which version it is; without it only the day of the first version may be known. */
  dated: boolean
}

export interface FactSource {
  history: readonly string[]
  /** Text of the last article. */
  lastArticle: string
  /** Day in the file's name: when this version was adopted. */
  fileDay: string | null
}

const DATE = /(\d{4})年(\d{1,2})月(\d{1,2})日/
const ORDER = /([\u4e00-\u9fff、]{2,80}?令)第?([\d一二三四五六七八九十百零〇]+)号/
const DOCUMENT = /[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号/
const BEGINS = /自(\d{4}年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|生效|执行)/
const CHANGED = /修正|修改/

export function readDay(text: string): string | null {
  const [, year, month = '', day = ''] = DATE.exec(text) ?? []
  if (!year || Number(month) > 12 || Number(day) > 31) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Day in a file's name: 广告法(2021-04-29).md, 广告法_20210429.docx. */
export function dayInName(name: string): string | null {
  const [, year, month, day] = /[（(_-](\d{4})-?(\d{2})-?(\d{2})[）)]?\.[a-z]+$/i.exec(name) ?? []
  return year && Number(month) <= 12 && Number(day) <= 31 ? `${year}-${month}-${day}` : null
}

/** Day a last article names: 本办法自2024年7月1日起施行. */
export const beginningIn = (text: string): string | null => readDay(BEGINS.exec(plainDays(text))?.[1] ?? '')

const latest = (days: readonly (string | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null

export function readFacts({ history: lines, lastArticle, fileDay }: FactSource): VersionFacts {
  const history = lines.flatMap((line) => eventsIn(plainDays(line)))
  const isBeginning = (line: string) => /(施行|实施|生效|执行)。?$/.test(line) && !/通过|修正|修订|修改/.test(line)
  const publishedOn = fileDay ?? latest(history.filter((line) => !isBeginning(line)).map(readDay))
  const said = [...history.filter(isBeginning).map(readDay), ...[...history, lastArticle].map(beginningIn)]
  // An amended law still names the day of its first version: that day is before this one was adopted.
  const effectiveOn =
    latest(publishedOn === null ? said : said.filter((day) => day !== null && day >= publishedOn)) ??
    publishedOn ??
    latest(said)
  const lastChange = history.findLast((line) => /修正|修订|修改/.test(line))
  return {
    issuer: issuerOf(history),
    documentNumber: numberOf(history),
    publishedOn,
    effectiveOn,
    dated: fileDay !== null || (publishedOn !== null && (lastChange === undefined || readDay(lastChange) !== null)),
  }
}

/** A law keeps its number when single articles are changed (修正), and gets a new one when it is revised (修订). */
function numberOf(history: readonly string[]): string | null {
  const whole = history.filter((line) => !CHANGED.test(line))
  for (const line of [...(whole.length > 0 ? whole : history)].reverse()) {
    const bare = line
      .replace(/[[［]/g, '〔')
      .replace(/[\]］]/g, '〕')
      .replace(DATE, ' ')
      .replaceAll(' ', '')
    const order = ORDER.exec(bare.replace(/^.*?(?:根据|已经|[（(])/, ''))
    if (order) return `${order[1]?.replace(/^中华人民共和国/, '')}第${order[2]}号`
    const document = DOCUMENT.exec(bare)
    if (document) return document[0].replace(/^(?:以|由|根据|按)/, '')
  }
  return null
}

const ISSUERS: [RegExp, (match: RegExpExecArray) => string][] = [
  [/全国人民代表大会常务委员会/, () => '全国人民代表大会常务委员会'],
  [/(?<![省市区州县])第[一二三四五六七八九十]+届全国人民代表大会|全国人民代表大会第/, () => '全国人民代表大会'],
  [
    /([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|特区))第[一二三四五六七八九十]+届人民代表大会常务委员会/,
    (match) => `${match[1]}人民代表大会常务委员会`,
  ],
  [
    /([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|特区))第[一二三四五六七八九十]+届人民代表大会/,
    (match) => `${match[1]}人民代表大会`,
  ],
  [/最高人民法院、最高人民检察院/, () => '最高人民法院、最高人民检察院'],
  [/最高人民法院/, () => '最高人民法院'],
  [/最高人民检察院/, () => '最高人民检察院'],
  [
    /^(?:根据|由)?(?:中华人民共和国)?((?!主席|国务院)[\u4e00-\u9fff、]{2,80}?)令第?[\d一二三四五六七八九十]+号/,
    (match) => match[1] ?? '',
  ],
  [/国家市场监督管理总局|市场监管总局/, () => '国家市场监督管理总局'],
  [/国务院/, () => '国务院'],
]

function issuerOf(history: readonly string[]): string | null {
  for (const line of [...history].reverse()) {
    const bare = line
      .replace(DATE, '')
      .replace(/[《〈<][^》〉>]*[》〉>]/g, '')
      .trim()
    for (const [pattern, name] of ISSUERS) {
      const match = pattern.exec(bare)
      if (match) return name(match)
    }
  }
  return null
}
