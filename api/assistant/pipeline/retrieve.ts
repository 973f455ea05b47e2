/** A question just asked is looked up in the articles in force on the day that matters. */
import { QUESTION } from '../local/intent-words.ts'
import type { Step } from './work.ts'

/** 「那拆封了呢」 goes on from the question before it. */
const GOES_ON = /呢[?？。]?$|^(?:那|那么|如果|还有|what about|and if)/i

export const retrieve: Step = {
  name: 'retrieve',
  does: 'looks up the articles that answer a question; nothing for anything else',
  run: async (work) => {
    const { understood, before, message } = work
    const [draft] = understood?.drafts ?? []
    if (understood?.intents[0] !== 'consultation' || draft?.kind !== 'consultation') return
    const [earlier] = before.drafts
    if (!earlier) {
      work.found = await work.ports.lookUp(message, draft.occurredOn)
      return
    }
    const goesOn = GOES_ON.test(message)
    if (earlier.kind !== 'consultation' || !(goesOn || QUESTION.test(message.toLowerCase()))) return
    const found = await work.ports.lookUp(goesOn ? `${earlier.question ?? ''} ${message}` : message, draft.occurredOn)
    // A question after the first that no article answers is taken down like any other word.
    if (found.sentences.length > 0) work.found = found
  },
}
