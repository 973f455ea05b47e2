/** A question just asked is looked up in the articles in force on the day that matters. */
import type { Step } from './work.ts'

export const retrieve: Step = {
  name: 'retrieve',
  does: 'looks up the articles that answer a question; nothing for anything else',
  run: async (work) => {
    const { understood, before } = work
    const [draft] = understood?.drafts ?? []
    if (before.drafts.length > 0 || understood?.intents[0] !== 'consultation' || draft?.kind !== 'consultation') return
    work.found = await work.ports.lookUp(work.message, draft.occurredOn)
  },
}
