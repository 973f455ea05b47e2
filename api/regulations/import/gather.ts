/** From surveyed files to laws with versions: parts of one law are joined, texts of one law stand side by side by date. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { RegulationVocabulary } from '../../../content/schema-regulations.ts'
import { classify, type Placed, titleKey } from './classify.ts'
import { dayInName, readFacts, type VersionFacts } from './facts.ts'
import type { Found, Note } from './files.ts'
import { type ParsedLaw, parseFile } from './parse.ts'
import type { ParsedArticle } from './structure.ts'
import { compare, joinMarks, marksOf, type TextMarks, twinAmong, UNKNOWN_VERSION } from './versions.ts'

/** What is remembered of a text once it has been read: enough to order and compare, not the text itself. */
export interface SurveyedText {
  found: Found
  /** Place among the laws of its file. */
  index: number
  title: string
  part: string | null
  history: string[]
  lastArticle: string
  firstNumber: number
  marks: TextMarks
  hash: string
}

export interface Version extends VersionFacts {
  title: string
  /** `<hash of the text and its facts>.<hash of the file's name and folder>`. */
  contentHash: string
  marks: TextMarks
  /** File it came from, for the report. */
  origin: string
  read: () => Promise<VersionText>
}

export interface VersionText {
  preamble: string
  articles: ParsedArticle[]
}

export interface GatheredLaw extends Placed {
  /** Title without ornament, and region. */
  key: string
  title: string
  versions: Version[]
}

export function survey(found: Found, index: number, law: ParsedLaw): SurveyedText {
  const numbered = law.articles.filter(({ number }) => number !== '')
  return {
    found,
    index,
    title: law.title,
    part: law.part,
    history: law.history,
    lastArticle: numbered.at(-1)?.text ?? law.articles.at(-1)?.text ?? '',
    firstNumber: Number.parseInt(numbered[0]?.number ?? '0', 10),
    marks: marksOf(law.articles),
    hash: hashOf([law.title, law.part, law.preamble, law.articles]),
  }
}

/** Groups texts into laws. Of two texts of one version the better one is taken, the other is listed. */
export function gather(vocabulary: RegulationVocabulary, texts: readonly SurveyedText[], notes: Note[]): GatheredLaw[] {
  const laws = new Map<string, GatheredLaw>()
  for (const joined of joinParts(texts)) {
    const { placed, version } = versionOf(vocabulary, joined)
    const key = `${placed.region}:${titleKey(version.title)}`
    const law = laws.get(key) ?? { key, title: version.title, versions: [], ...placed }
    laws.set(key, law)
    law.versions.push(version)
  }
  for (const law of laws.values()) {
    law.versions = settle(law.versions, notes)
    law.title = law.versions.at(-1)?.title ?? law.title
  }
  return [...laws.values()]
}

/** Files with a second title are parts of one law, in the order of their first article (民法典). */
function joinParts(texts: readonly SurveyedText[]): SurveyedText[][] {
  const whole = texts.filter(({ part }) => part === null).map((text) => [text])
  const parts = Map.groupBy(
    texts.filter(({ part }) => part !== null),
    ({ title, found }) => [title, folderOf(found), dayInName(found.name)].join('\n'),
  )
  return [...whole, ...[...parts.values()].map((group) => group.sort((a, b) => a.firstNumber - b.firstNumber))]
}

export const folderOf = ({ file }: Pick<Found, 'file'>) => path.dirname(file)

function versionOf(
  vocabulary: RegulationVocabulary,
  texts: readonly SurveyedText[],
): { placed: Placed; version: Version } {
  const [first] = texts as [SurveyedText]
  const last = texts.at(-1) ?? first
  const read = readFacts({
    history: [...new Set(texts.flatMap(({ history }) => history))],
    lastArticle: last.lastArticle,
    fileDay: dayInName(first.found.name),
  })
  const placed = classify(vocabulary, first.found.folders, first.title, read.issuer)
  const facts = { ...read, issuer: read.issuer ?? issuerOf(first.title, placed) }
  return {
    placed,
    version: {
      ...facts,
      title: first.title,
      contentHash: `${hashOf([facts, placed, texts.map(({ hash }) => hash)])}.${hashOf([first.found.folders.at(-1), first.found.name, first.index])}`,
      marks: joinMarks(texts.map((text) => text.marks)),
      origin: first.found.file,
      read: () => textOf(texts),
    },
  }
}

/** The files are read again: holding every text of a large collection would fill the memory. */
async function textOf(texts: readonly SurveyedText[]): Promise<VersionText> {
  const laws: ParsedLaw[] = []
  for (const { found, index } of texts) {
    const law = (await parseFile(found.name, await found.read())).laws[index]
    if (!law) throw new Error(`${found.name} 在导入时被改动 / changed while it was imported`)
    laws.push(law)
  }
  return {
    preamble: laws[0]?.preamble ?? '',
    articles: laws.flatMap(({ articles }) => articles),
  }
}

/** The State Council alone makes 行政法规; a court's interpretation names its maker in the title. */
function issuerOf(title: string, { level }: Placed): string | null {
  if (level === 'regulation') return '国务院'
  return /^(?:最高人民法院、?)?(?:最高人民检察院)?(?=、|关于)/.exec(title)?.[0] || null
}

/** One text a day: equal ones are duplicates, of different ones the fuller is taken. Oldest first. */
function settle(versions: readonly Version[], notes: Note[]): Version[] {
  const kept: Version[] = []
  const dated = versions.filter((version) => version.dated)
  const undated = versions.filter((version) => !version.dated)
  for (const version of [...dated, ...undated]) {
    const twin = twinAmong(kept, version)
    if (twin === 'unknown') {
      notes.push({ file: version.origin, kind: 'decided', reason: UNKNOWN_VERSION })
      continue
    }
    if (!twin) {
      kept.push(version)
      continue
    }
    const { verdict, reason } = compare(twin.marks, version.marks)
    const better = version.dated && verdict === 'second'
    const [winner, loser] = better ? [version, twin] : [twin, version]
    if (better) kept[kept.indexOf(twin)] = version
    winner.issuer ??= loser.issuer
    winner.documentNumber ??= loser.documentNumber
    notes.push({
      file: loser.origin,
      kind: verdict === 'equal' ? 'duplicate' : 'decided',
      reason: `与 ${path.basename(winner.origin)} 是同一版本（${winner.effectiveOn ?? '无日期'}）：${reason}`,
    })
  }
  return kept.sort((a, b) => (a.effectiveOn ?? '').localeCompare(b.effectiveOn ?? ''))
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24)
}
