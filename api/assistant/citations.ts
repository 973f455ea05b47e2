/** Which articles bear on a draft. */
import type { z } from '@hono/zod-openapi'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import type { TicketDraft } from '../tickets/model.ts'
import type { Citation } from './model.ts'

const MOST = 3

/** Articles an officer would look at for this kind of problem, as they read on the day of the event. */
export function citationsOf(
  { content }: { content: Content },
  locale: 'zh' | 'en',
  draft: TicketDraft,
): z.infer<typeof Citation>[] {
  const problem = draft.problem ? content.find.problem.get(draft.problem) : undefined
  const on = draft.occurredOn
  const citations = (problem?.basis ?? []).filter(
    (basis) => !on || ((!basis.from || basis.from <= on) && (!basis.to || on <= basis.to)),
  )
  return citations.slice(0, MOST).flatMap((basis) => {
    const law = content.find.law.get(basis.law)
    return law
      ? [{ law: locale === 'zh' ? law.title : law.titleEn, label: articleLabel(basis, locale), url: law.url }]
      : []
  })
}
