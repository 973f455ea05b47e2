/** Verbs behind the links of a mail: what the alert is about, confirm it, end it. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { alertOf, type PassUse, readPass, wordsOf } from './alert-store.ts'
import { newestSeq } from './news.ts'
import { disclosureAlerts } from './tables.ts'

export interface AlertView {
  /** The filter in the subscriber's words; null once ended. */
  what: string | null
  state: 'asked' | 'confirmed' | 'ended'
}

/** @throws Problem not-found for a pass that opens nothing */
export async function readAlert(deps: Deps, use: PassUse, pass: string): Promise<AlertView> {
  const row = await alertOf(deps.db, readPass(deps, use, pass))
  return row ? { what: wordsOf(deps, row), state: row.state } : { what: null, state: 'ended' }
}

/** A second call changes nothing. @throws Problem not-found when the link is too old or the alert has been ended */
export async function confirmAlert(deps: Deps, ctx: Context, pass: string): Promise<AlertView> {
  const id = readPass(deps, 'confirm', pass)
  return deps.db.transaction(async (tx) => {
    const [done] = await tx
      .update(disclosureAlerts)
      .set({ state: 'confirmed', confirmedAt: deps.clock.now(), lastSeq: await newestSeq(deps, tx) })
      .where(and(eq(disclosureAlerts.id, id), eq(disclosureAlerts.state, 'asked')))
      .returning()
    const row = done ?? (await alertOf(tx, id))
    if (!row) throw new Problem('not-found', { detail: 'errors.disclosures.alertLink' })
    if (done)
      await audit(deps, tx, ctx, {
        action: 'alert.confirmed',
        entity: 'disclosure-alert',
        entityId: id,
        before: { state: 'asked' },
        after: { state: 'confirmed' },
      })
    return { what: wordsOf(deps, row), state: 'confirmed' }
  })
}

/** Address and key are gone when it returns; ending twice does no harm. */
export async function endAlert(deps: Deps, ctx: Context, pass: string): Promise<AlertView> {
  const id = readPass(deps, 'end', pass)
  return deps.db.transaction(async (tx) => {
    const [row] = await tx.delete(disclosureAlerts).where(eq(disclosureAlerts.id, id)).returning()
    if (row) {
      await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
      await audit(deps, tx, ctx, {
        action: 'alert.ended',
        entity: 'disclosure-alert',
        entityId: id,
        before: { state: row.state },
        after: { state: 'ended' },
      })
    }
    return { what: null, state: 'ended' }
  })
}
