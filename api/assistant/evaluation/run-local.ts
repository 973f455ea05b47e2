/** Speaks a case with the local engine in process: no server, no database, no clock. */
import type { Lexicon } from '../local/lexicon.ts'
import { type Understanding, understand } from '../local/understand.ts'
import { CASES_TODAY, type Case } from './cases.ts'
import type { Answer } from './judge.ts'

/** The part of an answer the evaluation compares. */
export const viewOf = (state: Understanding): Answer => ({
  intent: state.intents[0],
  intents: state.intents,
  draft: state.drafts[0],
  drafts: state.drafts.length === 0 ? undefined : state.drafts,
  status: state.statusQuery,
  notices: state.notices.map(({ code }) => code),
  wantsHuman: state.wantsHuman,
  withdrawn: state.withdrawn,
})

/** What the engine understands after the last message; messages come one by one, as in a conversation. */
export const converseLocally = (each: Case, lexicon: Lexicon): Understanding => {
  let state: Understanding | undefined
  for (let index = 0; index < each.messages.length; index++) {
    const previous = state === undefined ? {} : { previous: { drafts: state.drafts, asked: each.asked?.[index] } }
    state = understand({
      messages: each.messages.slice(0, index + 1),
      today: each.today ?? CASES_TODAY,
      lexicon,
      ...previous,
    })
  }
  if (state === undefined) throw new Error('a case needs a message')
  return state
}
