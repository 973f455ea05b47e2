import {
  BOUGHT,
  COMPLAINT_WORD,
  DISPUTE,
  LICENCE,
  NOT_COMPLAINT,
  NOT_LICENCE,
  OWN,
  PUBLIC_WRONG,
  PUNISH,
  QUESTION,
  REPORT_WORD,
} from './intent-words.ts'
import type { Lexicon } from './lexicon.ts'
import { scoreByRules } from './problem.ts'
import type { Fact } from './types.ts'

/** What the words of one message show, before anything is concluded. */
export interface Signs {
  readonly complaintWord: boolean
  readonly reportWord: boolean
  readonly punish: boolean
  readonly publicWrong: boolean
  readonly dispute: boolean
  readonly bought: boolean
  readonly asked: boolean
  readonly question: boolean
  readonly licence: boolean
  /** A shop or platform is named. */
  readonly named: boolean
  /** Score of the best problem by rules. */
  readonly problem: number
  /** A case of this person: own purchase, or a sum, day, or named shop. */
  readonly personal: boolean
}

/** Reads the signs of a lower-case message. */
export const readSigns = (lower: string, facts: readonly Fact[], lexicon: Lexicon): Signs => {
  const has = (path: Fact['path']): boolean => facts.some((fact) => fact.path === path)
  return {
    complaintWord: COMPLAINT_WORD.test(lower) && !NOT_COMPLAINT.test(lower),
    reportWord: REPORT_WORD.test(lower),
    punish: PUNISH.test(lower),
    publicWrong: PUBLIC_WRONG.test(lower),
    dispute: DISPUTE.test(lower),
    bought: BOUGHT.test(lower) || has('purchase.amountYuan') || has('purchase.orderNumber'),
    asked: has('requests'),
    question: QUESTION.test(lower),
    named: has('respondent.name') || has('respondent.platform'),
    licence: LICENCE.test(lower) && !NOT_LICENCE.test(lower),
    problem: scoreByRules(lower, lexicon)[0]?.score ?? 0,
    personal:
      OWN.test(lower) || has('purchase.amountYuan') || has('claimYuan') || has('occurredOn') || has('respondent.name'),
  }
}
