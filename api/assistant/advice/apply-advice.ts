/**
 * Lays a model's advice over what the rules understood. Pure. A value counts only when its words stand in the message it
 * names, when our own readers of sums and days do not read something else there, and when the ticket's schema takes it;
 * what the person typed or confirmed stays. Emergencies, other bodies and withdrawals are the rules' alone.
 */
import type { Content } from '../../../content/schema.ts'
import { TICKET_KINDS, type TicketDraft, type TicketKind } from '../../tickets/model.ts'
import { findDates } from '../local/dates.ts'
import { normalise } from '../local/normalise.ts'
import { findMoney } from '../local/numbers.ts'
import { addFact, draftFrom, type Sheet, sheetOf } from '../local/sheet.ts'
import type { Fact, FieldPath, Intent } from '../local/types.ts'
import type { Understanding } from '../local/understand.ts'
import type { Advice, AdvisedField } from './advice.ts'

export interface Told {
  /** Every message of the person, as written. */
  messages: readonly string[]
  /** Calendar day in Asia/Shanghai. */
  today: string
  /** Drafts before this turn; a model may choose their kinds only at the start. */
  earlier: readonly TicketDraft[]
  content: Pick<Content, 'find'>
}

const SUMS: readonly FieldPath[] = ['purchase.amountYuan', 'claimYuan']
const DAYS: readonly FieldPath[] = ['occurredOn', 'purchase.boughtOn']
/** Concluded rather than said, whatever the model says of it. */
const CONCLUDED: readonly FieldPath[] = ['problem', 'purchase.forDailyLife', 'ongoing']
const FLAGS: readonly FieldPath[] = ['purchase.forDailyLife', 'ongoing', 'anonymous', 'contact.keepSecret']
/** Our own gazetteers and forms answer for these. */
const OURS: readonly FieldPath[] = ['place.street', 'place.station', 'object', 'contact.wantsReply', 'respondent.uscc']

export function applyAdvice(understood: Understanding, advice: Advice, told: Told): Understanding {
  if (understood.withdrawn || understood.statusQuery) return understood
  const kinds = kindsOf(understood, advice, told)
  if (kinds.length === 0) return understood
  const sheet = sheetOf(understood.drafts)
  for (const field of advice.fields) {
    const fact = factOf(field, told)
    if (fact) addFact(sheet, fact, field.message, yields(sheet, fact.path, field.message))
  }
  const narrative = understood.drafts[0]?.narrative ?? told.messages.join('\n').trim().slice(0, 8000)
  const drafts = kinds.map((kind) => {
    const earlier = understood.drafts.find((draft) => draft.kind === kind)
    return draftFrom(sheet, kind, narrative, earlier)
  })
  return { ...understood, drafts, intents: intentsOf(understood.intents, kinds) }
}

/** At the start the model may say what kind of matter this is; it never makes a matter of ours nobody's. */
function kindsOf({ drafts, intents }: Understanding, advice: Advice, told: Told): TicketKind[] {
  const local = drafts.map(({ kind }) => kind)
  const advised = TICKET_KINDS.filter((kind) => advice.intents.includes(kind))
  return told.earlier.length > 0 || intents[0] === 'emergency' || advised.length === 0 ? local : advised
}

function intentsOf(before: readonly Intent[], kinds: readonly TicketKind[]): Intent[] {
  const others = before.filter((intent) => !TICKET_KINDS.some((kind) => kind === intent) && intent !== 'chat')
  const urgent = others.filter((intent) => intent === 'emergency')
  const rest = others.filter((intent) => intent !== 'emergency' && intent !== 'out-of-scope')
  return [...urgent, ...kinds, ...rest]
}

/** Words of a later message take the place of a guess and of what an earlier one said. */
function yields(sheet: Sheet, path: FieldPath, message: number): boolean {
  const known = sheet.get(path)?.provenance
  return known !== undefined && known.basis !== 'confirmed' && message >= known.message
}

function factOf({ path, value, message, quote }: AdvisedField, told: Told): Fact | undefined {
  const words = told.messages[message]
  const start = words === undefined || quote.trim() === '' ? -1 : words.indexOf(quote)
  if (start < 0 || OURS.includes(path)) return undefined
  const read = readValue(path, value, quote, told)
  if (read === undefined) return undefined
  return {
    path,
    value: read,
    start,
    end: start + quote.length,
    basis: CONCLUDED.includes(path) ? 'inferred' : 'stated',
  }
}

function readValue(path: FieldPath, value: string, quote: string, told: Told): Fact['value'] | undefined {
  const { lower } = normalise(quote)
  if (SUMS.includes(path)) {
    const sums = findMoney(lower).map(({ yuan }) => yuan)
    return sums.includes(value) ? value : undefined
  }
  if (DAYS.includes(path)) return findDates(lower, told.today).some(({ iso }) => iso === value) ? value : undefined
  if (FLAGS.includes(path)) return value === 'true' ? true : value === 'false' ? false : undefined
  if (path === 'requests') return value.split(',').map((each) => each.trim())
  if (path === 'problem') return told.content.find.problem.has(value) ? value : undefined
  // A name, number or address is copied, never composed.
  return lower.replaceAll(/\s/g, '').includes(normalise(value).lower.replaceAll(/\s/g, '')) ? value : undefined
}
