/** Verb: guides that somebody has to look at, oldest first, and what readers thought of each. */
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { Localised } from '../../../content/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { demand } from '../../staff/permissions.ts'
import { guideFlags, guideRatings } from '../tables.ts'
import { FLAG_REASONS } from './model.ts'
import { POWER_PREFIX } from './open-flag.ts'

export const GuideFlag = z.object({
  id: z.uuid(),
  guide: z.string(),
  title: Localised,
  url: z.string(),
  reason: z.enum(FLAG_REASONS),
  matter: z.string(),
  reports: z.int(),
  openedAt: z.string(),
  helpful: z.int(),
  ratings: z.int(),
})

export async function listFlags(
  deps: Deps,
  ctx: Context,
): Promise<{ items: z.infer<typeof GuideFlag>[]; total: number }> {
  demand(ctx, 'guides.review')
  const rows = await deps.db
    .select()
    .from(guideFlags)
    .where(eq(guideFlags.state, 'open'))
    .orderBy(asc(guideFlags.openedAt), asc(guideFlags.id))
    .limit(200)
  const guides = [...new Set(rows.map(({ guide }) => guide))]
  const ratings =
    guides.length === 0
      ? []
      : await deps.db
          .select({
            guide: guideRatings.guide,
            count: sql<number>`count(*)::int`,
            helpful: sql<number>`(count(*) filter (where helpful))::int`,
          })
          .from(guideRatings)
          .where(inArray(guideRatings.guide, guides))
          .groupBy(guideRatings.guide)
  const { businesses, cards } = deps.content.licences
  const items = rows.map(({ id, guide, reason, matter, reports, openedAt }) => {
    const business = businesses.find((each) => each.id === guide)
    const power = guide.startsWith(POWER_PREFIX) ? guide.slice(POWER_PREFIX.length) : undefined
    const named = power ?? guide
    const title = business?.title ?? cards.find((card) => card.id === guide)?.title ?? { zh: named, en: named }
    const rated = ratings.find((each) => each.guide === guide)
    return {
      id,
      guide,
      title,
      url: power ? `/powers/${power}` : business ? `/licences/${guide}` : `/licences/services/${guide}`,
      reason,
      matter,
      reports,
      openedAt: openedAt.toISOString(),
      helpful: rated?.helpful ?? 0,
      ratings: rated?.count ?? 0,
    }
  })
  return { items, total: items.length }
}
