/** What the rules make of the message, read once a turn. */
import { missingFields } from '../../tickets/missing.ts'
import { draftInHand } from '../draft-in-hand.ts'
import type { EngineInput } from '../engine.ts'
import { FIELD_PATHS } from '../local/types.ts'
import type { Understanding } from '../local/understand.ts'
import type { Work } from './work.ts'

/** The conversation with the new message, as an engine takes it. */
export const inputOf = ({ before, message, turn }: Work): EngineInput => ({
  messages: [...before.messages.filter(({ role }) => role === 'person').map(({ text }) => text), message],
  previous: { drafts: before.drafts, asked: fieldAsked(before) },
  locale: turn.locale,
})

export function readingOf(work: Work): Understanding {
  work.reading ??= work.ports.engine.read(inputOf(work))
  return work.reading
}

/** Questions beside the ticket (call-back, optional ones) leave the field that is still owed. */
function fieldAsked(before: Work['before']): string | null {
  if (before.asked === null || FIELD_PATHS.some((path) => path === before.asked)) return before.asked
  const draft = draftInHand(before)
  return draft ? (missingFields(draft)[0] ?? null) : null
}
