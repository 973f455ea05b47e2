/** Contents of a law: what a reader opens at once. A chapter (章) with its sections; a law without chapters is one. */
import type { ChapterView } from './model.ts'

const CHAPTER = /^第.{1,6}章/
/** Articles opened at once where a law has no headings at all. */
const PLAIN_LENGTH = 40

interface Row {
  number: string
  label: string
  chapter: readonly string[]
}

/** A chapter as kept with its version: with the positions of its first and last article, counted from 1. */
export interface StoredChapter extends Omit<ChapterView, 'index'> {
  from: number
  to: number
}

/** @param rows articles of one version in their order */
export function chaptersOf(rows: readonly Row[]): StoredChapter[] {
  const contents: StoredChapter[] = []
  let currentKey: string | undefined
  for (const [at, { chapter, label }] of rows.entries()) {
    const depth = chapter.findIndex((title) => CHAPTER.test(title))
    const path = chapter.slice(0, depth < 0 ? 2 : depth + 1)
    const key = path.join('\n')
    const current = contents.at(-1)
    if (current && currentKey === key && (path.length > 0 || current.articleCount < PLAIN_LENGTH)) {
      current.last = label
      current.articleCount += 1
      current.to = at + 1
    } else contents.push({ path, first: label, last: label, articleCount: 1, from: at + 1, to: at + 1 })
    currentKey = key
  }
  return contents
}

/** Chapter that holds the article at `position`; 0 when none does. */
export const chapterAt = (contents: readonly StoredChapter[], position: number) =>
  Math.max(
    0,
    contents.findIndex(({ to }) => position <= to),
  )
