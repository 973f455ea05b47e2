/** How the conversation stands after the turn. Pure. */
import type { ConversationState } from '../model.ts'
import { DETAIL } from '../tree.ts'
import type { Answer, Work } from './work.ts'

export function keptState(work: Work & { answer: Answer }): ConversationState {
  const { before, answer, message, optional } = work
  const { reply, drafts, links, words } = answer
  const gaveUp = answer.status === 'withdrawn'
  const asked = answer.asked === undefined ? (answer.questions[0]?.field ?? null) : answer.asked
  const later = gaveUp ? [] : [...(before.later ?? []), ...work.later]
  return {
    ...before,
    messages: [
      ...before.messages,
      { role: 'person', text: message === '' ? work.turn.message : message },
      { role: 'assistant', text: reply, words, ...(links.length > 0 ? { links } : {}) },
    ],
    intents: intentsOf(work),
    drafts,
    asked,
    ...(later.length > 0 || before.later ? { later } : {}),
    ...(optional ? { optional: [...(before.optional ?? []), optional.slice(DETAIL.length)] } : {}),
  }
}

/** What was said beside the ticket leaves what the conversation is about. */
function intentsOf({ understood, reading, before, answer }: Work & { answer: Answer }): ConversationState['intents'] {
  if (understood) return understood.intents
  const beside = before.drafts.length > 0 && answer.status !== 'withdrawn'
  return beside || answer.status === 'call-back' ? before.intents : (reading?.intents ?? before.intents)
}
