/** From what is handed in to rows ready to be stored: checked, masked, with its period. The only maker of rows. */
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { isUsable, normaliseUscc } from '../enterprises/credit-code.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import { fieldErrors } from '../platform/http.ts'
import { orderedUuid } from '../platform/random.ts'
import { coverOriginal, type Original } from './content-of.ts'
import type { Concealed } from './mask.ts'
import { RecordContent, type RecordInput } from './model.ts'
import { naturalKey } from './natural-key.ts'
import { plainRecord } from './plain-record.ts'
import { publicationTerm } from './publication-term.ts'
import type { NewDisclosureRow } from './tables.ts'

export interface Publication {
  record: RecordInput
  /** Third persons named in the texts, and the role each is shown by. */
  conceal?: readonly Concealed[]
  /** Day of publication; today when left out. Never in the future. */
  publishedOn?: string
  demo?: boolean
}

export interface Prepared {
  row: NewDisclosureRow
  /** The masked content, as the version keeps it. */
  content: RecordContent
  /** What was handed in, checked; never leaves the verbs. */
  original: Original
  /** Wrapped data key, when the original words had to be sealed. */
  wrappedKey: Buffer | null
}

/** @throws Problem invalid with every wrong field; unprocessable when no publication rule covers the day of decision */
export function prepare(deps: Deps, { record, conceal = [], publishedOn, demo = false }: Publication): Prepared {
  const today = chinaDate(deps.clock.now())
  const original = parse(deps, record, publishedOn ?? today, today)
  const id = orderedUuid(deps)
  const { content, wrappedKey, sealed, dataKeyId } = coverOriginal(deps, id, { content: original, conceal })
  const term = termOf(deps, content, publishedOn ?? today)
  const row: NewDisclosureRow = {
    ...content,
    id,
    naturalKey: naturalKey(original),
    state: 'published',
    publishedOn: publishedOn ?? today,
    withdrawOn: term.withdrawOn,
    termRule: term.rule.id,
    dataKeyId,
    sealed,
    version: 1,
    demo,
    createdAt: deps.clock.now(),
  }
  return { row, content, original: { content: original, conceal }, wrappedKey }
}

/** The period of a record's content, counted from its day of publication. */
export function termOf(deps: Deps, content: RecordContent, publishedOn: string) {
  const { restrictedUntil, actEndedOn } = content.type === 'penalty' ? content.detail : {}
  try {
    return publicationTerm(deps.content.disclosures, { ...content, publishedOn, restrictedUntil, actEndedOn })
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem('unprocessable', { detail: 'errors.disclosures.noTerm', cause: error })
    throw error
  }
}

/** Checked content, money with two decimals; codes of the tables only. */
export function parse(deps: Deps, record: RecordInput, publishedOn: string, today: string): RecordContent {
  const checked = plainRecord(record) ?? bySchema(record)
  const content = { ...checked, uscc: checked.uscc === null ? null : normaliseUscc(checked.uscc) }
  const errors: FieldError[] = [
    ...unknownCodes(deps, content),
    ...unknownDetailCodes(deps, content),
    ...(content.uscc !== null && !isUsable(content.uscc) ? [wrong('uscc', 'uscc', 'errors.disclosures.uscc')] : []),
    ...(content.decidedOn > publishedOn || publishedOn > today
      ? [wrong('decidedOn', 'order', 'errors.disclosures.days')]
      : []),
  ]
  if (errors.length > 0) throw new Problem('invalid', { errors })
  return { ...content, fineYuan: money(content.fineYuan), confiscatedYuan: money(content.confiscatedYuan) }
}

function bySchema(record: RecordInput): RecordContent {
  const parsed = RecordContent.safeParse(record)
  if (!parsed.success) throw new Problem('invalid', { errors: fieldErrors(parsed.error.issues) })
  return parsed.data
}

/** Codes inside the detail, and a result that is not among those it sums up. */
function unknownDetailCodes({ content: { disclosures } }: Deps, record: RecordContent): FieldError[] {
  const { inspectionKinds, inspectionResults, licenceKinds } = disclosures.find.code
  if (record.type === 'permit')
    return licenceKinds.has(record.detail.kind) ? [] : [wrong('detail.kind', 'choice', 'errors.field.choice')]
  if (record.type !== 'inspection') return []
  const { kind, results } = record.detail
  return [
    ...(inspectionKinds.has(kind) ? [] : [wrong('detail.kind', 'choice', 'errors.field.choice')]),
    ...(results.every((each) => inspectionResults.has(each)) && results.includes(record.result ?? '')
      ? []
      : [wrong('detail.results', 'choice', 'errors.field.choice')]),
  ]
}

function unknownCodes({ content: { disclosures, find } }: Deps, record: RecordContent): FieldError[] {
  const { code, breach } = disclosures.find
  const errors: FieldError[] = []
  const demand = (path: string, value: string | null, table: ReadonlyMap<string, unknown>) => {
    if (value !== null && !table.has(value)) errors.push(wrong(path, 'choice', 'errors.field.choice'))
  }
  demand('partyCategory', record.partyCategory, code.partyCategories)
  demand('station', record.station, find.station)
  demand('breach', record.breach, breach)
  demand('industry', record.industry, code.industries)
  demand('topic', record.topic, code.topics)
  for (const kind of record.penaltyKinds) demand('penaltyKinds', kind, code.penaltyKinds)
  const results = { inspection: code.inspectionResults, sampling: code.samplingResults, permit: code.permitResults }
  if (record.type in results) demand('result', record.result ?? '', results[record.type as keyof typeof results])
  return errors
}

const wrong = (path: string, code: string, message: FieldError['message']): FieldError => ({ path, code, message })
const money = (yuan: string | null) => (yuan === null || MONEY.test(yuan) ? yuan : Number(yuan).toFixed(2))
const MONEY = /^(?:0|[1-9]\d*)\.\d\d$/
