/** Runs conversations against POST /api/assistant/turns and counts, field by field, what came out as expected. */
import fs from 'node:fs'
import { z } from 'zod'

const Case = z.object({ messages: z.array(z.string()).min(1), expect: z.record(z.string(), z.unknown()) })

export async function evaluateAssistant(
  file: string,
  base: string,
  misses: boolean,
  say: (line: string) => void,
): Promise<void> {
  const cases = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Case.parse(JSON.parse(line)))
  const score = new Map<string, { right: number; total: number }>()
  for (const [at, { messages, expect }] of cases.entries()) {
    const answer = await converse(base, messages)
    for (const [path, expected] of Object.entries(expect)) {
      const found = path
        .split('.')
        .reduce<unknown>(
          (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
          answer,
        )
      const right = JSON.stringify(found) === JSON.stringify(expected)
      const entry = score.get(path) ?? { right: 0, total: 0 }
      score.set(path, { right: entry.right + (right ? 1 : 0), total: entry.total + 1 })
      if (misses && !right)
        say(
          `  ${at + 1} ${path}: ${JSON.stringify(found)} ≠ ${JSON.stringify(expected)}  «${messages.join(' / ').slice(0, 80)}»`,
        )
    }
    if ((at + 1) % 50 === 0) say(`${at + 1}/${cases.length}`)
  }
  for (const [path, { right, total }] of [...score].sort()) {
    const [low, high] = wilson(right, total)
    say(
      `${path.padEnd(32)} ${String(right).padStart(5)}/${String(total).padEnd(5)} ${(right / total).toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    )
  }
}

async function converse(base: string, messages: string[]): Promise<unknown> {
  let conversationId: string | undefined
  let answer: unknown
  for (const message of messages) {
    const response = await fetch(`${base}/api/assistant/turns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message, ...(conversationId ? { conversationId } : {}) }),
      signal: AbortSignal.timeout(30_000),
    })
    answer = await response.json()
    conversationId = (answer as { conversationId?: string }).conversationId
  }
  return answer
}

/** Wilson interval at 95 %. */
function wilson(right: number, total: number): [number, number] {
  const z2 = 1.96 ** 2
  const p = right / total
  const middle = (p + z2 / (2 * total)) / (1 + z2 / total)
  const half = (1.96 * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total ** 2))) / (1 + z2 / total)
  return [middle - half, middle + half]
}
