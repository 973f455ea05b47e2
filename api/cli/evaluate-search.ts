/** Asks a started server every question of a file and counts where the answers stand, beside plain BM25 over the same index. */
import fs from 'node:fs'
import { openBareBm25 } from '../../search/engines/bare-bm25.ts'
import { articles } from '../../search/indexes/articles.ts'
import { articleKey } from '../../search/ranking/keys.ts'
import { type Question, readQuestions } from '../../search/train/read-questions.ts'
import { searchFile } from './search-file.ts'

export interface SearchEvaluationOptions {
  readonly base: string
  readonly market?: string
  readonly plain: boolean
}

type Say = (line: string) => void

/** One question answered: article keys in their order, and milliseconds inside the search. */
interface Answer {
  keys: string[]
  tookMs: number
}

/** Places (from 0) of the answers in the list, and what that is worth. */
interface Score {
  id: string
  mrr10: number
  recall10: number
  recall100: number
  tookMs: number
}

const LIMIT = 100
const TRIES = 20

export async function evaluateSearch(file: string, options: SearchEvaluationOptions, say: Say): Promise<void> {
  const questions = readQuestions(file).filter(({ answers }) => answers.length > 0)
  const market = options.market
    ? new Set((JSON.parse(fs.readFileSync(options.market, 'utf8')) as (string | number)[]).map(String))
    : null
  const tables: [string, Score[]][] = [[options.base, await each(questions, (text) => ask(options.base, text))]]
  if (options.plain) {
    const { root, file: index } = searchFile()
    const bare = openBareBm25(root, index, articles)
    const plain = async (text: string): Promise<Answer> => {
      const { documents, tookMs } = bare.find(text, LIMIT)
      return {
        keys: documents.map((document) => articleKey(String(document['lawTitle']), String(document['number']))),
        tookMs,
      }
    }
    tables.push([`plain BM25 (FTS5, ${bare.documents} documents)`, await each(questions, plain)])
    bare.close()
  }
  for (const [name, scores] of tables) {
    say(name)
    say(`  all     ${lineOf(scores)}`)
    if (market) say(`  market  ${lineOf(scores.filter(({ id }) => market.has(id)))}`)
  }
}

async function each(questions: readonly Question[], answer: (text: string) => Promise<Answer>): Promise<Score[]> {
  const scores: Score[] = []
  for (const { id, text, answers } of questions) {
    const { keys, tookMs } = await answer(text)
    const places = answers.map((key) => keys.indexOf(key)).filter((place) => place >= 0)
    const first = Math.min(...places, Number.POSITIVE_INFINITY)
    scores.push({
      id,
      mrr10: first < 10 ? 1 / (first + 1) : 0,
      recall10: places.filter((place) => place < 10).length / answers.length,
      recall100: places.length / answers.length,
      tookMs,
    })
  }
  return scores
}

/** Every version of an article counts as the article. */
async function ask(base: string, text: string): Promise<Answer> {
  const address = `${base}/api/regulations/articles?${new URLSearchParams({ q: text, status: 'all', limit: String(LIMIT) })}`
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, { signal: AbortSignal.timeout(30_000) })
    if (response.ok) {
      const { items, tookMs } = (await response.json()) as {
        items: { law: { title: string }; number: string }[]
        tookMs: number
      }
      return { keys: items.map(({ law, number }) => articleKey(law.title, number)), tookMs }
    }
    // Readers in a flood are told to wait; so do we.
    if (response.status !== 429 || attempt === TRIES) throw new Error(`${response.status} ${address}`)
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)))
  }
}

function lineOf(scores: readonly Score[]): string {
  const times = scores.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
  const quantile = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
  const figures = [
    `MRR@10 ${interval(scores.map(({ mrr10 }) => mrr10))}`,
    `recall@10 ${interval(scores.map(({ recall10 }) => recall10))}`,
    `recall@100 ${interval(scores.map(({ recall100 }) => recall100))}`,
  ]
  return `${figures.join('  ')}  p50 ${quantile(0.5)} ms  p95 ${quantile(0.95)} ms  (${scores.length})`
}

/** Mean with its 95 % interval. */
function interval(values: readonly number[]): string {
  const count = Math.max(1, values.length)
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, count - 1))
  return `${mean.toFixed(3)} ± ${((1.96 * spread) / Math.sqrt(count)).toFixed(3)}`
}
