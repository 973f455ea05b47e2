/** The whole draft in readable rows, block by block in the order of the steps, each with the way back to change it. */
import type { TicketDraft } from '../../../api/tickets/model.ts'
import { UNKNOWN } from '../../../api/tickets/unknown-business.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import { formatDay, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'
import type { Names } from './draft-rows.ts'
import { stepName, valueAt } from './tickets-draft.ts'
import { type FormStep, stepsOf } from './tickets-steps.ts'

type Site = Pick<ReturnType<typeof useSite>, 'locale' | 'say' | 'to'>

export interface Block {
  step: FormStep
  title: string
  editHref: string
  rows: { label: string; value: string | undefined; note: string | undefined }[]
}

/** One row: where its value stands, its name, and whether it is left out when empty. */
interface Row {
  path: string
  label: MessageKey
  quiet?: true
}

const quiet = (path: string, label: MessageKey): Row => ({ path, label, quiet: true })

const BUSINESS: Row[] = [
  { path: 'respondent.name', label: 'tickets.field.respondent' },
  { path: 'place.text', label: 'tickets.field.place' },
  quiet('respondent.address', 'tickets.field.respondentAddress'),
  quiet('respondent.platform', 'tickets.field.platform'),
  quiet('respondent.shop', 'tickets.field.shop'),
  quiet('respondent.shopUrl', 'tickets.field.shopUrl'),
  quiet('purchase.orderNumber', 'tickets.field.orderNumber'),
]
const PERSON: Row[] = [
  { path: 'contact.name', label: 'tickets.field.contactName' },
  { path: 'contact.phone', label: 'tickets.field.contactPhone' },
  quiet('contact.email', 'tickets.field.contactEmail'),
  quiet('contact.address', 'tickets.field.contactAddress'),
  { path: 'contact.wantsReply', label: 'tickets.field.wantsReply' },
]
const STORY: Row[] = [
  quiet('problem', 'tickets.field.problem'),
  { path: 'narrative', label: 'tickets.field.narrative' },
]
const ABOUT: Row[] = [
  quiet('subject', 'tickets.field.subject'),
  { path: 'narrative', label: 'tickets.field.narrative' },
  quiet('place.text', 'tickets.field.place'),
]

const FACTS = {
  complaint: [
    { path: 'purchase.item', label: 'tickets.field.item' },
    quiet('purchase.boughtOn', 'tickets.field.boughtOn'),
    quiet('occurredOn', 'tickets.field.occurredOn'),
    quiet('purchase.amountYuan', 'tickets.field.amount'),
    { path: 'requests', label: 'tickets.field.requests' },
    quiet('claimYuan', 'tickets.field.claim'),
    { path: 'purchase.forDailyLife', label: 'tickets.field.forDailyLife' },
    { path: 'evidence', label: 'tickets.field.evidence' },
    quiet('knownSince', 'tickets.field.knownSince'),
    quiet('otherBody.body', 'tickets.field.otherBody'),
    quiet('otherBody.state', 'tickets.field.otherBodyState'),
    quiet('proxy.name', 'tickets.field.proxy'),
    quiet('jointWith', 'tickets.field.jointWith'),
  ],
  report: [
    quiet('allegation', 'tickets.field.allegation'),
    quiet('occurredOn', 'tickets.field.occurredOn'),
    quiet('ongoing', 'tickets.field.ongoing'),
    { path: 'evidence', label: 'tickets.field.evidence' },
  ],
  consultation: [{ path: 'question', label: 'tickets.field.question' }],
  help: ABOUT,
  suggestion: ABOUT,
  praise: ABOUT,
} satisfies Record<TicketDraft['kind'], Row[]>

export function summaryOf(site: Site, conversationId: string, draft: TicketDraft, names: Names): Block[] {
  const rowsOf: Record<FormStep, Row[]> = {
    problem: STORY,
    business: BUSINESS,
    facts: FACTS[draft.kind],
    you: personRows(draft),
  }
  return stepsOf(draft.kind)
    .filter((step) => step !== 'check')
    .map((step) => ({
      step,
      title: stepName(site, draft.kind, step),
      editHref: site.to.ticketStep(step, conversationId, { to: 'check' }),
      rows: rowsOf[step]
        .map(({ path, label, quiet }) => ({
          label: site.say(label),
          value: textOf(site, draft, path, names),
          note: draft.provenance?.[path]?.basis === 'inferred' ? site.say('common.basis.inferred') : undefined,
          quiet,
        }))
        .filter(({ value, quiet }) => value !== undefined || !quiet),
    }))
}

function personRows(draft: TicketDraft): Row[] {
  if (draft.kind === 'report' && draft.anonymous) return [{ path: 'anonymous', label: 'tickets.field.identity' }]
  return draft.kind === 'complaint'
    ? [...PERSON, { path: 'contact.keepSecret', label: 'tickets.field.keepSecret' }]
    : PERSON
}

/** A value in the reader's words. */
function textOf({ locale, say }: Site, draft: TicketDraft, path: string, names: Names): string | undefined {
  if ('respondent' in draft && path === 'respondent.name' && draft.respondent.name === UNKNOWN.name)
    return say('tickets.unknown.name')
  if (path === 'place.text' && draft.place?.text === UNKNOWN.place) return say('tickets.unknown.place')
  const value = valueAt(draft, path)
  if (path === 'anonymous') return say('tickets.anonymous')
  if (path === 'contact.keepSecret') return say(value === true ? 'tickets.keepSecret.yes' : 'tickets.keepSecret.no')
  if (typeof value === 'boolean') return say(value ? 'tickets.yes' : 'tickets.no')
  if (path === 'requests' && draft.kind === 'complaint') {
    return (
      draft.requests.map((request) => say(`tickets.request.${request}`)).join(say('common.listSeparator')) || undefined
    )
  }
  if (path === 'otherBody.body' && draft.kind === 'complaint')
    return draft.otherBody && say(`tickets.otherBody.${draft.otherBody.body}`)
  if (typeof value !== 'string') return undefined
  if (path === 'problem') return names.problem(value)
  if (path.endsWith('Yuan')) return formatYuan(locale, value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(locale, value) : value
}
