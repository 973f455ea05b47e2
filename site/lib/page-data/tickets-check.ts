/** The last step: everything once more, what will happen, and the one act that files. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'
import { namesOf } from './names.ts'
import { checkDraft, type DraftView, type NoDraft, readDraft } from './tickets-draft.ts'
import { conversationIn } from './tickets-fields.ts'
import { firstOpenStep, stepOfField } from './tickets-steps.ts'
import { type Block, summaryOf } from './tickets-summary.ts'

type Site = ReturnType<typeof useSite>

export interface CheckPage {
  view: DraftView
  blocks: Block[]
  /** What stands in the way, each with the step where it is put right. */
  problems: { message: string; href: string }[]
  /** Who will get it. */
  station: { name: string; phone: string }
  /** What the business learns, and what it does not. */
  business: { shared: string[]; kept: string[] }
  /** The declaration is asked for, and was not made. */
  undeclared: boolean
  mustDeclare: boolean
  detail?: string | undefined
  /** Which draft of the story this is: makes a second click the same filing, not a second ticket. */
  attempt: number
  status: number
}

export async function checkPage(
  astro: Pick<AstroGlobal, 'request' | 'url'>,
  site: Site,
): Promise<string | { page: CheckPage } | { none: NoDraft }> {
  const id = conversationIn(astro.url.searchParams)
  const form = astro.request.method === 'POST' ? await astro.request.formData() : undefined
  const found = await readDraft(site, id)
  const filed = 'view' in found ? found.view.filed.length : found.none.filed.length
  const attempt = Number(form?.get('attempt') ?? filed)
  if (form && attempt < filed) {
    const earlier = await file(site, id, attempt)
    if (typeof earlier === 'string') return earlier
  }
  if ('none' in found) return found
  const { view } = found
  const open = firstOpenStep(view.draft, view.missing)
  if (open !== 'check') return site.to.ticketStep(open, id, { first: '1' })
  const page = await pageOf(site, view)
  if (!form || attempt !== filed || page.problems.length > 0) return { page }
  if (page.mustDeclare && form.get('declaredTrue') !== 'yes')
    return { page: { ...page, undeclared: true, status: 400 } }
  if (page.mustDeclare)
    await site.api.assistant.conversations[':id'].draft.$patch({ param: { id }, json: { declaredTrue: true } })
  const answer = await file(site, id, attempt)
  return typeof answer === 'string' ? answer : { page: { ...page, ...answer } }
}

/** Files the draft, or finds what an earlier click of the same page filed. */
async function file(
  site: Site,
  conversationId: string,
  attempt: number,
): Promise<string | { detail: string; status: number }> {
  const response = await site.api.tickets.$post({
    header: { 'idempotency-key': `conversation-${conversationId}-${attempt}` },
    json: { conversationId },
  })
  if (!response.ok) {
    const { detail, errors } = (await response.json()) as ProblemBody
    return { detail: errors?.map(({ message }) => message).join(' ') ?? detail, status: response.status }
  }
  const { number, queryCode } = await response.json()
  const pass = await site.api.tickets[':number'].pass.$post({
    param: { number },
    header: { 'query-code': queryCode },
    json: {},
  })
  return pass.ok ? site.to.receipt(number, (await pass.json()).pass, conversationId) : site.to.track(number)
}

async function pageOf(site: Site, view: DraftView): Promise<CheckPage> {
  const { draft, conversationId } = view
  const [names, { errors, station, business }] = await Promise.all([namesOf(site), checkDraft(site, draft)])
  const problems = errors
    .filter(({ path }) => path !== 'declaredTrue')
    .map(({ path, message }) => ({
      message,
      href: site.to.ticketStep(stepOfField(draft.kind, path), conversationId, { to: 'check' }),
    }))
  return {
    view,
    blocks: summaryOf(site, conversationId, draft, names),
    problems,
    station,
    business,
    undeclared: false,
    // Complaints are made in one's real identity and truthfully (总局令第121号 §10).
    mustDeclare: draft.kind === 'complaint',
    attempt: view.filed.length,
    status: problems.length > 0 ? 400 : 200,
  }
}
