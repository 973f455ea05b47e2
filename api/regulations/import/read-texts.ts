/** Reads every file once and remembers what is needed to order the texts; a file that cannot be read is listed. */
import { type Found, type Note, sentenceOf } from './files.ts'
import { folderOf, type SurveyedText, survey } from './gather.ts'
import { parseFile } from './parse.ts'

export interface ImportProgress {
  step: 'read' | 'store'
  done: number
  total: number
}

export async function readTexts(
  found: readonly Found[],
  notes: Note[],
  progress: (at: ImportProgress) => void,
): Promise<SurveyedText[]> {
  const texts: SurveyedText[] = []
  const broken = new Set<string>()
  for (const [at, each] of found.entries()) {
    try {
      const { laws, left } = await parseFile(each.name, await each.read())
      for (const [index, law] of laws.entries()) {
        if (law.articles.length === 0) {
          notes.push({ file: each.file, kind: 'skipped', reason: '只有标题，没有正文 / a title without a text' })
          continue
        }
        texts.push(survey(each, index, law))
        const about = laws.length > 1 ? `《${law.title}》` : ''
        for (const reason of law.odd) notes.push({ file: each.file, kind: 'odd', reason: about + reason })
      }
      for (const reason of left) notes.push({ file: each.file, kind: 'skipped', reason })
    } catch (error) {
      if (!/index page/.test(sentenceOf(error))) broken.add(folderOf(each))
      notes.push({ file: each.file, kind: 'skipped', reason: sentenceOf(error) })
    }
    progress({ step: 'read', done: at + 1, total: found.length })
  }
  return texts.filter((text) => !isHalf(text, broken, notes))
}

/** A law cut into files is taken whole or not at all: a part that could not be read may be missing. */
function isHalf({ part, title, found }: SurveyedText, broken: ReadonlySet<string>, notes: Note[]): boolean {
  if (part === null || !broken.has(folderOf(found))) return false
  const reason = `《${title}》的一部分；同一文件夹有读不了的文件，不收半部法 / part of a law with an unreadable file beside it: no half law is kept`
  notes.push({ file: found.file, kind: 'skipped', reason })
  return true
}
