/** Verb: whether every article this product cites stands in a collection of law texts, in the version cited. No database. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import { readNumeral } from '../../search/language/numerals.ts'
import { titleKey } from './import/classify.ts'
import { findFiles } from './import/files.ts'
import { type GatheredLaw, gather, type Version } from './import/gather.ts'
import { readTexts } from './import/read-texts.ts'
import type { ParsedArticle } from './import/structure.ts'
import { type WrittenCitation, writtenCitations } from './written-citations.ts'

export interface CitationReport {
  /** Places looked at. */
  places: number
  /** Those whose article stands where it should. */
  found: number
  missing: { at: string; title: string; label: string; reason: string }[]
  /** Laws, or versions of them, that the collection does not hold, with the places that cite them. */
  absent: { title: string; reason: string; at: string[] }[]
  /** Places that name no law, so that nothing can be looked up. */
  nameless: string[]
}

/** @param today `YYYY-MM-DD`: the day for which a citation without a day must hold */
export async function checkCitations(
  root: string,
  content: Content,
  starts: readonly string[],
  today: string,
): Promise<CitationReport> {
  const temporary = await fs.mkdtemp(path.join(os.tmpdir(), 'laws-'))
  try {
    const texts = await readTexts(await findFiles(starts, temporary, []), [], () => {})
    const library = libraryOf(gather(content.regulations.vocabulary, texts, []))
    const report: CitationReport = { places: 0, found: 0, missing: [], absent: [], nameless: [] }
    for (const citation of writtenCitations(root, content, today)) await check(library, citation, report)
    return report
  } finally {
    await fs.rm(temporary, { recursive: true, force: true })
  }
}

interface Library {
  law: (title: string) => GatheredLaw | undefined
  articles: (version: Version) => Promise<Map<string, ParsedArticle>>
}

function libraryOf(laws: readonly GatheredLaw[]): Library {
  const byTitle = new Map<string, GatheredLaw>()
  for (const law of laws) {
    const key = law.key.slice(3)
    if (!byTitle.has(key) || law.region === 'CN') byTitle.set(key, law)
  }
  const read = new Map<Version, Map<string, ParsedArticle>>()
  return {
    law(title) {
      const key = titleKey(title)
      for (let at = 0; at < key.length - 1; at += 1) {
        const law = byTitle.get(key.slice(at))
        if (law) return law
      }
      return undefined
    },
    async articles(version) {
      const known = read.get(version)
      if (known) return known
      const { articles } = await version.read()
      const map = new Map(articles.map((article) => [article.number, article]))
      read.set(version, map)
      return map
    },
  }
}

async function check(library: Library, citation: WrittenCitation, report: CitationReport): Promise<void> {
  report.places += 1
  const { title, article, item, at } = citation
  if (title === null) return void report.nameless.push(`${at} ${articleLabel({ article }, 'zh')}`)
  const versions = versionsOf(library.law(title), citation)
  if (typeof versions === 'string') {
    const known = report.absent.find((each) => each.title === title && each.reason === versions)
    if (known) known.at.push(at)
    else report.absent.push({ title, reason: versions, at: [at] })
    return
  }
  let whole = true
  for (const version of versions) {
    const text = (await library.articles(version)).get(article)
    const day = version.effectiveOn ?? '无日期 / undated'
    const miss = (reason: string) => {
      whole = false
      report.missing.push({ at, title, label: articleLabel({ article, ...(item ? { item } : {}) }, 'zh'), reason })
    }
    if (!text)
      miss(`${day} 的版本没有这一条（共 ${version.marks.numbered} 条）/ no such article in the version of ${day}`)
    else if (item !== null && !hasItem(text.text, item))
      miss(`${day} 的版本里这一条没有这一项 / no such item in the version of ${day}`)
  }
  if (whole) report.found += 1
}

/** Versions that must hold the article; a sentence when the collection does not hold them. */
function versionsOf(law: GatheredLaw | undefined, { days, version }: WrittenCitation): Version[] | string {
  if (!law) return '没有这部法 / no such law'
  if (version) {
    const { effectiveOn, publishedOn } = version
    const own = law.versions.find(
      (each) => each.effectiveOn === effectiveOn || (publishedOn !== null && each.publishedOn === publishedOn),
    )
    return own ? [own] : `没有 ${effectiveOn} 的版本 / no version of ${effectiveOn}`
  }
  const found = new Set<Version>()
  for (const day of days) {
    const own = law.versions.findLast(({ effectiveOn }) => effectiveOn === null || effectiveOn <= day)
    if (!own) return `没有 ${day} 有效的版本 / no version in force on ${day}`
    found.add(own)
  }
  return [...found]
}

const hasItem = (text: string, item: number) =>
  text
    .split('\n')
    .some((line) => readNumeral(/^[（(]([一二三四五六七八九十]{1,3})[）)]/.exec(line)?.[1] ?? '') === item)
