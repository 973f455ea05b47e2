/** Limits and normalisation: what nobody can see goes, what says nothing or comes twice is answered at once. */

import { t } from '../../../content/messages/index.ts'
import { missingFields } from '../../tickets/missing.ts'
import { draftInHand } from '../draft-in-hand.ts'
import { questionFor } from '../questions.ts'
import { canned } from './canned.ts'
import type { Step, Work } from './work.ts'

/** Characters that carry hidden text or turn its order round; marks that shape visible letters and emoji stay. */
const UNSEEN = /[\u{E0000}-\u{E007F}\u200B\u2060-\u2064\uFEFF\u00AD]|(?![\n\r\t])[\p{Cc}\p{Bidi_Control}]/gu
/** Shorter messages may well come twice: yes, no, a sum. */
const REPEATED = 13

export const limits: Step = {
  name: 'limits',
  does: 'cleans the message; ends on nothing said, the same said again, or too much for one conversation',
  run: (work) => {
    work.message = work.turn.message.replace(UNSEEN, '').trim()
    const mine = work.before.messages.filter(({ role }) => role === 'person')
    if (mine.length >= work.settings.messagesPerConversation) {
      canned(work, 'limited', [['assistant.limited', { phone: work.ports.content.bureau.phone }]], {
        links: [{ text: t(work.turn.locale, 'assistant.link.form'), url: '/tickets/new' }],
      })
    } else if (!/[\p{L}\p{N}]/u.test(work.message)) canned(work, 'empty', [['assistant.empty.said']])
    else if (work.message.length >= REPEATED && mine.at(-1)?.text === work.message) repeated(work)
  },
}

function repeated(work: Work): void {
  const draft = draftInHand(work.before)
  const [field] = draft ? missingFields(draft) : []
  const question = draft && field ? [questionFor(work.turn.locale, draft, field)] : []
  canned(work, 'repeated', [['assistant.repeated']], { questions: question, asked: work.before.asked })
  if (work.answer && question[0]) work.answer.reply += `\n${question[0].text}`
}
