/** Writes the day's mails to subscribers into the outbox. A sweep: running it twice sends nothing twice. */
import { and, asc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { t } from '../../../content/messages/index.ts'
import { retentionDays } from '../../../content/rules/retention.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { queueMail } from '../../platform/mail/queue-mail.ts'
import { dataKeys } from '../../platform/tables.ts'
import { publicView } from '../public.ts'
import { listAddress } from '../statistics/lists.ts'
import type { DisclosureRow } from '../tables.ts'
import { dayWords } from '../words.ts'
import { addressOf, endLinks, wordsOf } from './alert-store.ts'
import { newestSeq, newsOf } from './news.ts'
import { type AlertRow, disclosureAlerts } from './tables.ts'

const ROWS_AT_ONCE = 200
const DAY_MS = 24 * 3600 * 1000

/** @returns mails written */
export async function sendAlerts(deps: Deps): Promise<number> {
  const today = chinaDate(deps.clock.now())
  const upTo = await newestSeq(deps, deps.db)
  let sent = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await deps.db
      .select()
      .from(disclosureAlerts)
      .where(
        and(
          eq(disclosureAlerts.state, 'confirmed'),
          gt(disclosureAlerts.id, after),
          lt(disclosureAlerts.lastSeq, upTo),
          or(isNull(disclosureAlerts.lastMailOn), lt(disclosureAlerts.lastMailOn, today)),
        ),
      )
      .orderBy(asc(disclosureAlerts.id))
      .limit(ROWS_AT_ONCE)
    for (const row of rows) if (await tell(deps, row, upTo, today)) sent += 1
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return sent
    after = last.id
  }
}

async function tell(deps: Deps, alert: AlertRow, upTo: number, today: string): Promise<boolean> {
  const lastSeq = alert.lastSeq ?? 0
  const { rows, total } = await newsOf(deps, alert.filter, { after: lastSeq, upTo })
  return deps.db.transaction(async (tx) => {
    const [mine] = await tx
      .update(disclosureAlerts)
      .set({ lastSeq: upTo, ...(total > 0 ? { lastMailOn: today } : {}) })
      .where(and(eq(disclosureAlerts.id, alert.id), eq(disclosureAlerts.lastSeq, lastSeq)))
      .returning({ id: disclosureAlerts.id })
    const to = mine && total > 0 ? await addressOf(deps, tx, alert) : undefined
    if (!to) return false
    await queueMail(deps, tx, { to, kind: 'alert-news', ...newsMail(deps, alert, rows, total) })
    return true
  })
}

function newsMail(deps: Deps, alert: AlertRow, rows: readonly DisclosureRow[], total: number) {
  const { locale } = alert
  const { end, unsubscribe } = endLinks(deps, alert)
  const origin = `${deps.config.publicUrl}${locale === 'en' ? '/en' : ''}`
  const bureau = deps.content.bureau.name[locale]
  const lines = rows.map((row) => {
    const { title, summary, decidedOn, url } = publicView(deps, locale, row)
    return [dayWords(locale, decidedOn), title, summary, origin + url].filter(Boolean).join('\n')
  })
  const list = origin + listAddress(alert.filter).replace('/api', '')
  return {
    subject: t(locale, 'disclosures.alert.newsSubject', { count: total, bureau }),
    text: t(locale, 'disclosures.alert.newsMail', {
      ...{ count: total, bureau, list, end },
      what: wordsOf(deps, alert),
      records: lines.join('\n\n'),
    }),
    unsubscribe,
  }
}

/** Askings nobody confirmed in time go, address and key. */
export async function forgetUnconfirmed(deps: Deps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - retentionDays(deps.content, 'alert-asked') * DAY_MS)
  await deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(disclosureAlerts)
      .where(and(eq(disclosureAlerts.state, 'asked'), lt(disclosureAlerts.createdAt, before)))
      .returning({ key: disclosureAlerts.dataKeyId })
    for (const { key } of gone) await tx.delete(dataKeys).where(eq(dataKeys.id, key))
  })
}
