/**
 * Sends what is due in the outbox by SMTP (nodemailer). A mail is claimed before it is sent and marked after: a process that
 * dies in between leaves it claimed, and it is sent again under the same Message-ID. SMTP itself promises no more.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import type { PlatformDeps } from '../deps.ts'
import { dataKeys } from '../tables.ts'
import { type SealedMail, sealContext } from './queue-mail.ts'
import { outgoingMail } from './tables.ts'

const AT_ONCE = 50
/** A claim older than this belongs to a process that died. */
const CLAIM_MS = 10 * 60_000
const TIMEOUT_MS = 15_000
/** Within the time of a claim. */
const MARK_ATTEMPTS = 120
const MARK_AGAIN_MS = 500
/** Minutes until the next attempt, by the number made. */
const AGAIN_MINUTES = [1, 5, 30, 120, 360, 720]

type Row = typeof outgoingMail.$inferSelect

/** @returns how many were sent; none where no server is configured */
export async function sendMail(deps: PlatformDeps): Promise<number> {
  const { smtp, publicUrl } = deps.config
  if (!smtp) return 0
  const host = new URL(publicUrl).hostname
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  let sent = 0
  try {
    for (const row of await claim(deps)) {
      const [key] = await deps.db
        .select({ wrapped: dataKeys.wrapped })
        .from(dataKeys)
        .where(eq(dataKeys.id, row.dataKeyId))
      if (!key) continue
      const { to, subject, text, unsubscribe } = deps.vault.open<SealedMail>(
        key.wrapped,
        sealContext(row.id),
        row.sealed,
      )
      try {
        await transport.sendMail({
          ...{ from: smtp.from, to, subject, text },
          messageId: `<${row.id}@${host}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribe
              ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
              : {}),
          },
        })
      } catch (error) {
        await settle(deps, row, afterFailure(deps, row, error))
        continue
      }
      await markSent(deps, row)
      sent += 1
    }
  } finally {
    transport.close()
  }
  return sent
}

/** Takes the rows that are due; another process asking at the same time takes others. */
async function claim(deps: PlatformDeps): Promise<Row[]> {
  const now = deps.clock.now()
  return deps.db.transaction(async (tx) => {
    const due = await tx
      .select({ id: outgoingMail.id })
      .from(outgoingMail)
      .where(
        and(
          eq(outgoingMail.way, 'mail'),
          inArray(outgoingMail.state, ['waiting', 'sending']),
          lte(outgoingMail.notBefore, now),
        ),
      )
      .orderBy(asc(outgoingMail.notBefore))
      .limit(AT_ONCE)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    return tx
      .update(outgoingMail)
      .set({ state: 'sending', notBefore: new Date(now.getTime() + CLAIM_MS) })
      .where(
        inArray(
          outgoingMail.id,
          due.map(({ id }) => id),
        ),
      )
      .returning()
  })
}

async function settle(deps: PlatformDeps, { id, attempts }: Row, change: Partial<Row>): Promise<void> {
  await deps.db
    .update(outgoingMail)
    .set({ ...change, attempts: attempts + 1 })
    .where(and(eq(outgoingMail.id, id), eq(outgoingMail.state, 'sending')))
}

/** It is out: worth waiting for a database that is away, or it goes out once more. */
async function markSent(deps: PlatformDeps, row: Row): Promise<void> {
  for (let left = MARK_ATTEMPTS; ; left -= 1) {
    try {
      return await settle(deps, row, { state: 'sent', sentAt: deps.clock.now(), failure: null })
    } catch (error) {
      if (left === 0) throw error
      await wait(MARK_AGAIN_MS)
    }
  }
}

/** Refused for good, or tried often enough: failed. Otherwise later. */
function afterFailure({ clock, log }: PlatformDeps, { id, kind, attempts }: Row, error: unknown): Partial<Row> {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  const failure = String(responseCode ?? code ?? 'unknown')
  const minutes = AGAIN_MINUTES[attempts]
  const final = minutes === undefined || (responseCode !== undefined && responseCode >= 500 && code === 'EENVELOPE')
  log.warn({ mail: id, kind, failure, final }, 'mail not sent')
  if (final) return { state: 'failed', failure }
  return { state: 'waiting', failure, notBefore: new Date(clock.now().getTime() + minutes * 60_000) }
}
