/** The bureau's standing periods: what the law demands and what it promises beyond that, as in force on a day. */
import { z } from '@hono/zod-openapi'
import { articleLabel } from '../../content/rules/cite.ts'
import { type Content, DayUnit, Localised } from '../../content/schema.ts'
import { rulesInForce } from '../calendar/deadlines.ts'

export const Period = z.object({
  what: Localised,
  count: z.int(),
  unit: DayUnit,
  /** The article it rests on; null for the bureau's own promise. */
  basis: z.object({ law: Localised, label: Localised }).nullable(),
})
export type Period = z.infer<typeof Period>

/** Periods that run from receiving or accepting, for everybody. */
export function periodsOn(content: Pick<Content, 'deadlines' | 'find'>, day: string): Period[] {
  const standing = rulesInForce(content.deadlines, day).filter(
    (rule) => ['received', 'accepted'].includes(rule.startsOn) && (rule.kind === 'promise' || rule.onlyFor === null),
  )
  return standing.map((rule) => {
    const law = rule.law === null ? undefined : content.find.law.get(rule.law)
    const place = { article: rule.article ?? undefined, item: rule.item ?? undefined }
    const label = { zh: articleLabel(place, 'zh'), en: articleLabel(place, 'en') }
    return {
      what: rule.what,
      count: rule.count,
      unit: rule.unit,
      basis: law ? { law: { zh: law.title, en: law.titleEn }, label } : null,
    }
  })
}
