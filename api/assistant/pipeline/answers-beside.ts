/** Answers to what was asked beside the ticket: a number to call back, "file it all the same", an optional question. */
import { t } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import { missingFields } from '../../tickets/missing.ts'
import { TicketDraft } from '../../tickets/model.ts'
import { draftInHand } from '../draft-in-hand.ts'
import { questionFor } from '../questions.ts'
import { DETAIL, detailValue, optionalQuestion } from '../tree.ts'
import { canned } from './canned.ts'
import { readingOf } from './reading.ts'
import type { Work } from './work.ts'

const PHONE = /(?<!\d)(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)/
const STILL =
  /还是(?:要)?(?:在这里?)?(?:提交|交|反映|投诉|举报|登记)|仍(?:然)?(?:要)?提交|就(?:是)?要提交|帮我(?:记|登记|提交)|^提交|file (?:it )?(?:here )?(?:anyway|all the same)|still (?:want to )?file/i

/** True when the message was such an answer and the turn is answered. */
export async function takeAnswerBeside(work: Work): Promise<boolean> {
  const { asked } = work.before
  if (asked === 'call-back') return callBack(work)
  if (asked === 'still-here') return stillHere(work)
  return asked?.startsWith(DETAIL) === true && detail(work, asked.slice(DETAIL.length))
}

async function callBack(work: Work): Promise<boolean> {
  const phone = PHONE.exec(work.message)?.[1]?.replace(/[ ]/g, '')
  if (!phone) return false
  const name = readingOf(work).drafts[0]?.contact.name ?? work.before.drafts[0]?.contact.name
  await work.ports.callBack({ phone, ...(name ? { name } : {}) })
  const { officeHours } = work.ports.content.bureau
  const params = { end: phone.slice(-4), hours: officeHours[work.turn.locale] }
  canned(work, 'call-back', [['assistant.callBack.taken', params]], { asked: null, ...nextQuestion(work) })
  return true
}

function stillHere(work: Work): boolean {
  if (!STILL.test(work.message)) return false
  if (work.before.drafts.length > 0) {
    const { questions } = nextQuestion(work)
    const said = t(work.turn.locale, 'assistant.stillHere.goOn')
    canned(work, questions.length > 0 ? 'collecting' : 'ready', [], { questions })
    if (work.answer) work.answer.reply = [said, ...questions.map(({ text }) => text)].join('\n')
    return true
  }
  const narrative = work.before.messages
    .filter(({ role }) => role === 'person')
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 8000)
  if (narrative === '') return false
  const subject = narrative.slice(0, 60)
  const draft = TicketDraft.parse({ kind: 'help', narrative, subject, source: { channel: 'assistant' } })
  work.understood = { ...readingOf(work), intents: ['help'], drafts: [draft] }
  canned(work, 'ready', [['assistant.stillHere.taken']], { drafts: [draft], asked: null })
  return true
}

/** Anything that is no answer goes its usual way. */
function detail(work: Work, id: string): boolean {
  const { tree } = work.ports.content
  const question = tree.question(id)
  const draft = draftInHand(work.before)
  const value = question && detailValue(question, work.message, chinaDate(work.now))
  if (!draft || value === undefined) return false
  const changed = { ...draft, details: { ...draft.details, [id]: value } }
  const drafts = work.before.drafts.map((each) => (each === draft ? changed : each))
  const next = optionalQuestion(work.ports.content, work.turn.locale, changed, work.before.optional ?? [])
  work.optional = next?.field
  canned(work, 'ready', [['assistant.optional.taken']], {
    drafts,
    questions: next ? [next] : [],
    asked: next?.field ?? null,
  })
  if (work.answer && next)
    work.answer.reply += `\n${t(work.turn.locale, 'assistant.optional', { question: next.text })}`
  work.understood = { ...readingOf(work), drafts, intents: [draft.kind] }
  return true
}

function nextQuestion(work: Work) {
  const draft = draftInHand(work.before)
  const [field] = draft ? missingFields(draft) : []
  return { questions: draft && field ? [questionFor(work.turn.locale, draft, field)] : [] }
}
