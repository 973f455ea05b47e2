/** What the history lines and the last article say of a version: who made it, its number, since when. */
import type { ParsedLaw } from './parse.ts'

export interface VersionFacts {
  issuer: string | null
  documentNumber: string | null
  /** Day this version was adopted or published. */
  publishedOn: string | null
  /** Day it began to bind. */
  effectiveOn: string | null
}

const DATE = /(\d{4})年(\d{1,2})月(\d{1,2})日/
const NUMBER =
  /([\u4e00-\u9fff]{2,20}令|主席令)第?([\d一二三四五六七八九十百零〇]+)号|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号/
const BEGINS = /自(\d{4}年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|生效|执行)/

export function readDay(text: string): string | null {
  const [, year, month = '', day = ''] = DATE.exec(text) ?? []
  if (!year || Number(month) > 12 || Number(day) > 31) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const latest = (days: readonly (string | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null

/** @param fileDay day in the file's name: when this version was adopted */
export function readFacts(law: ParsedLaw, fileDay: string | null): VersionFacts {
  const isBeginning = (line: string) => /(施行|实施|生效)。?$/.test(line) && !/通过|修正|修订|修改/.test(line)
  const publishedOn = fileDay ?? latest(law.history.filter((line) => !isBeginning(line)).map(readDay))
  const said = [
    ...law.history.filter(isBeginning).map(readDay),
    ...law.history.map((line) => readDay(BEGINS.exec(line)?.[1] ?? '')),
    readDay(BEGINS.exec(law.articles.filter(({ number }) => number !== '').at(-1)?.text ?? '')?.[1] ?? ''),
  ]
  // An amended law still names the day of its first version: that day is before this one was adopted.
  const effectiveOn =
    latest(publishedOn === null ? said : said.filter((day) => day !== null && day >= publishedOn)) ??
    publishedOn ??
    latest(said)
  return {
    issuer: issuerOf(law.history),
    documentNumber: NUMBER.exec(law.history.at(-1) ?? '')?.[0] ?? null,
    publishedOn,
    effectiveOn,
  }
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
  [/国家市场监督管理总局|市场监管总局/, () => '国家市场监督管理总局'],
  [/最高人民法院、最高人民检察院/, () => '最高人民法院、最高人民检察院'],
  [/最高人民法院/, () => '最高人民法院'],
  [/最高人民检察院/, () => '最高人民检察院'],
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
