/** Who will read this, and whether the business learns your name: one pure function for form, receipt and tests. */
import { type Locale, type MessageKey, t } from '../../content/messages/index.ts'
import type { TicketDraft } from './model.ts'

/** When the business complained of learns who the person is. A report's identity never leaves the bureau (总局令第121号 §37). */
export function nameShownToBusiness(draft: TicketDraft): 'never' | 'in-mediation' | 'after-asking' {
  if (draft.kind !== 'complaint') return 'never'
  return draft.contact.keepSecret ? 'after-asking' : 'in-mediation'
}

/** Sentences for the box "who reads this", most important first. */
export function whoReads(draft: TicketDraft, locale: Locale): string[] {
  return keysFor(draft).map((key) => t(locale, key))
}

function keysFor(draft: TicketDraft): MessageKey[] {
  switch (draft.kind) {
    case 'complaint': {
      const shown = draft.contact.keepSecret
        ? 'tickets.readers.businessAfterAsking'
        : 'tickets.readers.businessInMediation'
      return ['tickets.readers.handlers', shown, 'tickets.readers.notPublic']
    }
    case 'report': {
      const identity: MessageKey = draft.anonymous ? 'tickets.readers.anonymous' : 'tickets.readers.reporterSealed'
      return ['tickets.readers.handlersOnly', 'tickets.readers.businessNever', identity, 'tickets.readers.notPublic']
    }
    default:
      return ['tickets.readers.handlers', 'tickets.readers.noBusiness', 'tickets.readers.notPublic']
  }
}

/** Fields of a complaint that the business is told in mediation: what it is to answer. */
const TOLD = [
  ['purchase.item', 'tickets.field.item'],
  ['purchase.boughtOn', 'tickets.field.boughtOn'],
  ['purchase.orderNumber', 'tickets.field.orderNumber'],
  ['purchase.amountYuan', 'tickets.field.amount'],
  ['requests', 'tickets.field.requests'],
  ['claimYuan', 'tickets.field.claim'],
] as const satisfies readonly (readonly [string, MessageKey])[]

/** What the business learns and what it does not, as names of fields: listed before a complaint is filed. */
export function sharedWithBusiness(draft: TicketDraft, locale: Locale): { shared: string[]; kept: string[] } {
  const { contact } = draft
  const named = (rows: readonly (readonly [unknown, MessageKey])[]) =>
    rows.filter(([present]) => present).map(([, label]) => t(locale, label))
  const nameTold = nameShownToBusiness(draft) === 'in-mediation'
  const told = draft.kind === 'complaint' ? TOLD.map(([path, label]) => [isThere(draft, path), label] as const) : []
  return {
    shared: named([[nameTold && contact.name, 'tickets.field.contactName'], ...told]),
    kept: named([
      [!nameTold && contact.name, 'tickets.field.contactName'],
      [contact.phone, 'tickets.field.contactPhone'],
      [contact.address, 'tickets.field.contactAddress'],
      [contact.email, 'tickets.field.contactEmail'],
      [draft.narrative, 'tickets.field.narrative'],
      [true, 'tickets.field.files'],
    ]),
  }
}

function isThere(draft: Extract<TicketDraft, { kind: 'complaint' }>, path: (typeof TOLD)[number][0]): boolean {
  switch (path) {
    case 'requests':
      return draft.requests.length > 0
    case 'claimYuan':
      return draft.claimYuan !== undefined
    default:
      return draft.purchase[path.slice('purchase.'.length) as 'item'] !== undefined
  }
}
