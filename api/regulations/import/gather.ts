/** From parsed files to laws with versions: parts of one law are joined, texts of one law stand side by side by date. */
import { createHash } from 'node:crypto'
import type { RegulationVocabulary } from '../../../content/schema-regulations.ts'
import { classify, type Placed, titleKey } from './classify.ts'
import { readFacts, type VersionFacts } from './facts.ts'
import { dayInName, type Found, type Skipped } from './files.ts'
import type { ParsedArticle, ParsedLaw } from './parse.ts'

export interface Version extends VersionFacts {
  title: string
  preamble: string
  articles: ParsedArticle[]
  contentHash: string
}

export interface GatheredLaw extends Placed {
  /** Title without ornament, and region. */
  key: string
  title: string
  versions: Version[]
}

export interface ParsedFile extends Found {
  law: ParsedLaw
}

/** Groups files into laws; of two texts of one version the longer one is taken, the other is listed. */
export function gather(
  vocabulary: RegulationVocabulary,
  files: readonly ParsedFile[],
  skipped: Skipped[],
): GatheredLaw[] {
  const laws = new Map<string, GatheredLaw>()
  const origin = new Map<Version, string>()
  for (const file of joinParts(files)) {
    const facts = readFacts(file.law, dayInName(file.file))
    const placed = classify(vocabulary, file.folders, file.law.title, facts.issuer)
    const key = `${placed.region}:${titleKey(file.law.title)}`
    const law = laws.get(key) ?? { key, title: file.law.title, versions: [], ...placed }
    laws.set(key, law)
    const version = {
      ...facts,
      title: file.law.title,
      preamble: file.law.preamble,
      articles: file.law.articles,
      contentHash: '',
    }
    version.contentHash = hashOf(version, placed)
    origin.set(version, file.file)
    const twin = law.versions.find((other) => other.effectiveOn === version.effectiveOn)
    if (!twin) law.versions.push(version)
    else {
      const [kept, left] = sizeOf(version) > sizeOf(twin) ? [version, twin] : [twin, version]
      law.versions[law.versions.indexOf(twin)] = kept
      skipped.push({
        file: origin.get(left) ?? '',
        reason: `与另一文件是同一版本（${version.effectiveOn ?? '无日期'}）/ same version as another file`,
      })
    }
  }
  for (const law of laws.values()) {
    law.versions.sort((a, b) => (a.effectiveOn ?? '').localeCompare(b.effectiveOn ?? ''))
    law.title = law.versions.at(-1)?.title ?? law.title
  }
  return [...laws.values()]
}

/** Files with a second title are parts of one law, in the order of their first article (民法典). */
function joinParts(files: readonly ParsedFile[]): ParsedFile[] {
  const whole = files.filter(({ law }) => law.part === null)
  const parts = Map.groupBy(
    files.filter(({ law }) => law.part !== null),
    ({ law, folders, file }) => [law.title, folders.join('/'), dayInName(file)].join('\n'),
  )
  for (const group of parts.values()) {
    const sorted = [...group].sort((a, b) => firstNumber(a.law) - firstNumber(b.law))
    const [first] = sorted
    if (!first) continue
    const history = [...new Set(sorted.flatMap(({ law }) => law.history))]
    whole.push({ ...first, law: { ...first.law, history, articles: sorted.flatMap(({ law }) => law.articles) } })
  }
  return whole
}

const firstNumber = (law: ParsedLaw) =>
  Number.parseInt(law.articles.find(({ number }) => number !== '')?.number ?? '0', 10)

const sizeOf = ({ articles }: Version) => articles.reduce((sum, { text }) => sum + text.length, 0)

function hashOf(version: Version, placed: Placed): string {
  return createHash('sha256')
    .update(JSON.stringify([version, placed]))
    .digest('hex')
    .slice(0, 32)
}
