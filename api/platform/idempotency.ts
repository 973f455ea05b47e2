/**
 * Same key and body, same answer; same key with another body, 409. The row is written in the transaction of the call,
 * so a crash leaves either both or neither, and a second caller waits for the first.
 */
import { createHash } from 'node:crypto'
import { driverOf, type Transaction } from './database.ts'
import type { PlatformDeps } from './deps.ts'
import { Problem } from './errors.ts'

const KEY = /^[\x21-\x7e]{8,200}$/
/** Answers are sealed with the pass key of the vault; far enough ahead that the retention job deletes the row first. */
const ANSWER_LIFE_MS = 400 * 24 * 3600 * 1000

export interface IdempotentCall<A> {
  /** Which operation; keys of different operations never meet. */
  scope: string
  /** As the caller sent it; undefined means the call is not repeatable. */
  key: string | undefined
  body: unknown
  /** What the call needs of the database first: travels with the question whether the call is new. For nothing when it is not. */
  ask?: (tx: Transaction) => Promise<A>
}

/** @param keep stores the answer: a call that knows it before all is written has it travel with the rest */
type Run<T, A> = (tx: Transaction, asked: A, keep: (answer: T) => Promise<void>) => Promise<T>

export async function once<T, A = undefined>(
  deps: PlatformDeps,
  { scope, key, body, ask = async () => undefined as A }: IdempotentCall<A>,
  run: Run<T, A>,
): Promise<T> {
  if (key === undefined) return deps.db.transaction(async (tx) => run(tx, await ask(tx), async () => {}))
  if (!KEY.test(key)) throw new Problem('invalid', { detail: 'errors.idempotencyKeyForm' })
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const now = deps.clock.now()
  return deps.db.transaction(async (tx) => {
    const sql = driverOf(tx)
    const mine = sql`
      insert into idempotency_keys (scope, key, body_hash, created_at)
      values (${scope}, ${key}, ${bodyHash}, ${now.toISOString()})
      on conflict do nothing`
    const [{ count }, asked] = await Promise.all([mine, ask(tx)])
    if (count === 0) {
      const [earlier] = await sql<{ bodyHash: string; answer: Buffer | null }[]>`
        select body_hash as "bodyHash", answer from idempotency_keys where scope = ${scope} and key = ${key}`
      if (earlier?.bodyHash !== bodyHash || !earlier.answer)
        throw new Problem('conflict', { detail: 'errors.idempotencyKeyReused' })
      const answer = deps.vault.readPass<T>(`answer:${scope}`, earlier.answer.toString(), new Date(0))
      if (answer === undefined) throw new Problem('conflict', { detail: 'errors.idempotencyKeyReused' })
      return answer
    }
    let kept = false
    const keep = async (answer: T) => {
      kept = true
      const sealed = deps.vault.issuePass(`answer:${scope}`, answer, new Date(now.getTime() + ANSWER_LIFE_MS))
      await sql`update idempotency_keys set answer = ${Buffer.from(sealed)} where scope = ${scope} and key = ${key}`
    }
    const answer = await run(tx, asked, keep)
    if (!kept) await keep(answer)
    return answer
  })
}
