/** Which steps and fields a draft of each kind asks for, and where a missing field is filled in. */
import type { z } from 'zod'
import type { TicketDraft, TicketKind } from '../../../api/tickets/model.ts'
import type { useSite } from '../i18n.ts'
import { DRAFT_STEPS, type DraftStep } from '../paths.ts'
import { code, date, line, lines, many, money, phone, ticked, yesNo } from './tickets-fields.ts'

/** A step that is a form; `check` only shows. */
export type FormStep = Exclude<DraftStep, 'check'>

const LONG: readonly DraftStep[] = DRAFT_STEPS
const SHORT: readonly DraftStep[] = ['facts', 'you', 'check']

/** Complaints and reports name a business and take the whole way; the others say what it is about and who asks. */
export const stepsOf = (kind: TicketKind): readonly DraftStep[] =>
  kind === 'complaint' || kind === 'report' ? LONG : SHORT

const contact = {
  'contact.name': line,
  'contact.phone': phone,
  'contact.email': code,
  'contact.address': line,
  'contact.wantsReply': ticked,
}
const problem = { problem: code, narrative: lines }
const business = {
  'respondent.name': line,
  'place.text': line,
  'respondent.platform': line,
  'respondent.shop': line,
  'respondent.shopUrl': code,
}
const subject = { subject: line, narrative: lines, 'place.text': line }

const FIELDS = {
  complaint: {
    problem,
    business: { ...business, 'purchase.orderNumber': code },
    facts: {
      subproblem: code,
      'purchase.item': line,
      'purchase.boughtOn': date,
      occurredOn: date,
      'purchase.amountYuan': money,
      requests: many,
      claimYuan: money,
      'purchase.forDailyLife': yesNo,
      evidence: lines,
      'otherBody.body': code,
      'otherBody.state': line,
      'proxy.name': line,
      'proxy.phone': phone,
      jointWith: line,
      knownSince: date,
    },
    you: { ...contact, 'contact.keepSecret': yesNo },
  },
  report: {
    problem,
    business,
    facts: { subproblem: code, allegation: lines, occurredOn: date, ongoing: yesNo, evidence: lines },
    you: { anonymous: yesNo, ...contact },
  },
  consultation: { facts: { question: lines }, you: contact },
  help: { facts: subject, you: contact },
  suggestion: { facts: subject, you: contact },
  praise: { facts: subject, you: contact },
} as const satisfies Record<TicketKind, Partial<Record<FormStep, Record<string, z.ZodType>>>>

export function fieldsOf(kind: TicketKind, step: FormStep): Record<string, z.ZodType> {
  const steps: Partial<Record<FormStep, Record<string, z.ZodType>>> = FIELDS[kind]
  return steps[step] ?? {}
}

/** The kind as a word inside a sentence: 投诉, "complaint". */
export const kindWord = ({ say }: Pick<ReturnType<typeof useSite>, 'say'>, kind: TicketKind) =>
  say(`tickets.kind.${kind}`).toLowerCase()

/** The step where a field named by the API is filled in. */
export function stepOfField(kind: TicketKind, path: string): DraftStep {
  const steps = stepsOf(kind)
  const found = steps.find((step) => step !== 'check' && path in fieldsOf(kind, step))
  return found ?? steps.find((step) => step !== 'check') ?? 'check'
}

/** The first step that still lacks something, `check` when nothing does. */
export function firstOpenStep(draft: TicketDraft, missing: readonly string[]): DraftStep {
  const open = missing.map((path) => stepOfField(draft.kind, path))
  return stepsOf(draft.kind).find((step) => open.includes(step)) ?? 'check'
}

/** The step after `step`, for this kind of draft. */
export function nextStep(kind: TicketKind, step: DraftStep): DraftStep {
  const steps = stepsOf(kind)
  return steps[steps.indexOf(step) + 1] ?? 'check'
}
