/** Verb: bring the texts of laws into the library. Running it again with the same files changes nothing. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { findFiles, type Note, sentenceOf } from './import/files.ts'
import { gather } from './import/gather.ts'
import { type ImportProgress, readTexts } from './import/read-texts.ts'
import type { TextMarks } from './import/versions.ts'
import { repealLaws } from './repeal-laws.ts'
import { storeLaw } from './store-law.ts'

/** Laws written at the same time: one is read while another waits for the database. */
const AT_ONCE = 3

export interface ImportReport {
  /** Files in a format of law texts. */
  files: number
  /** Texts read from them; parts of one law count each. */
  documents: number
  laws: number
  versions: number
  /** Articles (条) in these texts, and annexes and sections of texts without articles. */
  read: { articles: number; sections: number }
  /** The same in the versions kept: a text that stands in two files is kept once. */
  kept: { articles: number; sections: number }
  /** Laws whose stored text was written; the others were there already. */
  changed: number
  /** Versions that ended because another law says so. */
  repealed: number
  notes: Note[]
}

/** @param starts files, folders and archives */
export async function importLaws(
  deps: Deps,
  ctx: Context,
  starts: readonly string[],
  progress: (at: ImportProgress) => void = () => {},
): Promise<ImportReport> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const temporary = await fs.mkdtemp(path.join(os.tmpdir(), 'laws-'))
  try {
    const notes: Note[] = []
    const found = await findFiles(starts, temporary, notes)
    const texts = await readTexts(found, notes, progress)
    const laws = gather(deps.content.regulations.vocabulary, texts, notes)
    const report: ImportReport = {
      files: found.length,
      documents: texts.length,
      laws: laws.length,
      versions: laws.reduce((sum, { versions }) => sum + versions.length, 0),
      read: sizeOf(texts),
      kept: sizeOf(laws.flatMap(({ versions }) => versions)),
      changed: 0,
      repealed: 0,
      notes,
    }
    let done = 0
    const waiting = laws.values()
    const storeNext = async (): Promise<void> => {
      for (const law of waiting) {
        try {
          const stored = await storeLaw(deps, ctx, law)
          if (stored.changed) report.changed += 1
          notes.push(...stored.notes)
        } catch (error) {
          notes.push({ file: law.versions.at(-1)?.origin ?? law.title, kind: 'skipped', reason: sentenceOf(error) })
        }
        done += 1
        progress({ step: 'store', done, total: laws.length })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, storeNext))
    report.repealed = await repealLaws(deps, ctx)
    return report
  } finally {
    await fs.rm(temporary, { recursive: true, force: true })
  }
}

function sizeOf(texts: readonly { marks: TextMarks }[]): { articles: number; sections: number } {
  const articles = texts.reduce((sum, { marks }) => sum + marks.numbered, 0)
  return { articles, sections: texts.reduce((sum, { marks }) => sum + marks.articles.length, 0) - articles }
}
