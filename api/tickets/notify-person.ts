/**
 * Tells the person by mail or short message that something has happened (办理进展通知), through the outbox, in the
 * transaction of the step. Number, business and first words say which ticket it is; of a report only the number, because
 * whoever holds the telephone may read along (总局令第121号 §37).
 */
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import type { Plan } from './plan-step.ts'
import { openIdentity } from './reporters/identity.ts'
import type { Transition } from './states.ts'
import { openDraft, type TicketRecord } from './ticket-store.ts'
import { eventSentence } from './words.ts'

const FIRST_WORDS = 16

/** Nothing goes to whoever wants no word and is owed no document, cannot be reached, or did it themselves. */
export async function notifyPerson(
  deps: Deps,
  tx: Transaction,
  record: TicketRecord,
  transition: Transition,
  event: Plan<never>['event'],
): Promise<void> {
  const { ticket } = record
  const { reachable, wantsReply, kind, number, locale, respondentName, masked } = ticket
  const owed = wantsReply || transition.notice !== undefined
  if (event.audience !== 'party' || event.actorKind === 'citizen' || !reachable || !owed) return
  const report = kind === 'report'
  const contact = report ? await openIdentity(deps, tx, ticket.id) : openDraft(deps, record).contact
  const to = contact?.email ?? contact?.phone
  if (!contact || !to) return
  const page = `${deps.config.publicUrl}${locale === 'en' ? '/en' : ''}/tickets/track?number=${number}`
  const matter = report
    ? number
    : t(locale, respondentName ? 'tickets.news.matter' : 'tickets.news.matterAlone', {
        number,
        shop: respondentName ?? '',
        words: firstWords(masked),
      })
  const what = report ? t(locale, 'tickets.news.report') : eventSentence(deps.content, locale, event, 'party')
  await queueMail(deps, tx, {
    ...{ to, way: contact.email ? 'mail' : 'sms', kind: report ? 'report-news' : 'ticket-news' },
    subject: t(locale, 'tickets.news.subject', { number }),
    text: t(locale, 'tickets.news.text', { matter, what, page }),
  })
}

function firstWords(text: string): string {
  const letters = [...text]
  return letters.length > FIRST_WORDS ? `${letters.slice(0, FIRST_WORDS).join('')}…` : text
}
