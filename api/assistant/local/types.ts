/**
 * Shared vocabulary of the local understanding engine (本地引擎). The engine is pure: text, a date
 * and a lexicon go in; intents and typed drafts with provenance come out. No model, no clock, no I/O.
 */

/** Half-open range of characters. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** How sure we are of a field: said in so many words, concluded by us, or confirmed/typed by the person. */
export type Basis = 'stated' | 'inferred' | 'confirmed'

/** Places of values the engine can fill in a draft of any kind. */
export const COMMON_PATHS = [
  'problem',
  'object',
  'place.text',
  'place.street',
  'place.station',
  'occurredOn',
  'contact.name',
  'contact.phone',
  'contact.address',
  'contact.email',
  'contact.wantsReply',
  'contact.keepSecret',
] as const
/** The same of the business a complaint or report is about. */
export const RESPONDENT_PATHS = [
  'respondent.name',
  'respondent.uscc',
  'respondent.address',
  'respondent.platform',
  'respondent.shop',
  'respondent.shopUrl',
] as const
/** The same of what a consumer bought and wants. */
export const PURCHASE_PATHS = [
  'purchase.item',
  'purchase.amountYuan',
  'purchase.boughtOn',
  'purchase.orderNumber',
  'purchase.forDailyLife',
  'requests',
  'claimYuan',
] as const
/** Places of values in a draft the engine can fill. */
export const FIELD_PATHS = [
  ...COMMON_PATHS,
  ...RESPONDENT_PATHS,
  ...PURCHASE_PATHS,
  'anonymous',
  'ongoing',
  'allegation',
  'question',
  'subject',
] as const
/** Place of a value in a draft, e.g. `purchase.amountYuan`. */
export type FieldPath = (typeof FIELD_PATHS)[number]

/** One value found in one message; the span counts characters of the NORMALISED message. */
export interface Fact extends Span {
  readonly path: FieldPath
  readonly value: string | boolean | readonly string[]
  readonly basis: Basis
}

/** What the person wants from us; the public contract's `intent`. */
export const INTENTS = [
  'complaint',
  'report',
  'consultation',
  'help',
  'suggestion',
  'praise',
  'licence',
  'status',
  'out-of-scope',
  'emergency',
  'chat',
] as const
/** One of `INTENTS`. */
export type Intent = (typeof INTENTS)[number]

/** Language the person writes in. */
export type Language = 'zh' | 'en'

/** What the caller should tell besides the answer; `id` is the content id of an emergency rule or of another body. */
export type Notice =
  | { readonly code: 'emergency' | 'other-body'; readonly id: string }
  | { readonly code: 'complaint-needs-real-name' | 'not-daily-life' | 'injection' }
