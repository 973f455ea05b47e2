/** Runs conversations against the assistant and counts, sign by sign, what came out as expected. */
import { fileURLToPath } from 'node:url'
import { loadContent } from '../../content/load.ts'
import { type Case, readCases, readRealCases } from '../assistant/evaluation/cases.ts'
import { type Answer, judge, tally } from '../assistant/evaluation/judge.ts'
import { converseLocally, viewOf } from '../assistant/evaluation/run-local.ts'
import { buildLexicon } from '../assistant/local/lexicon.ts'

/** How to run: on a server at `base`, or `local` in process; `messages` is the folder of the real messages. */
export interface EvaluationOptions {
  readonly base: string
  readonly local?: boolean
  readonly misses?: boolean
  readonly messages?: string
}

type Say = (line: string) => void
type Speak = (each: Case) => Promise<Answer>

/** FILE is a case file, a folder of them, or a file of labels (ids only) together with `messages`. */
export async function evaluateAssistant(file: string, options: EvaluationOptions, say: Say): Promise<void> {
  const cases = options.messages === undefined ? readCases(file) : readRealCases(file, options.messages)
  const speak = options.local === true ? inProcess() : onServer(options.base)
  const sums = tally()
  const times: number[] = []
  for (const [at, each] of cases.entries()) {
    const started = performance.now()
    const answer = await speak(each)
    times.push((performance.now() - started) / each.messages.length)
    const outcomes = judge(each, answer)
    sums.add(outcomes)
    for (const { sign, right, found, wanted } of options.misses === true ? outcomes : []) {
      if (!right)
        say(`  ${each.id ?? at + 1} ${sign}: ${JSON.stringify(found)} ≠ ${JSON.stringify(wanted)}  ${quote(each)}`)
    }
  }
  say(`${cases.length} cases`)
  for (const line of sums.lines()) say(line)
  times.sort((a, b) => a - b)
  say(`ms per turn: p50 ${quantile(times, 0.5)}, p95 ${quantile(times, 0.95)}, most ${quantile(times, 1)}`)
}

const quote = (each: Case): string => (each.family === 'real' ? '' : `«${each.messages.join(' / ').slice(0, 90)}»`)
const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)

function inProcess(): Speak {
  const lexicon = buildLexicon(loadContent(fileURLToPath(new URL('../..', import.meta.url))))
  return async (each) => viewOf(converseLocally(each, lexicon))
}

/** Relative days (昨天) count from the server's own today. */
const onServer =
  (base: string): Speak =>
  async (each) => {
    let conversationId: string | undefined
    let answer: Answer = {}
    for (const message of each.messages) {
      const response = await fetch(`${base}/api/assistant/turns`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message, ...(conversationId ? { conversationId } : {}) }),
        signal: AbortSignal.timeout(30_000),
      })
      answer = (await response.json()) as Answer
      const id = answer['conversationId']
      conversationId = typeof id === 'string' ? id : undefined
    }
    return answer
  }
