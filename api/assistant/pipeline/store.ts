/** Keeps the turn, sealed, before anybody is told how it ended. */
import type { Step } from './work.ts'

export const store: Step = {
  name: 'store',
  does: 'keeps what was said and understood, sealed under a key of the conversation',
  always: true,
  run: async (work) => {
    const { answer } = work
    if (!answer) throw new Error('a turn without an answer')
    await work.ports.store(Object.assign(work, { answer }))
  },
}
