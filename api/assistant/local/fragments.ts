import type { Normalised } from './normalise.ts'
import type { Fact, Intent } from './types.ts'

/** A piece this short of a conversation under way changes what it is about only where it says so. */
const FRAGMENT = 16
const SAYS_WHAT_IS_WANTED =
  /呢|能不能|可以|投诉|举报|查处|处罚|咨询|请问|吗|\?|怎么|多久|表扬|建议|执照|许可|complain|report|how|what|licen/

/** What a later message of a conversation adds to what is wanted, of what it would want by itself. */
export const wantedBy = (
  { text, lower }: Normalised,
  intents: readonly Intent[],
  facts: readonly Fact[],
): readonly Intent[] => {
  if (text.length >= FRAGMENT || SAYS_WHAT_IS_WANTED.test(lower)) return intents
  // 「要求退款」 in a report: the person wants something for himself too.
  const asksBack = facts.some(({ path }) => path === 'requests')
  return intents.filter(
    (intent) => intent === 'emergency' || intent === 'status' || (intent === 'complaint' && asksBack),
  )
}
