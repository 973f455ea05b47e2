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
