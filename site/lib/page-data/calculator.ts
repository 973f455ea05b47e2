/** One calculator: its fields, and the result when they are filled in; views of GET /api/licences/calculators/…. */
import type { AstroGlobal } from 'astro'
import type { InferResponseType } from 'hono/client'
import type { Client } from '../../../api/client.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { FieldProblem } from '../forms.ts'
import { pick, type useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
type Api = Client['api']['licences']['calculators']
export type Calculated = InferResponseType<Api['annual-report']['$get'], 200>

export const CALCULATORS = [
  'annual-report',
  'simple-deregistration',
  'capital',
  'renewal',
  'credit-code',
  'name',
] as const
type Tool = (typeof CALCULATORS)[number]

interface CalculatorField {
  name: string
  label: string
  hint?: string
  kind: 'date' | 'text' | 'select' | 'choices'
  multiple: boolean
  optional: boolean
  options: { value: string; label: string }[]
}

interface CalculatorPage {
  tool: Tool
  fields: CalculatorField[]
  typed: URLSearchParams
  result: Calculated | undefined
  problems: FieldProblem[]
  detail: string | undefined
}

/** Undefined when there is no such calculator. */
export async function calculatorPage(
  astro: Pick<AstroGlobal, 'params' | 'url' | 'response'>,
  site: Site,
): Promise<CalculatorPage | undefined> {
  const tool = CALCULATORS.find((each) => each === astro.params['tool'])
  if (!tool) return undefined
  const typed = astro.url.searchParams
  const fields = await fieldsOf(tool, site)
  const page = { tool, fields, typed, result: undefined, problems: [], detail: undefined }
  // Nothing filled in yet: only the form. Choices alone do not count, one of them is always chosen.
  const asked = fields.filter(({ kind, optional }) => kind !== 'choices' && kind !== 'select' && !optional)
  if (!asked.some(({ name }) => typed.has(name))) return page
  const answer = await ask(tool, typed, site.api.licences.calculators)
  if (answer.ok) return { ...page, result: (await answer.json()) as Calculated }
  const problem = (await answer.json()) as unknown as ProblemBody
  astro.response.status = answer.status
  return { ...page, problems: problem.errors ?? [], detail: problem.errors ? undefined : problem.detail }
}

async function fieldsOf(tool: Tool, { api, say, locale }: Site): Promise<CalculatorField[]> {
  const field = (
    name: 'formedOn' | 'startOn' | 'promisedUntil' | 'expiresOn' | 'code' | 'name',
    kind: 'date' | 'text',
  ) => ({
    name,
    kind,
    label: say(`licences.calc.field.${name}`),
    multiple: false,
    optional: name === 'promisedUntil',
    options: [],
  })
  const form = (...values: ('sole-trader' | 'company' | 'limited' | 'joint-stock')[]) => ({
    name: 'form',
    kind: 'choices' as const,
    label: say('licences.calc.field.form'),
    multiple: false,
    optional: false,
    options: values.map((value) => ({ value, label: say(`licences.calc.form.${value}`) })),
  })
  switch (tool) {
    case 'annual-report':
      return [field('formedOn', 'date'), form('sole-trader', 'company')]
    case 'capital':
      return [form('limited', 'joint-stock'), field('formedOn', 'date'), field('promisedUntil', 'date')]
    case 'credit-code':
      return [field('code', 'text')]
    case 'name':
      return [{ ...field('name', 'text'), hint: say('licences.calc.field.nameHint') }]
    case 'simple-deregistration': {
      const { bars } = await (await api.licences.calculators.$get()).json()
      const options = bars.map(({ id, text }) => ({ value: id, label: pick(locale, text) }))
      const ticks = {
        name: 'bars',
        kind: 'choices' as const,
        label: say('licences.calc.field.bars'),
        multiple: true,
        optional: true,
        options,
      }
      return [form('sole-trader', 'company'), field('startOn', 'date'), ticks]
    }
    case 'renewal': {
      const { permits } = await (await api.licences.calculators.$get()).json()
      const options = permits.map(({ id, title }) => ({ value: id, label: pick(locale, title) }))
      const card = {
        name: 'card',
        kind: 'select' as const,
        label: say('licences.calc.field.card'),
        multiple: false,
        optional: false,
        options,
      }
      return [card, field('expiresOn', 'date')]
    }
    default:
      return tool satisfies never
  }
}

function ask(tool: Tool, typed: URLSearchParams, api: Api) {
  const one = (name: string) => typed.get(name)?.trim() ?? ''
  switch (tool) {
    case 'annual-report':
      return api['annual-report'].$get({ query: { formedOn: one('formedOn'), form: one('form') as 'company' } })
    case 'capital': {
      const promisedUntil = one('promisedUntil')
      const query = { formedOn: one('formedOn'), form: one('form') as 'limited' }
      return api.capital.$get({ query: promisedUntil === '' ? query : { ...query, promisedUntil } })
    }
    case 'credit-code':
      return api['credit-code'].$get({ query: { code: one('code') } })
    case 'name':
      return api.name.$get({ query: { name: one('name') } })
    case 'simple-deregistration': {
      const bars = typed.getAll('bars')
      const query = { form: one('form') as 'company', startOn: one('startOn') }
      return api['simple-deregistration'].$get({ query: bars.length === 0 ? query : { ...query, bars } })
    }
    case 'renewal':
      return api.renewal.$get({ query: { card: one('card'), expiresOn: one('expiresOn') } })
    default:
      return tool satisfies never
  }
}
