/** The assistant's page: everything one can do there by a plain form post, and where the conversation stands. */
import type { AstroGlobal } from 'astro'
import type { ConversationView } from '../../../api/assistant/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'
import { readPosted } from '../posted-form.ts'
import { conversationIn } from './tickets-fields.ts'
import { readField, type Typed, typedIn } from './tickets-forms.ts'

type Site = ReturnType<typeof useSite>
/** `files`: whether any came along, taken or not. */
type Posting = { site: Site; id: string | undefined; form: FormData; files: boolean }

/** Longest single message the box takes; the API refuses longer ones with the same number. */
export const MESSAGE_LIMIT = 4000

/** What a post could not do, or has made. */
interface Outcome {
  /** What was typed and could not be taken; it goes back into the boxes. */
  typed?: Typed
  detail?: string
  /** The field being changed, and why what was typed was not taken. */
  edit?: string | undefined
  wrong?: string
  /** Why files were not taken. */
  refused?: readonly string[]
  /** A short code for another device, just made. */
  code?: { code: string; expiresAt: string }
  status?: number
}

export interface AssistantPage extends Outcome {
  view: ConversationView | undefined
  /** The field just changed. */
  done: string | undefined
}

/** A string is the address to go to. */
export async function assistantPage(
  astro: Pick<AstroGlobal, 'request' | 'url'>,
  site: Site,
): Promise<string | AssistantPage> {
  const query = astro.url.searchParams
  let id = query.has('c') ? conversationIn(query) : undefined
  let outcome: Outcome = {}
  if (astro.request.method === 'POST') {
    const posted = await readPosted(astro.request, site, {
      conversation: async () => {
        id ??= await openConversation(site)
        return id
      },
    })
    const files = posted.kept + posted.refused.length > 0
    const answer = await take({ site, id, form: posted.form, files })
    if (typeof answer === 'string' && posted.refused.length === 0) return answer
    // The turn went well, a file did not: the page is shown where the turn leads.
    if (typeof answer === 'string') id = new URL(answer, astro.url).searchParams.get('c') ?? id
    else outcome = answer
    if (posted.refused.length > 0) outcome = { ...outcome, refused: posted.refused, status: outcome.status ?? 400 }
  }
  const at = { edit: query.get('edit') ?? undefined, done: query.get('done') ?? undefined }
  if (!id) return { view: undefined, ...at, ...outcome }
  const response = await site.api.assistant.conversations[':id'].draft.$get({ param: { id } })
  if (response.ok) return { view: await response.json(), ...at, ...outcome }
  return { view: undefined, ...at, ...told((await response.json()) as ProblemBody), ...outcome }
}

/** Which of the page's buttons was pressed. */
async function take({ site, id, form, files }: Posting): Promise<string | Outcome> {
  const has = (name: string) => form.has(name)
  if (has('resume')) return resume(site, form)
  if (id && has('remove')) return remove(site, id, String(form.get('remove')))
  if (id && has('code')) return makeCode(site, id)
  if (id && has('field')) return change(site, id, form)
  return say({ site, id, form, files })
}

/** One turn. A pressed suggestion goes along with what stands in the box. */
async function say({ site, id, form, files }: Posting): Promise<string | Outcome> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const message = [text('message'), text('suggestion')].filter(Boolean).join('\n')
  if (message === '') return files ? site.to.assistant(id) : { detail: site.say('tickets.error.text'), status: 400 }
  const response = await site.api.assistant.turns.$post({
    json: { message, locale: site.locale, ...(id ? { conversationId: id } : {}) },
  })
  if (response.ok) return site.to.assistant(((await response.json()) as { conversationId: string }).conversationId)
  return { ...told((await response.json()) as ProblemBody), typed: { message } }
}

/** Changes one field of the ticket; what a hand typed counts as confirmed. */
async function change(site: Site, id: string, form: FormData): Promise<string | Outcome> {
  const path = String(form.get('field'))
  const typed = typedIn(form)
  const { draft } = (await view(site, id)) ?? {}
  if (!draft) return site.to.assistant(id)
  const patch = readField(draft, path, form)
  if (!patch) return { typed, edit: path, wrong: site.say('tickets.error.money'), status: 400 }
  const response = await site.api.assistant.conversations[':id'].draft.$patch({ param: { id }, json: patch })
  if (response.ok) return `${site.to.assistant(id, { done: path })}#ticket`
  const problem = (await response.json()) as ProblemBody
  const sentence = path.endsWith('phone') ? site.say('tickets.error.phone') : problem.errors?.[0]?.message
  return { typed, edit: path, wrong: sentence ?? problem.detail, status: problem.status }
}

async function remove(site: Site, conversation: string, id: string): Promise<string | Outcome> {
  const response: Response = await site.api.attachments[':id'].$delete({
    param: { id: encodeURIComponent(id) },
    query: { conversation },
  })
  // Gone already, for instance by a second click: that is what was wanted.
  return response.ok || response.status === 404 ? site.to.assistant(conversation) : told(await response.json())
}

async function makeCode(site: Site, id: string): Promise<Outcome> {
  const response = await site.api.assistant.conversations[':id'].code.$post({ param: { id }, json: {} })
  return response.ok ? { code: await response.json() } : told((await response.json()) as ProblemBody)
}

async function resume(site: Site, form: FormData): Promise<string | Outcome> {
  const code = String(form.get('resume')).slice(0, 40)
  const response = await site.api.assistant.resume.$post({ json: { code } })
  if (response.ok) return site.to.assistant((await response.json()).conversationId)
  return { ...told((await response.json()) as ProblemBody), typed: { resume: code } }
}

async function openConversation(site: Site): Promise<string> {
  const response = await site.api.assistant.conversations.$post({ json: {} })
  if (!response.ok) throw new Error(`a conversation could not be opened: ${response.status}`)
  return (await response.json()).conversationId
}

async function view(site: Site, id: string): Promise<ConversationView | undefined> {
  const response = await site.api.assistant.conversations[':id'].draft.$get({ param: { id } })
  return response.ok ? response.json() : undefined
}

const told = ({ errors, detail, status }: ProblemBody): Outcome => ({ detail: errors?.[0]?.message ?? detail, status })
