/** The privacy notice as lists: what is collected for what, on which legal basis, and how long it is kept. */
import type { useSite } from '../i18n.ts'
import { pick } from '../i18n.ts'
import type { Offices } from './bureau.ts'

const QUESTIONS = [1, 2, 3, 4] as const
const COLLECTED = ['story', 'complainant', 'reporter', 'alerts', 'technical'] as const
const RIGHTS = ['see', 'correct', 'delete', 'explain', 'complain'] as const

/** Rows of the notice (网络数据安全管理条例 §21: in the form of a list). */
export function privacyLists(
  { say, locale }: Pick<ReturnType<typeof useSite>, 'say' | 'locale'>,
  { retention }: Offices,
) {
  const year = 365
  return {
    answers: QUESTIONS.map((n) => ({ question: say(`pages.privacy.q${n}`), answer: say(`pages.privacy.a${n}`) })),
    collected: COLLECTED.map((id) => ({
      id,
      what: say(`pages.privacy.${id}.what`),
      why: say(`pages.privacy.${id}.why`),
      basis: say(`pages.privacy.${id}.basis`),
      who: say(`pages.privacy.${id}.who`),
    })),
    kept: retention.map((rule) => ({
      id: rule.id,
      what: pick(locale, rule.what),
      period:
        rule.days % year === 0
          ? say('pages.privacy.years', { count: rule.days / year })
          : say('pages.privacy.days', { count: rule.days }),
      reason: pick(locale, rule.reason),
    })),
    rights: RIGHTS.map((id) => say(`pages.privacy.right.${id}`)),
  }
}
