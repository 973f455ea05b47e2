/** Which articles bear on a matter. Pure. */
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import type { TicketDraft } from './model.ts'

const MOST = 3

export interface ArticleToSee {
  law: string
  label: string
  url: string | null
}

/**
 * Articles an officer looks at first for this sub-problem, or else for its kind of problem, as they read on the day of the
 * event; `today` where no day was told.
 */
export function articlesOf(
  { content }: { content: Content },
  locale: 'zh' | 'en',
  draft: Pick<TicketDraft, 'problem' | 'subproblem' | 'occurredOn'>,
  today: string,
): ArticleToSee[] {
  const problem = draft.problem ? content.find.problem.get(draft.problem) : undefined
  const below = content.tree.subproblem(draft.subproblem)
  const on = draft.occurredOn ?? today
  const basis = (below?.problem === draft.problem ? below?.basis : undefined) ?? problem?.basis ?? []
  const standing = basis.filter(({ from, to }) => (!from || from <= on) && (!to || on <= to))
  return standing.slice(0, MOST).flatMap((each) => {
    const law = content.find.law.get(each.law)
    return law
      ? [{ law: locale === 'zh' ? law.title : law.titleEn, label: articleLabel(each, locale), url: law.url }]
      : []
  })
}
