/**
 * Tells an officer by mail what was given to them (指派提醒), through the outbox; of a single step in its
 * transaction. A mail leaves the bureau: number, business and the next date, nothing of the person; of a report not the
 * business either.
 */
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import { mailAddressOf } from '../staff/own-mail.ts'
import type { Step } from './plan-step.ts'
import type { TicketRow } from './tables.ts'
import { dayLabel } from './words.ts'

/** Whoever gave no address or took the tickets themselves is not written to. */
export async function notifyHandler(
  deps: Deps,
  q: Queryable,
  tickets: readonly TicketRow[],
  { handlerId, actor }: { handlerId?: string | undefined; actor: Step['actor'] },
): Promise<void> {
  const [ticket] = tickets
  if (!ticket || handlerId === undefined || (actor.kind === 'staff' && actor.id === handlerId)) return
  const to = await mailAddressOf(q, handlerId)
  if (to === null) return
  const { publicUrl } = deps.config
  const words =
    tickets.length === 1
      ? {
          subject: t('zh', 'desk.assigned.subject', { number: ticket.number }),
          text: t('zh', 'desk.assigned.text', {
            ...factsOf(ticket),
            page: `${publicUrl}/desk/tickets/${ticket.number}`,
          }),
        }
      : {
          subject: t('zh', 'desk.assigned.several', { count: tickets.length }),
          text: t('zh', 'desk.assigned.list', {
            count: tickets.length,
            lines: tickets
              .map((each) => t('zh', 'desk.assigned.line', { number: each.number, ...factsOf(each) }))
              .join('\n'),
            page: `${publicUrl}/desk?mine=true`,
          }),
        }
  await queueMail(deps, q, { to, kind: 'ticket-assigned', ...words })
}

function factsOf({ kind, respondentName, nextDueOn }: TicketRow): { what: string; about: string; due: string } {
  const shop = kind === 'report' ? null : respondentName
  return {
    what: t('zh', `tickets.kind.${kind}`),
    about: shop ? t('zh', 'desk.assigned.about', { shop }) : '',
    due: nextDueOn ? t('zh', 'desk.assigned.due', { date: dayLabel('zh', nextDueOn) }) : t('zh', 'desk.assigned.noDue'),
  }
}
