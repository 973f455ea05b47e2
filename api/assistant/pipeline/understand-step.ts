/** From words to typed drafts, each value at its words; a model's advice counts only where they bear it out. */

import type { Understanding } from '../local/understand.ts'
import { severalShops } from '../several-shops.ts'
import { inputOf, readingOf } from './reading.ts'
import type { Step, Work } from './work.ts'

export const understandStep: Step = {
  name: 'understand',
  does: 'fills the drafts with provenance; two shops in one story become two matters',
  run: async (work) => {
    const { engine } = work.ports
    const split = severalShops(work, readingOf(work))
    if (split) {
      work.understood = split.first
      work.later = [...work.later, ...split.later]
      return
    }
    const input = inputOf(work)
    const mayAsk = work.settings.modelOn && !onlyAsks(work.reading?.intents[0], work.before.drafts.length)
    work.advice = mayAsk ? await engine.advise(input, work.turn.conversationId, readingOf(work)) : undefined
    work.understood = withoutUnaskedKinds(work, engine.lay(input, readingOf(work), work.advice))
  },
}

/** Words that make a second matter of a conversation. */
const NEW_MATTER = /举报|投诉|查处|查一?查|检查|处罚|违法|罚|退|赔|換|换|report|complain|inspect|fine|refund|compensat/i

/** A short answer in between is no second matter, whatever it looks like by itself. */
function withoutUnaskedKinds({ before, message }: Work, understood: Understanding): Understanding {
  const known = before.drafts.map(({ kind }) => kind)
  if (known.length === 0 || NEW_MATTER.test(message)) return understood
  const drafts = understood.drafts.filter(({ kind }) => known.includes(kind))
  if (drafts.length === 0 || drafts.length === understood.drafts.length) return understood
  const dropped = understood.drafts.map(({ kind }) => kind).filter((kind) => !known.includes(kind))
  return {
    ...understood,
    drafts,
    intents: understood.intents.filter((intent) => !dropped.some((kind) => kind === intent)),
  }
}

/** A first question is answered by a model, not read by one: asking twice would cost the reader twice the time. */
const onlyAsks = (intent: string | undefined, drafts: number): boolean => intent === 'consultation' && drafts === 0
