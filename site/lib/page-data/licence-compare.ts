/** Two plans side by side: a view of POST /api/licences/compare. */
import type { AstroGlobal } from 'astro'
import type { InferResponseType } from 'hono/client'
import type { Client } from '../../../api/client.ts'
import type { useSite } from '../i18n.ts'
import type { Filters } from '../paths.ts'
import { type Guide, givenAnswers } from './licence.ts'

type Compared = NonNullable<InferResponseType<Client['api']['licences']['compare']['$post'], 200>['compared']>

interface ComparePage {
  business: Guide['business']
  compared: Compared
  answers: Filters
  /** Answers to other questions than the one compared. */
  others: Filters
}

/** Undefined when nothing is compared there; a string is the address it has now. */
export async function comparePage(
  astro: Pick<AstroGlobal, 'params' | 'url'>,
  { api, to }: ReturnType<typeof useSite>,
): Promise<ComparePage | string | undefined> {
  const query = astro.url.searchParams
  const asked = await api.licences[':id'].$get({ param: { id: encodeURIComponent(astro.params['id'] ?? '') } })
  if (!asked.ok) return undefined
  const { business } = await asked.json()
  if (business.id !== astro.params['id']) return to.licenceCompare(business.id, [...query])
  const given = givenAnswers(business.questions, query)
  const startOn = query.get('startOn') ?? ''
  const from = (day: string) =>
    api.licences.compare.$post({ json: { businessId: business.id, answers: given, ...(day ? { startOn: day } : {}) } })
  const first = await from(startOn)
  const answer = first.ok ? first : await from('')
  const compared = answer.ok ? (await answer.json()).compared : null
  if (!compared) return undefined
  const answers: Filters = [...Object.entries(given), ...(first.ok && startOn ? [['startOn', startOn] as const] : [])]
  return { business, compared, answers, others: answers.filter(([name]) => name !== compared.question.id) }
}
