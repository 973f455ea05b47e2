/** Licence guidance: service cards, everyday businesses, and the planner. Both languages in one answer. */
import { createRoute, z } from '@hono/zod-openapi'
import { articleLabel } from '../../content/rules/cite.ts'
import { Localised } from '../../content/schema.ts'
import { Authority, DayLimit, EverydayBusiness, PlanQuestion, ServiceCard } from '../../content/schema-licences.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { createRouter, ProblemSchema } from '../platform/http.ts'
import { type Answers, type PlannedStep, planSteps } from './plan-licence.ts'

const Basis = z.object({
  law: z.string(),
  lawEn: z.string(),
  article: z.string(),
  articleEn: z.string(),
  url: z.string().nullable(),
})
const Card = ServiceCard.extend({ authority: Authority, cited: z.array(Basis) })
const Guide = z.object({ business: EverydayBusiness, cards: z.array(Card) }).openapi('LicenceGuide')
const List = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: Localised,
        plain: Localised,
        stepCount: z.int(),
        planner: z.boolean(),
        url: z.string(),
      }),
    ),
    cards: z.array(z.object({ id: z.string(), title: Localised, summary: Localised, kind: ServiceCard.shape.kind })),
    total: z.int(),
    next: z.null(),
  })
  .openapi('Licences')
const PlanInput = z
  .object({
    businessId: z.string().max(60),
    answers: z.record(z.string().max(60), z.string().max(60)),
    startOn: z.iso.date().optional(),
  })
  .openapi('PlanInput')
const Step = z.object({
  id: z.string(),
  title: Localised,
  authority: Authority,
  materials: ServiceCard.shape.materials,
  statutory: DayLimit.nullable(),
  promised: DayLimit.nullable(),
  feeYuan: z.string().nullable(),
  basis: z.array(Basis),
  why: Localised,
  dependsOn: z.array(z.string()),
  latestOn: z.iso.date().nullable(),
})
const PlanResult = z
  .object({
    steps: z.array(Step),
    totals: z.object({ steps: z.int(), feeYuan: z.string(), latestOn: z.iso.date().nullable() }),
    nextQuestions: z.array(PlanQuestion),
  })
  .openapi('Plan')

const problem = { description: 'Problem', content: { 'application/problem+json': { schema: ProblemSchema } } }
const list = createRoute({
  method: 'get',
  path: '/licences',
  summary: 'Everyday businesses and service cards',
  responses: { 200: { description: 'Guides', content: { 'application/json': { schema: List } } } },
})
const guide = createRoute({
  method: 'get',
  path: '/licences/{id}',
  summary: 'What one business needs: its questions and service cards',
  request: { params: z.object({ id: z.string().max(60) }) },
  responses: { 200: { description: 'Guide', content: { 'application/json': { schema: Guide } } }, 404: problem },
})
const plan = createRoute({
  method: 'post',
  path: '/licences/plan',
  summary: 'Ordered steps for one business from its answers, with the latest day by the statutory limits',
  request: { body: { required: true, content: { 'application/json': { schema: PlanInput } } } },
  responses: {
    200: { description: 'Plan', content: { 'application/json': { schema: PlanResult } } },
    400: problem,
    404: problem,
  },
})

const CACHED = { 'cache-control': 'public, max-age=3600' }

export function licenceRoutes({ content, calendar }: Pick<Deps, 'content' | 'calendar'>) {
  const { businesses, cards, authorities } = content.licences
  const authorityOf = (card: ServiceCard) => {
    const authority = authorities.find((each) => each.id === card.authority)
    if (!authority) throw new Error(`no authority ${card.authority}`)
    return authority
  }
  const cited = (card: ServiceCard) =>
    card.basis.flatMap((citation) => {
      const law = content.find.law.get(citation.law)
      return law
        ? [
            {
              law: law.title,
              lawEn: law.titleEn,
              article: articleLabel(citation, 'zh'),
              articleEn: articleLabel(citation, 'en'),
              url: law.url,
            },
          ]
        : []
    })
  const full = (card: ServiceCard) => ({ ...card, authority: authorityOf(card), cited: cited(card) })
  const find = (id: string) => {
    const business = businesses.find((each) => each.id === id)
    if (!business) throw new Problem('not-found')
    return business
  }
  const planned = (business: EverydayBusiness, answers: Answers, startOn: string | undefined) => {
    try {
      return planSteps(business, cards, answers, startOn, calendar)
    } catch (error) {
      // The work calendar ends with the years loaded.
      if (!(error instanceof RangeError)) throw error
      const wrong = { path: 'startOn', code: 'calendar', message: 'errors.licences.calendar' } as const
      throw new Problem('invalid', { errors: [wrong], cause: error })
    }
  }
  const stepOf = ({ card, why, dependsOn, latest }: PlannedStep) => ({
    id: card.id,
    title: card.title,
    authority: authorityOf(card),
    materials: card.materials,
    statutory: card.statutory && { count: card.statutory.count, unit: card.statutory.unit },
    promised: card.promised,
    feeYuan: card.feeYuan,
    basis: cited(card),
    why,
    dependsOn,
    latestOn: latest,
  })
  const items = businesses.map(({ id, title, plain, steps, questions }) => ({
    id,
    title,
    plain,
    stepCount: steps.length,
    planner: questions.length > 0,
    url: `/licences/${id}`,
  }))
  return createRouter()
    .openapi(list, (c) =>
      c.json(
        {
          items,
          cards: cards.map(({ id, title, summary, kind }) => ({ id, title, summary, kind })),
          total: items.length,
          next: null,
        },
        200,
        CACHED,
      ),
    )
    .openapi(guide, (c) => {
      const business = find(c.req.valid('param').id)
      const used = new Set(business.steps.map((step) => step.card))
      return c.json({ business, cards: cards.filter((card) => used.has(card.id)).map(full) }, 200, CACHED)
    })
    .openapi(plan, (c) => {
      const { businessId, answers, startOn } = c.req.valid('json')
      const result = planned(find(businessId), answers, startOn)
      const steps = result.steps.map(stepOf)
      const fee = steps.reduce((sum, step) => sum + Math.round(Number(step.feeYuan ?? 0) * 100), 0)
      const latestOn =
        steps
          .flatMap((step) => step.latestOn ?? [])
          .sort()
          .at(-1) ?? null
      return c.json(
        {
          steps,
          totals: { steps: steps.length, feeYuan: (fee / 100).toFixed(2), latestOn },
          nextQuestions: result.open,
        },
        200,
        { 'cache-control': 'no-store' },
      )
    })
}
