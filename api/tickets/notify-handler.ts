/**
 * Tells an officer by mail that a ticket was given to them (指派提醒), through the outbox, in the transaction of the step.
 * A mail leaves the bureau: number, business and the next date, nothing of the person; of a report not the business either.
 */
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import { mailAddressOf } from '../staff/own-mail.ts'
import type { Step } from './plan-step.ts'
import type { TicketRow } from './tables.ts'
import { dayLabel } from './words.ts'

/** Whoever gave no address or took the ticket themselves is not written to. */
export async function notifyHandler(
  deps: Deps,
  tx: Transaction,
  { number, kind, respondentName, nextDueOn }: TicketRow,
  { handlerId, actor }: Pick<Step, 'handlerId' | 'actor'>,
): Promise<void> {
  if (handlerId === undefined || (actor.kind === 'staff' && actor.id === handlerId)) return
  const to = await mailAddressOf(tx, handlerId)
  if (to === null) return
  const shop = kind === 'report' ? null : respondentName
  await queueMail(deps, tx, {
    to,
    kind: 'ticket-assigned',
    subject: t('zh', 'desk.assigned.subject', { number }),
    text: t('zh', 'desk.assigned.text', {
      what: t('zh', `tickets.kind.${kind}`),
      about: shop ? t('zh', 'desk.assigned.about', { shop }) : '',
      due: nextDueOn
        ? t('zh', 'desk.assigned.due', { date: dayLabel('zh', nextDueOn) })
        : t('zh', 'desk.assigned.noDue'),
      page: `${deps.config.publicUrl}/desk/tickets/${number}`,
    }),
  })
}
