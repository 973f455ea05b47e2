/** Danger first: the number to call stands before everything else, and ends the turn where there is no matter to take down. */
import { canned } from './canned.ts'
import { noticeOf } from './notices.ts'
import { readingOf } from './reading.ts'
import type { Step } from './work.ts'

export const emergency: Step = {
  name: 'emergency',
  does: 'puts 110, 119, 120 or 122 first; ends when there is nothing to file beside it',
  run: (work) => {
    const reading = readingOf(work)
    const urgent = reading.notices.filter(({ code }) => code === 'emergency')
    if (urgent.length === 0) return
    const { content } = work.ports
    work.notices = [...urgent.map((notice) => noticeOf(content, work.turn.locale, notice)), ...work.notices]
    if (reading.drafts.length === 0) canned(work, 'emergency', [['assistant.emergency.after']])
  },
}
