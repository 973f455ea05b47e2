/** One licence guide with the reader's answers: a view of GET /api/licences/{id} and POST /api/licences/plan. */
import type { AstroGlobal } from 'astro'
import type { Client } from '../../../api/client.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'

/** A first day that is none leaves the plan without days, and says so. */
export async function licenceGuide(astro: Pick<AstroGlobal, 'params' | 'url' | 'response'>, api: Client['api']) {
  const response = await api.licences[':id'].$get({ param: { id: encodeURIComponent(astro.params['id'] ?? '') } })
  if (!response.ok) return undefined
  const { business, cards } = await response.json()
  const query = astro.url.searchParams
  const answers = Object.fromEntries(
    business.questions.flatMap((question) => {
      const value = query.get(question.id)
      return question.options.some((option) => option.value === value) && value !== null
        ? [[question.id, value] as const]
        : []
    }),
  )
  const typedDay = query.get('startOn')?.trim() ?? ''
  const planFrom = (startOn?: string) =>
    api.licences.plan.$post({ json: { businessId: business.id, answers, ...(startOn ? { startOn } : {}) } })
  const asked = await planFrom(typedDay)
  const problem = asked.ok ? undefined : ((await (asked as Response).json()) as ProblemBody)
  if (problem) astro.response.status = problem.status
  const planned = problem ? await planFrom() : asked
  const plan = planned.ok ? await planned.json() : undefined
  return { business, cards, answers, startOn: problem ? '' : typedDay, typedDay, plan, problem }
}
