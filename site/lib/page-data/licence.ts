/** One business with the reader's answers: a question at a time, then the plan. Views of GET /api/licences/{id} and POST /api/licences/plan. */
import type { AstroGlobal } from 'astro'
import type { InferResponseType } from 'hono/client'
import type { Client } from '../../../api/client.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'
import { pick } from '../i18n.ts'
import type { Filters } from '../paths.ts'

type Site = ReturnType<typeof useSite>
type Astro = Pick<AstroGlobal, 'params' | 'url' | 'response'>
export type Guide = InferResponseType<Client['api']['licences'][':id']['$get'], 200>
export type Plan = InferResponseType<Client['api']['licences']['plan']['$post'], 200>
type Question = Plan['questions'][number]

export interface LicencePage {
  guide: Guide
  plan: Plan
  /** The question on the screen; undefined when the plan is shown. */
  question: Question | undefined
  /** Answers as the address carries them, with the first day when the reader gave one. */
  answers: Filters
  /** Other answers that a question's form carries along. */
  others: Filters
  /** Questions answered, each with its answer in words and the way to change it. */
  answered: { label: string; value: string; editHref: string }[]
  /** Address of the question before. */
  back: string | undefined
  typedDay: string
  problem: ProblemBody | undefined
}

/** Undefined when there is no such business; a string is the address it has now. A first day that is none is said, and left out. */
export async function licencePage(astro: Astro, site: Site): Promise<LicencePage | string | undefined> {
  const { api, to, locale } = site
  const query = astro.url.searchParams
  const asked = await api.licences[':id'].$get({ param: { id: encodeURIComponent(astro.params['id'] ?? '') } })
  if (!asked.ok) return undefined
  const guide = await asked.json()
  const { business } = guide
  if (business.id !== astro.params['id']) return to.licence(business.id, [...query])
  const given = givenAnswers(business.questions, query)
  const typedDay = query.get('startOn')?.trim() ?? ''
  const { plan, problem } = await planFrom(api, business.id, given, typedDay)
  if (problem) astro.response.status = problem.status
  const day: Filters = typedDay !== '' && !problem ? [['startOn', typedDay]] : []
  const answers: Filters = Object.entries(plan.answers)
  const wanted = plan.questions.find(({ id }) => id === query.get('ask'))
  const open = query.get('show') === '1' || problem !== undefined ? undefined : plan.nextQuestions[0]
  const question = wanted ?? open
  const answered = plan.questions.flatMap(({ id, text, options }) => {
    const option = options.find(({ value }) => value === plan.answers[id])
    const editHref = to.licence(business.id, [...answers, ...day, ['ask', id]])
    return option && id !== question?.id
      ? [{ id, label: pick(locale, text), value: pick(locale, option.label), editHref }]
      : []
  })
  const place = plan.questions.findIndex(({ id }) => id === question?.id)
  const before = plan.questions.slice(0, Math.max(place, 0)).findLast(({ id }) => plan.answers[id] !== undefined)
  return {
    guide,
    plan,
    question,
    answers: [...answers, ...day],
    others: [...answers.filter(([name]) => name !== question?.id), ...day],
    answered,
    back: before && to.licence(business.id, [...answers, ...day, ['ask', before.id]]),
    typedDay,
    problem,
  }
}

/** Answers of the address to questions of the business; what is none of them is left out. */
export function givenAnswers(
  questions: readonly Pick<Question, 'id'>[],
  query: URLSearchParams,
): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const value = query.get(id)?.trim() ?? ''
      return value !== '' && value.length <= 60 ? [[id, value] as const] : []
    }),
  )
}

async function planFrom(
  api: Site['api'],
  businessId: string,
  answers: Record<string, string>,
  typedDay: string,
): Promise<{ plan: Plan; problem: ProblemBody | undefined }> {
  const from = (startOn: string) =>
    api.licences.plan.$post({ json: { businessId, answers, ...(startOn === '' ? {} : { startOn }) } })
  const first = await from(typedDay)
  if (first.ok) return { plan: await first.json(), problem: undefined }
  const problem = (await (first as Response).json()) as ProblemBody
  const second = await from('')
  if (!second.ok) throw new Error(`no plan for ${businessId}`)
  return { plan: await second.json(), problem }
}
