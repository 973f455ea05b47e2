/** What stands beside the conversation: the ticket with the field being changed, what is missing, the articles. */
import type { ConversationView } from '../../../api/assistant/model.ts'
import { REQUESTS, type TicketDraft } from '../../../api/tickets/model.ts'
import type { useSite } from '../i18n.ts'
import { draftRows, type TicketRow } from './draft-rows.ts'
import { namesOf } from './names.ts'
import { valueAt } from './tickets-draft.ts'
import { typedOf } from './tickets-fields.ts'
import type { Typed } from './tickets-forms.ts'

type Site = ReturnType<typeof useSite>

/** The box in which one field is changed in place. */
export interface EditBox {
  path: string
  label: string
  kind: 'text' | 'textarea' | 'tel' | 'date' | 'money' | 'checkbox' | 'radio'
  value: string | string[] | undefined
  options: { value: string; label: string }[]
  wrong: string | undefined
}

export interface TicketSide {
  title: string
  rows: TicketRow[]
  edit: EditBox | undefined
  /** Names of the fields the rule still requires. */
  missing: string[]
  /** Articles an officer would look at for this kind of problem. */
  citations: string[]
}

/** The ticket beside the conversation; nothing while there is no draft. */
export async function ticketSide(
  site: Site,
  view: ConversationView,
  { edit, typed, wrong }: { edit?: string | undefined; typed?: Typed; wrong?: string },
): Promise<TicketSide | undefined> {
  const { draft } = view
  if (!draft) return undefined
  const names = await namesOf(site)
  const said = view.messages.filter((message) => message.role === 'person').map((message) => message.text)
  const rows = draftRows(site, view.conversationId, draft, view.missing, said, names, edit)
  const row = rows.find(({ path, editHref }) => path === edit && editHref.includes('edit='))
  return {
    title: site.say(`tickets.kind.${draft.kind}`),
    rows,
    edit: row && { ...boxOf(site, draft, row), wrong, ...(typed ? { value: typed[row.path] } : {}) },
    missing: rows.filter(({ value }) => value === undefined).map(({ label }) => label),
    citations: view.citations.map(({ law, label }) =>
      site.locale === 'zh' ? `《${law}》${label}` : `${law}, ${label}`,
    ),
  }
}

function boxOf({ say }: Site, draft: TicketDraft, { path, label }: TicketRow): EditBox {
  const box = { path, label, options: [], value: typedOf(valueAt(draft, path)), wrong: undefined }
  if (path === 'requests') {
    const options = REQUESTS.map((value) => ({ value, label: say(`tickets.request.${value}`) }))
    return { ...box, kind: 'checkbox', options }
  }
  if (path === 'purchase.forDailyLife') {
    const options = (['yes', 'no'] as const).map((value) => ({ value, label: say(`tickets.dailyLife.${value}`) }))
    return { ...box, kind: 'radio', options }
  }
  if (path.endsWith('Yuan')) return { ...box, kind: 'money' }
  if (path.endsWith('On')) return { ...box, kind: 'date' }
  if (path.endsWith('phone')) return { ...box, kind: 'tel' }
  return { ...box, kind: path === 'question' || path === 'allegation' ? 'textarea' : 'text' }
}
