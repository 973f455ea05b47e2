/** A draft as the rows of the ticket card: value in the reader's words, how we know it, the words it comes from, where to change it. */
import type { TicketDraft } from '../../../api/tickets/model.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import { formatDay, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'
import type { DraftStep } from '../paths.ts'

/** One row of the ticket card. */
export interface TicketRow {
  path: string
  label: string
  /** Absent: still missing. */
  value: string | undefined
  basis: 'stated' | 'inferred' | 'confirmed' | undefined
  /** The reader's own words the value comes from. */
  quote: string | undefined
  editHref: string
  /** Not needed to file: then an empty one is not shown as missing. */
  optional: boolean
}

/** Names of coded values, as the public endpoints give them. */
export interface Names {
  problem(code: string): string
  station(id: string): string
}

/** Changed on a page of their own, where choosing is explained. */
const IN_FORM = ['problem', 'anonymous']

type Site = Pick<ReturnType<typeof useSite>, 'locale' | 'say' | 'to'>
interface Field {
  path: string
  label: MessageKey
  step: DraftStep
  value: string | undefined
}

export function draftRows(
  site: Site,
  conversationId: string,
  draft: TicketDraft,
  missing: readonly string[],
  messages: readonly string[],
  names: Names,
  editing?: string,
): TicketRow[] {
  return fieldsOf(site, draft, names)
    .filter((field) => field.value !== undefined || missing.includes(field.path) || field.path === editing)
    .map(({ path, label, step, value }) => {
      const source = draft.provenance?.[path]
      const quote = source?.basis === 'stated' ? messages[source.message]?.slice(source.start, source.end) : undefined
      return {
        path,
        label: site.say(label),
        value,
        basis: value === undefined ? undefined : source?.basis,
        quote: quote && quote !== value ? quote : undefined,
        editHref: IN_FORM.includes(path)
          ? site.to.ticketStep(step, conversationId)
          : `${site.to.assistant(conversationId, { edit: path })}#ticket`,
        optional: !missing.includes(path),
      }
    })
}

function fieldsOf({ locale, say }: Site, draft: TicketDraft, names: Names): Field[] {
  const day = (date: string | undefined) => date && formatDay(locale, date)
  const yuan = (amount: string | undefined) => amount && formatYuan(locale, amount)
  const { contact } = draft
  const place =
    draft.place &&
    [draft.place.text, draft.place.station && names.station(draft.place.station)].filter(Boolean).join(' · ')
  const common: Field[] = [
    {
      path: 'problem',
      label: 'tickets.field.problem',
      step: 'problem',
      value: draft.problem && names.problem(draft.problem),
    },
    { path: 'occurredOn', label: 'tickets.field.occurredOn', step: 'facts', value: day(draft.occurredOn) },
    { path: 'place.text', label: 'tickets.field.place', step: 'business', value: place },
  ]
  const person: Field[] = [
    { path: 'contact.name', label: 'tickets.field.contactName', step: 'you', value: contact.name },
    { path: 'contact.phone', label: 'tickets.field.contactPhone', step: 'you', value: contact.phone },
    { path: 'contact.address', label: 'tickets.field.contactAddress', step: 'you', value: contact.address },
  ]
  switch (draft.kind) {
    case 'complaint':
      return [
        ...business(draft.respondent),
        ...common,
        { path: 'purchase.item', label: 'tickets.field.item', step: 'facts', value: draft.purchase.item },
        {
          path: 'purchase.amountYuan',
          label: 'tickets.field.amount',
          step: 'facts',
          value: yuan(draft.purchase.amountYuan),
        },
        {
          path: 'requests',
          label: 'tickets.field.requests',
          step: 'facts',
          value:
            draft.requests.length > 0
              ? draft.requests.map((request) => say(`tickets.request.${request}`)).join(say('common.listSeparator'))
              : undefined,
        },
        { path: 'claimYuan', label: 'tickets.field.claim', step: 'facts', value: yuan(draft.claimYuan) },
        {
          path: 'purchase.forDailyLife',
          label: 'tickets.field.forDailyLife',
          step: 'facts',
          value:
            draft.purchase.forDailyLife === undefined
              ? undefined
              : say(draft.purchase.forDailyLife ? 'tickets.yes' : 'tickets.no'),
        },
        ...person,
      ]
    case 'report':
      return [
        ...business(draft.respondent),
        ...common,
        { path: 'allegation', label: 'tickets.field.allegation', step: 'facts', value: draft.allegation },
        ...(draft.anonymous
          ? [
              {
                path: 'anonymous',
                label: 'tickets.field.identity',
                step: 'you',
                value: say('tickets.anonymous'),
              } as const,
            ]
          : person),
      ]
    case 'consultation':
      return [
        { path: 'question', label: 'tickets.field.question', step: 'facts', value: draft.question },
        ...common,
        ...person,
      ]
    default:
      return [
        { path: 'subject', label: 'tickets.field.subject', step: 'facts', value: draft.subject },
        ...common,
        ...person,
      ]
  }
}

function business(respondent: {
  name?: string | undefined
  platform?: string | undefined
  shop?: string | undefined
  address?: string | undefined
}): Field[] {
  return [
    {
      path: 'respondent.name',
      label: 'tickets.field.respondent',
      step: 'business',
      value: respondent.name ?? respondent.shop,
    },
    { path: 'respondent.platform', label: 'tickets.field.platform', step: 'business', value: respondent.platform },
    {
      path: 'respondent.address',
      label: 'tickets.field.respondentAddress',
      step: 'business',
      value: respondent.address,
    },
  ]
}
