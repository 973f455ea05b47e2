/** One question for one missing field, in the reader's words, with the answers most people give. */

import type { z } from '@hono/zod-openapi'
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import type { TicketDraft } from '../tickets/model.ts'
import type { Question } from './model.ts'

/** More would be a form again. */
const MOST_SUGGESTIONS = 4

export function questionFor(locale: Locale, draft: TicketDraft | null, field: string): z.infer<typeof Question> {
  const kind = draft?.kind ?? 'complaint'
  const byKind = `assistant.ask.${kind}.${field}`
  const general = `assistant.ask.${field}`
  const suggestions = suggestionsFor(locale, kind, field)
  if (hasMessage(byKind)) return { field, text: t(locale, byKind), suggestions }
  if (hasMessage(general)) return { field, text: t(locale, general), suggestions }
  return { field, text: t(locale, 'assistant.ask.other'), suggestions }
}

function suggestionsFor(locale: Locale, kind: TicketDraft['kind'], field: string): string[] {
  return Array.from({ length: MOST_SUGGESTIONS }, (_, at) => at + 1).flatMap((at) => {
    const key = `assistant.suggest.${kind}.${field}.${at}`
    return hasMessage(key) ? [t(locale, key)] : []
  })
}
