/** An order as a draft ticket: what the operator filled in, and what the words say where a field was left empty. */
import type { Engine } from '../../assistant/engine.ts'
import { Problem } from '../../platform/errors.ts'
import { fieldErrors } from '../../platform/http.ts'
import { TicketDraft, type TicketKind } from '../model.ts'
import type { Hotline, HotlineOrder } from './model.ts'

/** A demand nobody named is a call for help (求助): it is never refused as a complaint, and the desk may say otherwise. */
const UNNAMED: TicketKind = 'help'

export function draftOfOrder(engine: Engine, source: Hotline, number: string, order: HotlineOrder): TicketDraft {
  const input = { messages: [order.text], previous: { drafts: [], asked: null }, locale: 'zh' as const }
  const { drafts } = engine.read(input)
  const kind = order.kind ?? drafts[0]?.kind ?? UNNAMED
  const read: object = drafts.find((draft) => draft.kind === kind) ?? {}
  const parsed = TicketDraft.safeParse(merged(read, kind, source, number, order))
  if (!parsed.success) throw new Problem('invalid', { errors: fieldErrors(parsed.error.issues) })
  return parsed.data
}

function merged(read: object, kind: TicketKind, source: Hotline, number: string, order: HotlineOrder): object {
  const { text, caller = {}, respondent, place, amountYuan, problem, object, occurredOn } = order
  const { requests, claimYuan, anonymous } = order
  const earlier = read as Partial<Record<'contact' | 'respondent' | 'purchase', object>>
  const { provenance: _, ...understood } = read as { provenance?: unknown }
  const known = defined({ problem, object, occurredOn, place, requests, claimYuan, anonymous })
  return {
    ...understood,
    ...known,
    kind,
    narrative: text,
    contact: { ...earlier.contact, ...defined(caller) },
    ...(kind === 'complaint' || kind === 'report'
      ? { respondent: { ...earlier.respondent, ...defined(respondent ?? {}) } }
      : {}),
    ...(kind === 'complaint' ? { purchase: { ...earlier.purchase, ...defined({ amountYuan }) } } : {}),
    source: { channel: source, number },
  }
}

const defined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
