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

/** `indexOf[i]` is the chapter of the i-th row. */
export function chaptersOf(rows: readonly Row[]): { contents: ChapterView[]; indexOf: number[] } {
  const contents: (ChapterView & { key: string })[] = []
  const indexOf: number[] = []
  for (const row of rows) {
    const depth = row.chapter.findIndex((title) => CHAPTER.test(title))
    const path = row.chapter.slice(0, depth < 0 ? 2 : depth + 1)
    const current = contents.at(-1)
    const key = path.join('\n')
    if (current && current.key === key && (path.length > 0 || current.articleCount < PLAIN_LENGTH)) {
      current.last = row.label
      current.articleCount += 1
    } else contents.push({ key, index: contents.length, path, first: row.label, last: row.label, articleCount: 1 })
    indexOf.push(contents.length - 1)
  }
  return { contents: contents.map(({ key: _, ...chapter }) => chapter), indexOf }
}
