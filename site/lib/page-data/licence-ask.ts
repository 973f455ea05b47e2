/** A consultation begun at a guide: the draft of an ordinary consultation, its first words written. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { FieldProblem } from '../forms.ts'
import { pick, type useSite } from '../i18n.ts'
import { nextStep } from './tickets-steps.ts'

interface AskPage {
  guide: string
  title: string
  guideHref: string
  question: string
  errors: FieldProblem[]
  detail: string | undefined
  status: number
}

/** Undefined when there is no such guide; a string is the address of the draft's next step. */
export async function askPage(
  astro: Pick<AstroGlobal, 'request' | 'url'>,
  site: ReturnType<typeof useSite>,
): Promise<AskPage | string | undefined> {
  const { api, to, say, locale } = site
  const guide = astro.url.searchParams.get('guide') ?? ''
  const { items } = await (await api.licences.services.$get()).json()
  const card = items.find(({ id }) => id === guide)
  if (!card) return undefined
  const title = pick(locale, card.title)
  const start = say('licences.askStart', { title })
  const page = {
    guide,
    title,
    guideHref: to.service(guide),
    question: start,
    errors: [],
    detail: undefined,
    status: 200,
  }
  if (astro.request.method !== 'POST') return page
  const typed = (await astro.request.formData()).get('question')
  const question = (typeof typed === 'string' ? typed : '').replaceAll('\r\n', '\n').trim()
  if (question === '' || question === start.trim())
    return { ...page, question, status: 400, errors: [{ path: 'question', message: say('tickets.error.question') }] }
  const response = await api.assistant.conversations.$post({
    json: { kind: 'consultation', narrative: question, question },
  })
  if (response.ok) {
    const { conversationId } = await response.json()
    return to.ticketStep(nextStep('consultation', 'facts'), conversationId)
  }
  const problem = (await response.json()) as ProblemBody
  return { ...page, question, status: response.status, errors: problem.errors ?? [], detail: problem.detail }
}
