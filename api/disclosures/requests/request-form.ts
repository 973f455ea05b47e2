/** What the public forms ask, in the reader's language, and the periods in force today. */
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { RequestForm } from './model.ts'

export function requestForm({ content, clock }: Deps, { locale }: Context): RequestForm {
  const { applicants, repairConditions, requests } = content.disclosures.duties
  const today = chinaDate(clock.now())
  return {
    applicants: applicants.map(({ id, title, repair }) => ({ id, name: title[locale], repair })),
    conditions: repairConditions.map(({ id, title }) => ({ id, name: title[locale] })),
    periods: requests
      .filter(({ received: { from, to } }) => from <= today && (to === null || today <= to))
      .map(({ kind, stage, what, count, unit, confirmed }) => ({
        ...{ kind, stage, count, unit, confirmed },
        what: what[locale],
      })),
  }
}
