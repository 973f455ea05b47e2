/** The assistant's page: one turn by plain form post, and where the conversation stands. */
import type { AstroGlobal } from 'astro'
import type { ConversationView } from '../../../api/assistant/model.ts'
import type { Client } from '../../../api/client.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { Locale } from '../../../content/messages/index.ts'
import type { useSite } from '../i18n.ts'
import { draftRows, type TicketRow } from './draft-rows.ts'
import { namesOf } from './names.ts'
import { conversationIn } from './tickets-fields.ts'

/** Longest single message the box takes; the API refuses longer ones with the same number. */
export const MESSAGE_LIMIT = 4000

export interface AssistantPage {
  view: ConversationView | undefined
  /** What was typed and could not be taken; it goes back into the box. */
  typed: string
  problem: ProblemBody | undefined
}

/** Takes the posted message, if any. A string is the conversation to go to; else the page as it stands. */
export async function assistantPage(
  astro: Pick<AstroGlobal, 'request' | 'url'>,
  api: Client['api'],
  locale: Locale,
): Promise<string | AssistantPage> {
  const id = astro.url.searchParams.has('c') ? conversationIn(astro.url.searchParams) : undefined
  if (astro.request.method === 'POST') {
    const typed = String((await astro.request.formData()).get('message') ?? '').trim()
    if (typed !== '') {
      const response = await api.assistant.turns.$post({
        json: { message: typed, locale, ...(id ? { conversationId: id } : {}) },
      })
      if (response.ok) return ((await response.json()) as { conversationId: string }).conversationId
      return { view: id ? await read(api, id) : undefined, typed, problem: (await response.json()) as ProblemBody }
    }
    if (id) return id
  }
  if (!id) return { view: undefined, typed: '', problem: undefined }
  const response = await api.assistant.conversations[':id'].draft.$get({ param: { id } })
  if (response.ok) return { view: await response.json(), typed: '', problem: undefined }
  return { view: undefined, typed: '', problem: (await response.json()) as ProblemBody }
}

async function read(api: Client['api'], id: string): Promise<ConversationView | undefined> {
  const response = await api.assistant.conversations[':id'].draft.$get({ param: { id } })
  return response.ok ? response.json() : undefined
}

export interface TicketSide {
  title: string
  rows: TicketRow[]
  /** Articles an officer would look at for this kind of problem. */
  citations: string[]
}

/** The ticket beside the conversation; nothing while there is no draft. */
export async function ticketSide(
  site: ReturnType<typeof useSite>,
  view: ConversationView,
): Promise<TicketSide | undefined> {
  const { draft } = view
  if (!draft) return undefined
  const names = await namesOf(site)
  const said = view.messages.filter((message) => message.role === 'person').map((message) => message.text)
  return {
    title: site.say(`tickets.kind.${draft.kind}`),
    rows: draftRows(site, view.conversationId, draft, view.missing, said, names),
    citations: view.citations.map(({ law, label }) =>
      site.locale === 'zh' ? `《${law}》${label}` : `${law}, ${label}`,
    ),
  }
}
