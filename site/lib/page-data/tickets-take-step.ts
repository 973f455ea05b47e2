/** Takes one step of the stepwise form and says where to go next; what can be kept is kept, also when something is wrong. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { TicketKind } from '../../../api/tickets/model.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { type Posted, readPosted } from '../posted-form.ts'
import { checkDraft, type DraftAnswer, type DraftView, isOpen, pageOf, readDraft } from './tickets-draft.ts'
import { conversationIn } from './tickets-fields.ts'
import { type Patch, readStep, typedIn } from './tickets-forms.ts'
import { type FormStep, fieldsOf, firstOpenStep, nextStep, stepsOf } from './tickets-steps.ts'

type Site = ReturnType<typeof useSite>
type Astro = Pick<AstroGlobal, 'request' | 'url'>

/** Sentences that say more than "the format is wrong". */
const SAID: Record<string, MessageKey> = {
  narrative: 'tickets.error.narrative',
  'contact.phone': 'tickets.error.phone',
  'proxy.phone': 'tickets.error.phone',
  'purchase.orderNumber': 'tickets.error.orderNumber',
}

export async function draftStep(astro: Astro, site: Site, step: FormStep): Promise<DraftAnswer> {
  const id = conversationIn(astro.url.searchParams)
  const posted =
    astro.request.method === 'POST'
      ? await readPosted(astro.request, site, { conversation: async () => id })
      : undefined
  const form = posted?.form
  const found = await readDraft(site, id, form && typedIn(form))
  if ('none' in found) return found
  const { view } = found
  const { kind } = view.draft
  if (form?.has('kind')) return changeKind(site, view, form)
  const steps = stepsOf(kind)
  if (!steps.includes(step)) return site.to.ticketStep(steps[0] ?? 'check', id)
  if (posted) return saveStep(astro, site, view, step, posted)
  const open = firstOpenStep(view.draft, view.missing)
  if (steps.indexOf(open) < steps.indexOf(step)) return site.to.ticketStep(open, id, { first: '1' })
  return { page: pageOf(view, step, { sentBack: astro.url.searchParams.has('first') }) }
}

async function saveStep(
  astro: Astro,
  site: Site,
  view: DraftView,
  step: FormStep,
  { form, refused: files, kept }: Posted,
): Promise<DraftAnswer> {
  const go = form.get('go')
  const gone = form.get('remove')
  if (typeof gone === 'string') await removeFile(site, view.conversationId, gone)
  const { patch, typed, wrong } = readStep(view.draft, step, form)
  const { saved, refused, detail, status } = await save(site, view, patch)
  const inForm = Object.keys(fieldsOf(view.draft.kind, step))
  const back = go === 'back'
  const stay = go === 'upload' || gone !== null
  const problems = [...wrong.map(({ path, message }) => ({ path, message: site.say(message) })), ...refused]
  if (saved && !back && !stay) {
    const { errors } = await checkDraft(site, saved.draft)
    const known = new Set(problems.map(({ path }) => path))
    problems.push(...errors.filter(({ path }) => inForm.includes(path) && !known.has(path)))
  }
  if (go === 'upload' && kept === 0 && files.length === 0) files.push(site.say('errors.upload.none'))
  if (problems.length > 0 || detail || files.length > 0) {
    problems.sort((a, b) => inForm.indexOf(a.path) - inForm.indexOf(b.path))
    const { conversationId } = view
    const fresh = kept > 0 || files.length > 0 || gone !== null ? await readDraft(site, conversationId) : undefined
    const shown = fresh && 'view' in fresh ? fresh.view : (saved ?? view)
    return { page: pageOf(shown, step, { typed, problems, detail, refused: files, status: detail ? status : 400 }) }
  }
  const { kind } = view.draft
  const steps = stepsOf(kind)
  if (stay) return `${site.to.ticketStep(step, view.conversationId, toCheck(astro))}#f-file`
  if (back) return site.to.ticketStep(steps[steps.indexOf(step) - 1] ?? step, view.conversationId)
  return site.to.ticketStep(toCheck(astro).to ?? nextStep(kind, step), view.conversationId)
}

/** Back to the summary once saved, where the reader came from there. */
const toCheck = (astro: Astro): { to?: 'check' } =>
  astro.url.searchParams.get('to') === 'check' ? { to: 'check' } : {}

/** Takes a file out of the draft; one that is gone already is gone. */
async function removeFile(site: Site, conversation: string, id: string): Promise<void> {
  await site.api.attachments[':id'].$delete({ param: { id: encodeURIComponent(id) }, query: { conversation } })
}

interface Saved {
  saved?: DraftView
  refused: FieldProblem[]
  /** Why nothing could be saved. */
  detail?: string | undefined
  status: number
}

/** Saves a patch; where single fields are refused, the others are saved all the same. */
async function save(site: Site, view: DraftView, patch: Patch, refused: FieldProblem[] = []): Promise<Saved> {
  const send = site.api.assistant.conversations[':id'].draft.$patch
  const response = await send({ param: { id: view.conversationId }, json: patch })
  if (response.ok) {
    const saved = await response.json()
    return isOpen(saved) ? { saved, refused, status: 200 } : { refused, status: 409 }
  }
  const { errors = [], detail } = (await response.json()) as ProblemBody
  if (errors.length === 0 || refused.length > 0) return { refused, detail, status: response.status }
  const now = errors.map(({ path, code, message }) => {
    const said = code === 'format' || code === 'required' ? SAID[path] : undefined
    return { path: path.replace(/\.\d+$/, ''), message: said ? site.say(said) : message }
  })
  return save(
    site,
    view,
    now.reduce((rest, { path }) => without(rest, path), patch),
    now,
  )
}

/** A patch that leaves the field at `path` as it is. */
function without(patch: Patch, path: string): Patch {
  const [head = path, ...rest] = path.split('.')
  const { [head]: inner, ...others } = patch
  return rest.length > 0 && inner ? { ...others, [head]: without(inner as Patch, rest.join('.')) } : others
}

/** The same story as another kind of ticket, for instance a report instead of a complaint. */
async function changeKind(site: Site, view: DraftView, form: FormData): Promise<DraftAnswer> {
  const kind = TicketKind.catch(view.draft.kind).parse(form.get('kind'))
  const question = kind === 'consultation' ? { question: view.draft.narrative.slice(0, 2000) } : {}
  await site.api.assistant.conversations[':id'].draft.$patch({
    param: { id: view.conversationId },
    json: { kind, ...question },
  })
  return site.to.ticketStep(stepsOf(kind)[0] ?? 'check', view.conversationId)
}
