/**
 * Typed facts an officer fills in with an action: for the notice that goes out, for the record, for statistics. Those
 * that are codes, numbers or dates stand in the open part of the timeline row, texts are sealed. Pure.
 */
import type { FieldError } from '../platform/errors.ts'

interface Ask {
  /** `parts`: places of the sentences ticked in the person's words (story-parts.ts), from 0. */
  kind: 'text' | 'long' | 'date' | 'yuan' | 'choice' | 'number' | 'parts'
  /** Asked for, but may be left out. */
  optional?: true
  options?: readonly string[]
}

/** Labels stand in `tickets.asked.<name>`, the names of options in `tickets.asked.<name>.<option>`. */
export const ASKS = {
  /** Whom the mediation is left to (受委托的组织), 总局令第121号 §19. */
  delegate: { kind: 'text' },
  /** Time, place, mediators (时间、地点、调解人员), §20. */
  meetingTime: { kind: 'text' },
  meetingPlace: { kind: 'text' },
  mediators: { kind: 'text' },
  recusal: { kind: 'choice', options: ['granted', 'refused'] },
  testingBody: { kind: 'text' },
  /** Who pays for the test (费用承担), §22. */
  testingCost: { kind: 'text' },
  terms: { kind: 'long' },
  performBy: { kind: 'date', optional: true },
  competentBody: { kind: 'text' },
  earlierNumber: { kind: 'number' },
  /** Two officers at least (办案人员两名以上), 行政处罚程序规定 §19. */
  officers: { kind: 'text' },
  /** Fine and confiscation together, in yuan. */
  penaltyYuan: { kind: 'yuan' },
  rewardGrade: { kind: 'choice', options: ['1', '2', '3'] },
  claimBy: { kind: 'text' },
  /** Who was spoken to, and how (联系记录). */
  contactWith: { kind: 'choice', options: ['citizen', 'business', 'other'] },
  contactBy: { kind: 'choice', options: ['phone', 'visit', 'message', 'letter'] },
  reached: { kind: 'choice', options: ['yes', 'no'] },
  solved: { kind: 'choice', options: ['yes', 'partly', 'no'], optional: true },
  satisfaction: { kind: 'choice', options: ['5', '4', '3', '2', '1'], optional: true },
  leader: { kind: 'number' },
  into: { kind: 'number' },
  splitKind: { kind: 'choice', options: ['complaint', 'report', 'consultation', 'help'] },
  /** What of the story belongs to the second ticket; nothing ticked means all of it. */
  splitParts: { kind: 'parts', optional: true },
  /** Police or another body that takes on a suspected fraud (公安机关等部门), 总局令第121号 §42. */
  policeBody: { kind: 'text' },
  /** Day by which something promised in the answer will be done (承诺办理时间), 济南市12345市民服务热线条例 §24. */
  promisedOn: { kind: 'date', optional: true },
  matter: { kind: 'choice', options: ['business-environment', 'false-disclosure'] },
  /** The claim as told to the business; never who reported. */
  claim: { kind: 'long' },
  clue: { kind: 'choice', options: ['filed', 'not-filed'] },
  /** How both sides agreed, when they did not say so here (双方同意的方式), §18. */
  consentHow: { kind: 'text' },
} as const satisfies Record<string, Ask>
export type AskName = keyof typeof ASKS
export const ASK_NAMES = Object.keys(ASKS) as [AskName, ...AskName[]]

export type Asked = Partial<Record<AskName, string>>

const FORMS: Record<Ask['kind'], RegExp> = {
  text: /^[^\n]{1,300}$/,
  long: /^[\s\S]{1,4000}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  yuan: /^(0|[1-9]\d{0,11})\.\d{2}$/,
  choice: /^[a-z0-9-]{1,40}$/,
  number: /^[A-Z]{2,6}\d{14}$/,
  parts: /^\d{1,3}(,\d{1,3}){0,99}$/,
}

export const askOf = (name: AskName): Ask => ASKS[name]

/** What is lacking or not of its form, as field errors under `asked.<name>`. */
export function askedErrors(asks: readonly AskName[], asked: Asked): FieldError[] {
  return asks.flatMap((name): FieldError[] => {
    const { kind, optional, options } = askOf(name)
    const value = asked[name]
    const path = `asked.${name}`
    if (value === undefined || value === '')
      return optional ? [] : [{ path, code: 'required', message: 'errors.field.required' }]
    const ok = FORMS[kind].test(value) && (!options || options.includes(value)) && (kind !== 'date' || isDay(value))
    return ok ? [] : [{ path, code: 'form', message: 'errors.field.format' }]
  })
}

/** Codes, numbers and dates: fit for the open part of a row. */
export function openFacts(asks: readonly AskName[], asked: Asked): Record<string, string> {
  return pick(asks, asked, (kind) => kind !== 'text' && kind !== 'long')
}

/** Words, to be sealed. */
export function sealedFacts(asks: readonly AskName[], asked: Asked): Record<string, string> {
  return pick(asks, asked, (kind) => kind === 'text' || kind === 'long')
}

function pick(asks: readonly AskName[], asked: Asked, wanted: (kind: Ask['kind']) => boolean): Record<string, string> {
  return Object.fromEntries(
    asks.flatMap((name) => {
      const value = asked[name]
      return value && wanted(askOf(name).kind) ? [[name, value]] : []
    }),
  )
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
