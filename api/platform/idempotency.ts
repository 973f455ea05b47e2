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

export interface IdempotentCall {
  /** Which operation; keys of different operations never meet. */
  scope: string
  /** As the caller sent it; undefined means the call is not repeatable. */
  key: string | undefined
  body: unknown
}

export async function once<T>(
  deps: PlatformDeps,
  call: IdempotentCall,
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { key } = call
  if (key === undefined) return deps.db.transaction(run)
  if (!KEY.test(key)) throw new Problem('invalid', { detail: 'errors.idempotencyKeyForm' })
  const bodyHash = createHash('sha256').update(JSON.stringify(call.body)).digest('hex')
  const { scope } = call
  return deps.db.transaction(async (tx) => {
    const sql = driverOf(tx)
    const mine = await sql`
      insert into idempotency_keys (scope, key, body_hash, created_at)
      values (${scope}, ${key}, ${bodyHash}, ${deps.clock.now().toISOString()})
      on conflict do nothing`
    if (mine.count === 0) {
      const [earlier] = await sql<{ bodyHash: string; answer: Buffer | null }[]>`
        select body_hash as "bodyHash", answer from idempotency_keys where scope = ${scope} and key = ${key}`
      if (earlier?.bodyHash !== bodyHash || !earlier.answer)
        throw new Problem('conflict', { detail: 'errors.idempotencyKeyReused' })
      const answer = deps.vault.readPass<T>(`answer:${scope}`, earlier.answer.toString(), new Date(0))
      if (answer === undefined) throw new Problem('conflict', { detail: 'errors.idempotencyKeyReused' })
      return answer
    }
    const answer = await run(tx)
    const sealed = deps.vault.issuePass(
      `answer:${scope}`,
      answer,
      new Date(deps.clock.now().getTime() + ANSWER_LIFE_MS),
    )
    await sql`update idempotency_keys set answer = ${Buffer.from(sealed)} where scope = ${scope} and key = ${key}`
    return answer
  })
}
