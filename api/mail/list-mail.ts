/** Verb: the newest mails of the outbox, for administrators. Address and words are readable in the demo alone. */
import { desc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { type SealedMail, sealContext } from '../platform/mail/queue-mail.ts'
import { outgoingMail } from '../platform/mail/tables.ts'
import { dataKeys } from '../platform/tables.ts'
import { demand } from '../staff/permissions.ts'
import type { OutboxMail } from './model.ts'

const NEWEST = 50
/** Who reported is not known here either, not even in the demo (总局令第121号 §37). */
const NEVER_SHOWN = ['report-news', 'code-recovery']

export async function listMail(deps: Deps, ctx: Context): Promise<{ items: OutboxMail[]; sends: boolean }> {
  demand(ctx, 'staff.manage')
  const rows = await deps.db
    .select({ mail: outgoingMail, wrapped: dataKeys.wrapped })
    .from(outgoingMail)
    .innerJoin(dataKeys, eq(dataKeys.id, outgoingMail.dataKeyId))
    .orderBy(desc(outgoingMail.createdAt), desc(outgoingMail.id))
    .limit(NEWEST)
  const items = rows.map(({ mail: { id, kind, state, attempts, createdAt, sentAt, failure, sealed }, wrapped }) => {
    const words =
      deps.config.production || NEVER_SHOWN.includes(kind)
        ? null
        : deps.vault.open<SealedMail>(wrapped, sealContext(id), sealed)
    return {
      ...{ id, kind, state, attempts, failure },
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      words: words && { to: words.to, subject: words.subject, text: words.text },
    }
  })
  return { items, sends: deps.config.smtp !== undefined }
}
