/**
 * Verb: somebody asks to be told by mail of new publications of a filter. Nothing is sent regularly before the address has
 * confirmed (double opt-in), and the answer is the same whether it was known or not: only its mailbox learns that.
 */
import { and, eq } from 'drizzle-orm'
import { type Locale, t } from '../../../content/messages/index.ts'
import { retentionDays } from '../../../content/rules/retention.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { queueMail } from '../../platform/mail/queue-mail.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { dataKeys } from '../../platform/tables.ts'
import type { DisclosureFilter } from '../query.ts'
import { confirmLink, endLinks, filterHash, normalAddress, normalFilter, sealContext, wordsOf } from './alert-store.ts'
import { type AlertRow, disclosureAlerts } from './tables.ts'

const ASKING: Limit = { name: 'alert-ask', max: 10, windowSeconds: 3600 }
/** Nobody's mailbox is filled by others. */
const TO_ONE_ADDRESS: Limit = { name: 'alert-mail', max: 3, windowSeconds: 24 * 3600 }

export interface Asking {
  email: string
  filter: DisclosureFilter
  locale: Locale
}

/** @throws Problem unavailable where this portal sends no mail; too-many-requests by caller, never by address */
export async function askAlert(deps: Deps, ctx: Context, { email, filter, locale }: Asking): Promise<void> {
  if (!sendsMail(deps)) throw new Problem('unavailable', { detail: 'errors.disclosures.noMail' })
  await spend(deps, ASKING, ctx.client)
  const to = normalAddress(email)
  const addressHash = deps.vault.blindIndex('alert-address', to)
  if (await isOverrun(deps, addressHash)) return
  const days = retentionDays(deps.content, 'alert-asked')
  await deps.db.transaction(async (tx) => {
    const row = newRow(deps, { to, addressHash, filter, locale })
    await tx.insert(dataKeys).values({ id: row.alert.dataKeyId, wrapped: row.wrapped, createdAt: deps.clock.now() })
    const [mine] = await tx.insert(disclosureAlerts).values(row.alert).onConflictDoNothing().returning()
    if (!mine) await tx.delete(dataKeys).where(eq(dataKeys.id, row.alert.dataKeyId))
    const same = and(
      eq(disclosureAlerts.addressHash, addressHash),
      eq(disclosureAlerts.filterHash, row.alert.filterHash),
    )
    const [alert = mine] = mine ? [mine] : await tx.select().from(disclosureAlerts).where(same)
    if (!alert) return
    const said = { ...alert, locale }
    const what = wordsOf(deps, said)
    const bureau = deps.content.bureau.name[locale]
    await queueMail(
      deps,
      tx,
      alert.state === 'asked'
        ? {
            to,
            kind: 'alert-confirm',
            subject: t(locale, 'disclosures.alert.confirmSubject', { bureau }),
            text: t(locale, 'disclosures.alert.confirmMail', {
              what,
              link: confirmLink(deps, said, days),
              days,
              bureau,
            }),
          }
        : {
            to,
            kind: 'alert-known',
            subject: t(locale, 'disclosures.alert.knownSubject', { bureau }),
            text: t(locale, 'disclosures.alert.knownMail', { what, link: endLinks(deps, said).end, bureau }),
          },
    )
    if (mine)
      await audit(deps, tx, ctx, { action: 'alert.asked', entity: 'disclosure-alert', entityId: mine.id, after: {} })
  })
}

/** In the demo mails stay in the outbox, where administrators can read them. */
export const sendsMail = ({ config }: Deps): boolean => !config.production || config.smtp !== undefined

async function isOverrun(deps: Deps, addressHash: string): Promise<boolean> {
  try {
    await spend(deps, TO_ONE_ADDRESS, addressHash)
    return false
  } catch (error) {
    if (error instanceof Problem && error.code === 'too-many-requests') return true
    throw error
  }
}

function newRow(
  deps: Deps,
  asked: { to: string; addressHash: string; filter: DisclosureFilter; locale: Locale },
): { wrapped: Buffer; alert: AlertRow } {
  const { to, addressHash, locale } = asked
  const filter = normalFilter(asked.filter)
  const id = deps.random.uuid()
  const wrapped = deps.vault.newKey()
  return {
    wrapped,
    alert: {
      ...{ id, addressHash, filter, locale },
      filterHash: filterHash(filter),
      state: 'asked',
      dataKeyId: deps.random.uuid(),
      sealed: deps.vault.seal(wrapped, sealContext(id), to),
      lastSeq: null,
      lastMailOn: null,
      createdAt: deps.clock.now(),
      confirmedAt: null,
    },
  }
}
