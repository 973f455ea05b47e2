/** How long the article search takes beside bare FTS5 over the same file, question by question in turn. */
import { openBareBm25 } from '../../search/engines/bare-bm25.ts'
import { createSqliteEngine } from '../../search/engines/sqlite.ts'
import type { ArticleDocument } from '../../search/indexes/articles.ts'
import { articles } from '../../search/indexes/articles.ts'
import { readQuestions } from '../../search/train/read-questions.ts'
import { searchFile } from './search-file.ts'

/** On a library smaller than this both are quick, and the ratio says nothing. */
const JUDGED_FROM = 50_000
/** Most our p95 may be of theirs. */
const BOUND = 1
const LIMIT = 20

export interface SearchBenchOptions {
  questions?: string
  count: number
}

/** @returns whether the bound holds */
export async function benchSearch(
  { questions, count }: SearchBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const { root, file } = searchFile()
  const bare = openBareBm25(root, file, articles)
  const engine = createSqliteEngine({ root, file })
  const asked = questions
    ? readQuestions(questions)
        .slice(0, count)
        .map(({ text }) => text)
    : (bare.sample(count) as ArticleDocument[]).map(({ text, note }) => (text || note).slice(0, 30))
  const find = (text: string) => engine.query(articles, { text: { words: text }, limit: LIMIT, timeLimitMs: 30_000 })
  const [ours, theirs]: [number[], number[]] = [[], []]
  try {
    for (const text of asked.slice(0, 10)) await find(text)
    for (const text of asked) {
      ours.push((await find(text)).tookMs)
      theirs.push(bare.find(text, LIMIT).tookMs)
    }
  } finally {
    bare.close()
    await engine.close()
  }
  say(`${bare.documents} articles, ${asked.length} questions`)
  const ratios = [0.5, 0.95].map((share) => {
    const [a, b] = [quantile(ours, share), quantile(theirs, share)]
    say(`p${share * 100}: ranking ${a.toFixed(1)} ms, bare FTS5 ${b.toFixed(1)} ms, ratio ${(a / b).toFixed(2)}`)
    return a / b
  })
  if (bare.documents < JUDGED_FROM) return true
  const kept = (ratios[1] ?? 0) <= BOUND
  say(`${kept ? '✓' : '✗'} p95 ratio ≤ ${BOUND}`)
  return kept
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
