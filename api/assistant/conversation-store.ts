/** Reading and writing the sealed state of one conversation. */
import { eq, lt } from 'drizzle-orm'
import { retentionDays } from '../../content/rules/retention.ts'
import { deleteOfConversations } from '../attachments/attachment-store.ts'
import type { Deps } from '../deps.ts'
import { driverOf, type Queryable } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import type { ConversationState } from './model.ts'
import { conversations } from './tables.ts'

export interface Conversation {
  id: string
  state: ConversationState
  wrappedKey: Buffer
}

const DAY_MS = 24 * 3600 * 1000
const context = (id: string) => `conversation:${id}`

export async function createConversation(
  deps: Deps,
  tx: Queryable,
  locale: string,
  state: ConversationState,
): Promise<Conversation> {
  const id = deps.random.uuid()
  const dataKeyId = deps.random.uuid()
  const wrappedKey = deps.vault.newKey()
  const now = deps.clock.now()
  const expiresAt = new Date(now.getTime() + retentionDays(deps.content, 'conversation') * DAY_MS)
  const [sealed, created, expires] = [
    deps.vault.seal(wrappedKey, context(id), state),
    now.toISOString(),
    expiresAt.toISOString(),
  ]
  // One statement: a conversation is never without its key, and costs one round trip.
  await driverOf(tx)`
    with key as (insert into data_keys (id, wrapped, created_at) values (${dataKeyId}, ${wrappedKey}, ${created}))
    insert into conversations (id, data_key_id, sealed, locale, created_at, expires_at)
    values (${id}, ${dataKeyId}, ${sealed}, ${locale}, ${created}, ${expires})`
  return { id, state, wrappedKey }
}

/** Loads a conversation; with `lock` to change it, which waits for other changes and is refused while a turn is answered. */
export async function loadConversation(deps: Deps, tx: Queryable, id: string, lock = false): Promise<Conversation> {
  const query = tx
    .select({
      sealed: conversations.sealed,
      expiresAt: conversations.expiresAt,
      busyUntil: conversations.busyUntil,
      wrappedKey: dataKeys.wrapped,
    })
    .from(conversations)
    .innerJoin(dataKeys, eq(dataKeys.id, conversations.dataKeyId))
    .where(eq(conversations.id, id))
  const [row] = await (lock ? query.for('update', { of: conversations }) : query)
  if (!row || row.expiresAt <= deps.clock.now())
    throw new Problem('not-found', { detail: 'assistant.conversationGone' })
  // A change now would be lost when the turn under way is kept.
  if (lock && row.busyUntil && row.busyUntil > deps.clock.now())
    throw new Problem('conflict', { detail: 'assistant.busy' })
  return {
    id,
    wrappedKey: row.wrappedKey,
    state: deps.vault.open<ConversationState>(row.wrappedKey, context(id), row.sealed),
  }
}

export async function saveConversation(deps: Deps, tx: Queryable, conversation: Conversation): Promise<void> {
  const { id, state, wrappedKey } = conversation
  await tx
    .update(conversations)
    .set({
      sealed: deps.vault.seal(wrappedKey, context(id), state),
      filed: Object.keys(state.filed).length > 0 || (state.done ?? []).length > 0,
    })
    .where(eq(conversations.id, id))
}

/** Longest a turn may take; past it a process that died in between holds nobody up. */
const TURN_MS = 40_000

/** Loads a conversation for a turn; until it is kept or given up, no other turn or change begins. */
export async function beginTurn(deps: Deps, id: string): Promise<Conversation> {
  const now = deps.clock.now()
  const [from, until] = [now.toISOString(), new Date(now.getTime() + TURN_MS).toISOString()]
  // Nothing is lost when a mark that a turn is under way does not reach the disk: nobody waits for it.
  const [row] = await driverOf(deps.db)<{ sealed: Buffer; wrappedKey: Buffer }[]>`
    update conversations set busy_until = ${until}
    from data_keys, (select set_config('synchronous_commit', 'off', true)) as quick
    where conversations.id = ${id} and data_keys.id = conversations.data_key_id
      and conversations.expires_at > ${from}
      and (conversations.busy_until is null or conversations.busy_until <= ${from})
    returning conversations.sealed, data_keys.wrapped as "wrappedKey"`
  if (row) {
    const state = deps.vault.open<ConversationState>(row.wrappedKey, context(id), row.sealed)
    return { id, wrappedKey: row.wrappedKey, state }
  }
  await loadConversation(deps, deps.db, id)
  throw new Problem('conflict', { detail: 'assistant.busy' })
}

/** Keeps a turn begun with `beginTurn`; the next may begin. */
export async function keepTurn(deps: Deps, { id, state, wrappedKey }: Conversation): Promise<void> {
  const sealed = deps.vault.seal(wrappedKey, context(id), state)
  await driverOf(deps.db)`update conversations set sealed = ${sealed}, busy_until = null where id = ${id}`
}

/** Gives up a turn that could not be answered. */
export async function giveUpTurn(deps: Deps, id: string): Promise<void> {
  await deps.db.update(conversations).set({ busyUntil: null }).where(eq(conversations.id, id))
}

/** Retention: destroys conversations past their time with their files, keys first. Returns how many. */
export async function deleteExpiredConversations(deps: Deps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(conversations)
      .where(lt(conversations.expiresAt, deps.clock.now()))
      .returning({ id: conversations.id, key: conversations.dataKeyId })
    if (gone.length > 0)
      await deleteOfConversations(
        tx,
        gone.map(({ id }) => id),
      )
    for (const { key } of gone) await tx.delete(dataKeys).where(eq(dataKeys.id, key))
    return gone.length
  })
}
