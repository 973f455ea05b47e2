/** A rating or a report posted from a guide: passed to POST /api/licences/{id}/ratings or /reports. */
import type { AstroGlobal } from 'astro'
import { FLAG_PARTS } from '../../../api/licences/feedback/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'

interface Taken {
  kind: 'rated' | 'reported'
  /** What the API said when it did not take it. */
  refused: string | undefined
  back: string
}

/** Undefined when nothing was posted, or not about a guide. */
export async function takeFeedback(
  astro: Pick<AstroGlobal, 'request' | 'url' | 'response'>,
  { api, to }: ReturnType<typeof useSite>,
): Promise<Taken | undefined> {
  if (astro.request.method !== 'POST') return undefined
  const id = astro.url.searchParams.get('guide') ?? ''
  const form = await astro.request.formData()
  const param = { id: encodeURIComponent(id) }
  const part = FLAG_PARTS.find((each) => each === form.get('part'))
  const helpful = form.get('helpful')
  if (!part && helpful !== 'yes' && helpful !== 'no') return undefined
  const answer = part
    ? await api.licences[':id'].reports.$post({ param, json: { part } })
    : await api.licences[':id'].ratings.$post({ param, json: { helpful: helpful === 'yes' } })
  if (answer.status === 404) return undefined
  const business = await api.licences[':id'].$get({ param })
  const refused = answer.ok ? undefined : ((await (answer as Response).json()) as ProblemBody).detail
  if (refused !== undefined) astro.response.status = answer.status
  return { kind: part ? 'reported' : 'rated', refused, back: business.ok ? to.licence(id) : to.service(id) }
}
