/** Calculators with shown working: what is due when, and why. Every figure comes from content/licences/. */
import { createRoute, z } from '@hono/zod-openapi'
import { Localised } from '../../content/schema.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { createRouter } from '../platform/http.ts'
import { problem } from '../platform/openapi.ts'
import { annualReport } from './calculators/annual-report.ts'
import { capital } from './calculators/capital.ts'
import { creditCode } from './calculators/credit-code.ts'
import { enterpriseName } from './calculators/enterprise-name.ts'
import { renewal } from './calculators/renewal.ts'
import { simpleDeregistration } from './calculators/simple-deregistration.ts'
import type { Calculated } from './calculators/words.ts'
import { guideLibrary } from './library.ts'
import { inLoadedYears } from './loaded-years.ts'
import { Basis } from './model.ts'

const Result = z
  .object({
    verdict: Localised,
    tone: z.enum(['good', 'attention', 'bad']),
    dates: z.array(z.object({ what: Localised, on: z.iso.date() })),
    working: z.array(z.object({ text: Localised, basis: z.array(Basis) })),
  })
  .openapi('Calculated')
const Day = z.iso.date()
const Form = z.enum(['sole-trader', 'company'])
const Bars = z
  .union([z.string().max(200), z.array(z.string().max(40)).max(20)])
  .optional()
  .transform((given) => (typeof given === 'string' ? given.split(',') : (given ?? [])))

function calculator<N extends string, Q extends z.ZodObject>(name: N, summary: string, query: Q) {
  return createRoute({
    method: 'get',
    path: `/licences/calculators/${name}` as const,
    summary,
    request: { query },
    responses: { 200: { description: 'Result', content: { 'application/json': { schema: Result } } }, 400: problem },
  })
}

const annual = calculator('annual-report', 'When the annual report is due', z.object({ formedOn: Day, form: Form }))
const simple = calculator(
  'simple-deregistration',
  'Whether simple deregistration is possible, and its days',
  z.object({ form: Form, startOn: Day, bars: Bars }),
)
const paid = calculator(
  'capital',
  'By when subscribed capital has to be paid',
  z.object({ formedOn: Day, promisedUntil: Day.optional(), form: z.enum(['limited', 'joint-stock']) }),
)
const renew = calculator(
  'renewal',
  'When to ask for the next term of a permit',
  z.object({ card: z.string().max(60), expiresOn: Day }),
)
const code = calculator(
  'credit-code',
  'Both check digits of a credit code',
  z.object({ code: z.string().min(1).max(60) }),
)
const name = calculator('name', 'A first look at an enterprise name', z.object({ name: z.string().min(1).max(80) }))
const options = createRoute({
  method: 'get',
  path: '/licences/calculators',
  summary: 'What the calculators ask: bars of simple deregistration, permits with a renewal window',
  responses: {
    200: {
      description: 'Choices',
      content: {
        'application/json': {
          schema: z.object({
            bars: z.array(z.object({ id: z.string(), text: Localised, basis: z.array(Basis) })),
            permits: z.array(z.object({ id: z.string(), title: Localised })),
          }),
        },
      },
    },
  },
})

const FRESH = { 'cache-control': 'public, max-age=300' }

export function calculatorRoutes({ content, calendar, clock }: Deps) {
  const { calculators, cards } = content.licences
  const library = guideLibrary(content)
  const today = () => chinaDate(clock.now())
  const shown = ({ working, ...rest }: Calculated) => ({
    ...rest,
    working: working.map(({ text, basis }) => ({ text, basis: library.cited(basis) })),
  })
  const { name: bureau, district } = content.bureau
  const districts = [district.zh, ...(/^[\u4e00-\u9fff]+?(?:市|区|县)/.exec(bureau.zh) ?? [])]
  return createRouter()
    .openapi(options, (c) =>
      c.json(
        {
          bars: calculators.simpleDeregistration.bars.map((bar) => ({ ...bar, basis: library.cited([bar.basis]) })),
          permits: cards.filter((card) => card.renewal !== null).map(({ id, title }) => ({ id, title })),
        },
        200,
        FRESH,
      ),
    )
    .openapi(annual, (c) => c.json(shown(annualReport(calculators, c.req.valid('query'), today())), 200, FRESH))
    .openapi(simple, (c) => {
      const asked = c.req.valid('query')
      return c.json(
        shown(inLoadedYears('startOn', () => simpleDeregistration(calculators, asked, calendar))),
        200,
        FRESH,
      )
    })
    .openapi(paid, (c) => {
      const { formedOn, form, promisedUntil = null } = c.req.valid('query')
      return c.json(shown(capital(calculators, { formedOn, form, promisedUntil })), 200, FRESH)
    })
    .openapi(renew, (c) => {
      const { card, expiresOn } = c.req.valid('query')
      const found = inLoadedYears('expiresOn', () => {
        const known = cards.find(({ id }) => id === card)
        return known && renewal(known, expiresOn, today(), calendar)
      })
      if (!found) {
        const wrong = { path: 'card', code: 'unknown', message: 'errors.licences.permit' } as const
        throw new Problem('invalid', { errors: [wrong] })
      }
      return c.json(shown(found), 200, FRESH)
    })
    .openapi(code, (c) => c.json(shown(creditCode(c.req.valid('query').code)), 200, FRESH))
    .openapi(name, (c) => c.json(shown(enterpriseName(calculators, c.req.valid('query').name, districts)), 200, FRESH))
}
