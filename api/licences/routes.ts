/** Licence guidance: service cards, everyday businesses, the planner. Both languages in one answer. */
import { createRoute, z } from '@hono/zod-openapi'
import type { EverydayBusiness } from '../../content/schema-licences.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Config } from '../platform/config.ts'
import { createRouter } from '../platform/http.ts'
import { problem } from '../platform/openapi.ts'
import { comparePlans } from './compare-plans.ts'
import { guideLibrary } from './library.ts'
import { inLoadedYears } from './loaded-years.ts'
import { BusinessList, CardPage, Cards, ComparedView, Guide, OneWindowView, PlanInput, PlanView } from './model.ts'
import { planSteps } from './plan-licence.ts'
import { comparedView, planView } from './plan-view.ts'
import { remindersFile } from './reminders.ts'
import { sharedPapers } from './shared-papers.ts'

const answers = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const Id = z.object({ id: z.string().max(60) })
const takesPlan = { body: { required: true, content: { 'application/json': { schema: PlanInput } } } }

const list = createRoute({
  method: 'get',
  path: '/licences',
  summary: 'Everyday businesses and service cards',
  responses: { 200: answers(BusinessList, 'Guides') },
})
const services = createRoute({
  method: 'get',
  path: '/licences/services',
  summary: 'All service cards',
  responses: { 200: answers(Cards, 'Service cards') },
})
const service = createRoute({
  method: 'get',
  path: '/licences/services/{id}',
  summary: 'One service card: conditions, papers, limits, fee, basis, ways to object',
  request: { params: Id },
  responses: { 200: answers(CardPage, 'Service card'), 404: problem },
})
const oneWindow = createRoute({
  method: 'get',
  path: '/licences/one-window',
  summary: 'Merged licences and counters, and what need not be brought',
  responses: { 200: answers(OneWindowView, 'One window') },
})
const guide = createRoute({
  method: 'get',
  path: '/licences/{id}',
  summary: 'What one business needs: its questions and service cards',
  request: { params: Id },
  responses: { 200: answers(Guide, 'Guide'), 404: problem },
})
const reminders = createRoute({
  method: 'get',
  path: '/licences/{id}/reminders.ics',
  summary: 'The days of a plan as a calendar file; answers as query, `startOn` the first day',
  request: { params: Id, query: z.object({ startOn: z.iso.date().optional(), lang: z.enum(['zh', 'en']).optional() }) },
  responses: {
    200: { description: 'iCalendar', content: { 'text/calendar': { schema: z.string() } } },
    400: problem,
    404: problem,
  },
})
const plan = createRoute({
  method: 'post',
  path: '/licences/plan',
  summary: 'Ordered steps for one business from its answers, each with its reason, and the latest days by law',
  request: takesPlan,
  responses: { 200: answers(PlanView, 'Plan'), 400: problem, 404: problem },
})
const compare = createRoute({
  method: 'post',
  path: '/licences/compare',
  summary: 'Two plans that differ in one answer, such as sole trader or company',
  request: takesPlan,
  responses: { 200: answers(z.object({ compared: ComparedView.nullable() }), 'Both'), 400: problem, 404: problem },
})

const CACHED = { 'cache-control': 'public, max-age=3600' }

export function licenceRoutes(
  deps: Pick<Deps, 'content' | 'calendar' | 'clock'> & { config: Pick<Config, 'publicUrl'> },
) {
  const { content, calendar } = deps
  const { businesses, cards, comparisons, oneWindow: merged } = content.licences
  const library = guideLibrary(content)
  const today = () => chinaDate(deps.clock.now())
  const planned = (business: EverydayBusiness, given: Record<string, string>, startOn: string) =>
    planView(
      library,
      business,
      inLoadedYears('startOn', () => planSteps(business, library.rules, given, startOn, calendar)),
      startOn,
    )
  const items = businesses.map(({ id, title, plain, steps, questions }) => ({
    id,
    title,
    plain,
    stepCount: new Set(steps.map(({ card }) => card)).size,
    planner: questions.length > 0,
    url: `/licences/${id}`,
  }))
  const summaries = cards.map((card) => {
    const { id, title, summary, kind } = card
    return { id, title, summary, kind, authority: library.full(card).authority.name, url: `/licences/services/${id}` }
  })
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
    .openapi(services, (c) => c.json({ items: summaries, total: summaries.length, next: null }, 200, CACHED))
    .openapi(service, (c) => {
      const card = library.card(c.req.valid('param').id)
      const within = businesses.filter(({ steps }) => steps.some((step) => step.card === card.id))
      return c.json(
        {
          card: library.full(card),
          businesses: within.map(({ id, title }) => ({ id, title, url: `/licences/${id}` })),
          remedies: merged.remedies.map(({ text, basis }) => {
            const [named] = library.cited([basis])
            if (!named) throw new Error('a remedy without basis')
            return { text, basis: named }
          }),
        },
        200,
        CACHED,
      )
    })
    .openapi(oneWindow, (c) =>
      c.json(
        {
          reforms: merged.reforms.map((reform) => ({ ...reform, basis: library.cited(reform.basis) })),
          counters: merged.counters,
          notToBring: merged.notToBring.map((each) => ({ ...each, basis: library.cited(each.basis) })),
          shared: sharedPapers(cards),
        },
        200,
        CACHED,
      ),
    )
    .openapi(guide, (c) => {
      const business = library.business(c.req.valid('param').id)
      const used = new Set(business.steps.map((step) => step.card))
      const questions = business.questions.map((question) => library.filled(question, today()))
      return c.json(
        {
          business: { ...business, questions },
          cards: cards.filter((card) => used.has(card.id)).map(library.full),
          compares: business.compareBy !== null,
        },
        200,
        CACHED,
      )
    })
    .openapi(plan, (c) => {
      const { businessId, answers: given, startOn = today() } = c.req.valid('json')
      return c.json(planned(library.business(businessId), given, startOn), 200, { 'cache-control': 'no-store' })
    })
    .openapi(compare, (c) => {
      const { businessId, answers: given, startOn = today() } = c.req.valid('json')
      const business = library.business(businessId)
      const both = inLoadedYears('startOn', () =>
        comparePlans(business, { ...library.rules, comparisons }, given, startOn, calendar),
      )
      const compared = both ? comparedView(library, business, both, startOn) : null
      return c.json({ compared }, 200, { 'cache-control': 'no-store' })
    })
    .openapi(reminders, (c) => {
      const business = library.business(c.req.valid('param').id)
      const { startOn = today(), lang = c.get('ctx').locale } = c.req.valid('query')
      const shown = planned(business, c.req.query(), startOn)
      const query = new URLSearchParams([...Object.entries(shown.answers), ['startOn', startOn]])
      const address = `${deps.config.publicUrl}${lang === 'en' ? '/en' : ''}/licences/${business.id}?${query}`
      const stamp = deps.clock
        .now()
        .toISOString()
        .replace(/[-:]|\.\d+/g, '')
      const file = remindersFile(content, shown, business.title[lang], address, lang, stamp)
      return c.body(file, 200, {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${business.id}.ics"`,
        'cache-control': 'no-store',
      })
    })
}
