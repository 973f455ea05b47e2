import { amountFacts } from './amounts.ts'
import { contactFacts } from './contact.ts'
import type { Lexicon } from './lexicon.ts'
import type { Normalised } from './normalise.ts'
import { placeFacts } from './places.ts'
import { problemFacts } from './problem.ts'
import { purchaseFacts } from './purchase.ts'
import { requestFacts } from './requests.ts'
import { respondentFacts } from './respondent.ts'
import type { Fact } from './types.ts'
import { dateFacts } from './when.ts'

/** Longer messages are read only up to here; a draft's narrative may not be longer either. */
export const READ_LIMIT = 8000

/** Every fact one message states or lets us conclude. Steps do not know each other; order decides only between equals. */
export const extractFacts = (message: Normalised, today: string, lexicon: Lexicon): Fact[] => {
  const { text, lower } = message
  const contact = contactFacts(text, lower)
  const own = contact.filter(
    ({ path }) => path === 'contact.address' || path === 'contact.email' || path === 'contact.name',
  )
  const respondent = respondentFacts(text, lower, own)
  const names = respondent.filter(({ path }) => path === 'respondent.name' || path === 'respondent.shopUrl')
  const place = placeFacts(text, lower, lexicon, [...own, ...names])
  return [
    ...contact,
    ...respondent,
    ...place,
    ...amountFacts(lower),
    ...dateFacts(lower, today),
    ...purchaseFacts(text, lower, lexicon),
    ...requestFacts(lower),
    ...problemFacts(lower, lexicon),
  ]
}
