/** What a file may say about each kind of record, and how each field is read. */
import type { CodeTable } from '../../../content/schema.ts'

/** Kinds of import, in the words of the command line. */
export const KINDS = ['penalties', 'permits', 'inspections', 'enterprises', 'abnormal', 'sampling'] as const
export type Kind = (typeof KINDS)[number]

/** Tables of codes, and what else has words for its ids. */
type WordTable = CodeTable | 'stations' | 'lists' | 'severities'

export type Read =
  | { as: 'text' | 'date' | 'until' | 'money' | 'list' | 'basis' | 'uscc' }
  /** One code or several of a table, by id, name or word. */
  | { as: 'code' | 'codes'; table: WordTable }

export interface Field {
  read: Read
  /** Neither a column nor a constant: the file cannot be taken in. */
  required?: true
}

const text: Field = { read: { as: 'text' } }
const date: Field = { read: { as: 'date' } }
/** A last day; long-term and empty are the same. */
const until: Field = { read: { as: 'until' } }
const money: Field = { read: { as: 'money' } }
const list: Field = { read: { as: 'list' } }
const needed = (field: Field): Field => ({ ...field, required: true })
const code = (table: WordTable): Field => ({ read: { as: 'code', table } })
const codes = (table: WordTable): Field => ({ read: { as: 'codes', table } })

const common = {
  partyName: needed(text),
  partyCategory: code('partyCategories'),
  uscc: { read: { as: 'uscc' } },
  /** Of the business from before the unified code (注册号): never published, joins the record where there is no code. */
  legacyNumber: text,
  /** Named in the file, never published: where texts name them, they are shown by role. */
  representative: text,
  decidedOn: needed(date),
  publishedOn: date,
  /** Last day the source shows it (公示截止期); a record past it is not taken in. */
  shownUntil: until,
  authority: needed(text),
  station: code('stations'),
  documentNumber: text,
  industry: code('industries'),
  topic: code('topics'),
  severity: code('severities'),
  basis: { read: { as: 'basis' } },
} satisfies Record<string, Field>

export const FIELDS: Record<Kind, Record<string, Field>> = {
  penalties: {
    ...common,
    caseName: text,
    breach: text,
    facts: text,
    penaltyKinds: codes('penaltyKinds'),
    morePenaltyKinds: codes('penaltyKinds'),
    content: text,
    fineYuan: money,
    confiscatedYuan: money,
    licence: text,
    checkNumber: text,
    restrictedUntil: until,
    actEndedOn: date,
  },
  permits: {
    ...common,
    result: code('permitResults'),
    permit: code('permits'),
    kind: code('licenceKinds'),
    certificate: text,
    number: text,
    content: text,
    validFrom: date,
    validTo: until,
  },
  inspections: {
    ...common,
    kind: code('inspectionKinds'),
    task: text,
    items: list,
    result: codes('inspectionResults'),
    found: text,
    followUp: text,
    recheckOn: date,
  },
  abnormal: { ...common, list: code('lists'), cause: needed(text), removedOn: until, removalCause: text },
  sampling: {
    ...common,
    result: code('samplingResults'),
    product: needed(text),
    specification: text,
    batch: text,
    producer: text,
    failed: list,
    laboratory: text,
  },
  enterprises: {
    uscc: needed({ read: { as: 'uscc' } }),
    name: needed(text),
    category: code('enterpriseCategories'),
    status: code('enterpriseStatuses'),
    industry: code('industries'),
    address: text,
    station: code('stations'),
    establishedOn: date,
    representative: text,
    legacyNumber: text,
  },
}
