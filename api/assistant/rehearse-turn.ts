/**
 * Speaks a turn's statements once over every connection, before anybody waits for them, and takes everything back. A
 * connection costs the database tens of milliseconds to open and to get to know these tables, and the first rush of
 * conversations would open all of them at once.
 */
import type { Deps } from '../deps.ts'
import { driverOf } from '../platform/database.ts'
import { countCalls } from '../platform/rate-limit.ts'
import { answerQuestion } from './answer-question.ts'
import { beginTurn, createConversation, keepTurn } from './conversation-store.ts'
import { settingsInForce } from './settings/read-settings.ts'
import { EMPTY, TURN_WINDOWS } from './take-turn.ts'

const QUESTION = '网上买的东西七天内可以退货吗'

export async function rehearseTurns(deps: Deps): Promise<void> {
  await Promise.all(Array.from({ length: deps.config.database.pool }, () => rehearse(deps)))
}

/** Each is a transaction of its own, so that each has a connection of its own. */
async function rehearse(deps: Deps): Promise<void> {
  const undone = new Error('a rehearsal leaves nothing behind')
  const played = deps.db.transaction(async (tx) => {
    const within: Deps = { ...deps, db: tx, sql: driverOf(tx) }
    await settingsInForce(within)
    await countCalls(within, TURN_WINDOWS, deps.random.uuid())
    const { id } = await createConversation(within, tx, 'zh', EMPTY)
    await keepTurn(within, await beginTurn(within, id))
    // Names of laws are remembered by the pool's own driver.
    await answerQuestion({ ...deps, db: tx }, 'zh', QUESTION, undefined)
    throw undone
  })
  await played.catch((error: unknown) => {
    if (error !== undone) throw error
  })
}
