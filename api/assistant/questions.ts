/** One question for one missing field, in the reader's words. */
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import type { TicketDraft } from '../tickets/model.ts'

export function questionFor(locale: Locale, draft: TicketDraft | null, field: string): { field: string; text: string } {
  const byKind = `assistant.ask.${draft?.kind ?? 'complaint'}.${field}`
  const general = `assistant.ask.${field}`
  if (hasMessage(byKind)) return { field, text: t(locale, byKind) }
  if (hasMessage(general)) return { field, text: t(locale, general) }
  return { field, text: t(locale, 'assistant.ask.other') }
}
