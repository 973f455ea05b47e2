/** A short code (接续码) opens a conversation on another device for a day. Only its keyed hash is kept. */
import { and, eq, gt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { readableCode } from '../platform/vault.ts'
import { loadConversation } from './conversation-store.ts'
import { conversations } from './tables.ts'

const LIFE_MS = 24 * 3600 * 1000
const MADE: Limit = { name: 'resume-made', max: 20, windowSeconds: 3600 }
/** Six hundred thousand million codes cannot be tried at this pace. */
const TRIED: Limit = { name: 'resume-tried', max: 10, windowSeconds: 600 }

/** Makes a new code; an earlier one opens nothing any more. */
export async function makeResumeCode(
  deps: Deps,
  ctx: Context,
  id: string,
): Promise<{ code: string; expiresAt: string }> {
  await spend(deps, MADE, ctx.client)
  await loadConversation(deps, deps.db, id)
  const code = readableCode(deps.random.bytes(8))
  const expires = new Date(deps.clock.now().getTime() + LIFE_MS)
  await deps.db
    .update(conversations)
    .set({ resumeIndex: indexOf(deps, code), resumeExpiresAt: expires })
    .where(eq(conversations.id, id))
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt: expires.toISOString() }
}

/** @throws Problem `not-found`, the same for a wrong code and one that has run out */
export async function resumeConversation(deps: Deps, ctx: Context, code: string): Promise<{ conversationId: string }> {
  await spend(deps, TRIED, ctx.client)
  const [found] = await deps.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.resumeIndex, indexOf(deps, code.replace(/[^0-9a-z]/gi, '').toUpperCase())),
        gt(conversations.resumeExpiresAt, deps.clock.now()),
      ),
    )
  if (!found) throw new Problem('not-found', { detail: 'assistant.resume.wrong' })
  const { id } = await loadConversation(deps, deps.db, found.id)
  return { conversationId: id }
}

const indexOf = (deps: Deps, code: string) => deps.vault.blindIndex('resume', code)
