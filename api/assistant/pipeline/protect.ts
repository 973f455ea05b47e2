/** Personal numbers nobody needs to write, and attempts to steer the machine: told, counted, and never obeyed. */
import { t } from '../../../content/messages/index.ts'
import { replacePersonal } from '../../tickets/mask.ts'
import type { TicketDraft } from '../../tickets/model.ts'
import { canned } from './canned.ts'
import { readingOf } from './reading.ts'
import type { Step } from './work.ts'

/** Fields that hold the message itself. */
const WHOLE_WORDS = ['allegation', 'question', 'subject']
/** Numbers the rule never asks for here; a phone number is asked for. */
const NEEDLESS = ['[身份证号]', '[卡号]']

export const protect: Step = {
  name: 'protect',
  does: 'tells that ID and card numbers are not needed; ends on a message that only tries to steer the machine',
  run: (work) => {
    const { locale } = work.turn
    if (labelsIn(work.message).some((label) => NEEDLESS.includes(label)))
      work.notices.push({ code: 'personal-data', text: t(locale, 'assistant.notice.personal-data') })
    const reading = readingOf(work)
    if (!reading.notices.some(({ code }) => code === 'injection')) return
    const matter = reading.drafts.some(saysSomething) || reading.notices.some(({ code }) => code === 'emergency')
    if (!matter && work.before.drafts.length === 0)
      canned(work, 'guarded', [['assistant.notice.injection'], ['assistant.hello']])
  },
}

function labelsIn(text: string): string[] {
  const labels: string[] = []
  replacePersonal(text, (_, label) => {
    labels.push(label)
    return label
  })
  return labels
}

/** Whether a shop, a sum, a day or anything else was told beside the attempt. */
function saysSomething({ provenance = {} }: TicketDraft): boolean {
  return Object.entries(provenance).some(([path, { basis }]) => basis === 'stated' && !WHOLE_WORDS.includes(path))
}
