/** Verb: bring the texts of laws into the library. Running it again with the same files changes nothing. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { findFiles, readText, type Skipped } from './import/files.ts'
import { gather, type ParsedFile } from './import/gather.ts'
import { parseLaw } from './import/parse.ts'
import { storeLaw } from './store-law.ts'

export interface ImportReport {
  files: number
  laws: number
  versions: number
  articles: number
  /** Laws whose stored text was written; the others were there already. */
  changed: number
  /** Files and laws left out, each with its reason. */
  skipped: Skipped[]
}

export interface ImportProgress {
  step: 'read' | 'store'
  done: number
  total: number
}

/** @param start a Markdown file or a folder of them */
export async function importLaws(
  deps: Deps,
  ctx: Context,
  start: string,
  progress: (at: ImportProgress) => void = () => {},
): Promise<ImportReport> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const skipped: Skipped[] = []
  const found = await findFiles(start, skipped)
  const files: ParsedFile[] = []
  for (const [index, each] of found.entries()) {
    try {
      const law = parseLaw(await readText(each.file))
      if (law.articles.some(({ number }) => number !== '')) files.push({ ...each, law })
      else skipped.push({ file: each.file, reason: '没有“第…条” / no article' })
    } catch (error) {
      skipped.push({ file: each.file, reason: sentenceOf(error) })
    }
    progress({ step: 'read', done: index + 1, total: found.length })
  }
  const laws = gather(deps.content.regulations.vocabulary, files, skipped)
  const report: ImportReport = { files: found.length, laws: laws.length, versions: 0, articles: 0, changed: 0, skipped }
  for (const [index, law] of laws.entries()) {
    try {
      if (await storeLaw(deps, ctx, law)) report.changed += 1
      report.versions += law.versions.length
      report.articles += law.versions.reduce((sum, { articles }) => sum + articles.length, 0)
    } catch (error) {
      skipped.push({ file: law.title, reason: sentenceOf(error) })
    }
    progress({ step: 'store', done: index + 1, total: laws.length })
  }
  return report
}

const sentenceOf = (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
