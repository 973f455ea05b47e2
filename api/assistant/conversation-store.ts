/** Reading and writing the sealed state of one conversation. */
import { eq, lt } from 'drizzle-orm'
import { retentionDays } from '../../content/rules/retention.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
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
  await tx.insert(dataKeys).values({ id: dataKeyId, wrapped: wrappedKey, createdAt: now })
  await tx.insert(conversations).values({
    id,
    dataKeyId,
    sealed: deps.vault.seal(wrappedKey, context(id), state),
    locale,
    createdAt: now,
    expiresAt,
  })
  return { id, state, wrappedKey }
}

/** Loads a conversation; with `lock` no other turn of it runs until this transaction ends. */
export async function loadConversation(deps: Deps, tx: Queryable, id: string, lock = false): Promise<Conversation> {
  const query = tx
    .select({ sealed: conversations.sealed, expiresAt: conversations.expiresAt, wrappedKey: dataKeys.wrapped })
    .from(conversations)
    .innerJoin(dataKeys, eq(dataKeys.id, conversations.dataKeyId))
    .where(eq(conversations.id, id))
  const [row] = await (lock ? query.for('update', { of: conversations }) : query)
  if (!row || row.expiresAt <= deps.clock.now())
    throw new Problem('not-found', { detail: 'assistant.conversationGone' })
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
    .set({ sealed: deps.vault.seal(wrappedKey, context(id), state), filed: Object.keys(state.filed).length > 0 })
    .where(eq(conversations.id, id))
}

/** Retention: destroys conversations past their time, keys first. Returns how many. */
export async function deleteExpiredConversations(deps: Deps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(conversations)
      .where(lt(conversations.expiresAt, deps.clock.now()))
      .returning({ key: conversations.dataKeyId })
    for (const { key } of gone) await tx.delete(dataKeys).where(eq(dataKeys.id, key))
    return gone.length
  })
}
