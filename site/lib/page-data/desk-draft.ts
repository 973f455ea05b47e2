/** A record entered by a plain form: which fields each type has, read from the form, and shown again. */
import type { DraftForm } from '../../../api/disclosures/drafts/draft-form.ts'
import type { DraftView } from '../../../api/disclosures/drafts/list-drafts.ts'
import { hasMessage } from '../../../content/messages/index.ts'
import { DISCLOSURE_TYPES, type DisclosureType } from '../../../content/schema-disclosures.ts'
import { field, type openDesk } from '../desk.ts'

type Desk = Pick<ReturnType<typeof openDesk>, 'say'>

/** `lines`: one entry a line; `many`: boxes to tick; `laws` and `conceal` have their own way to be written. */
type Kind = 'text' | 'textarea' | 'date' | 'money' | 'number' | 'select' | 'many' | 'lines' | 'laws' | 'conceal'
interface FieldRule {
  /** Path in the record. */
  path: string
  kind: Kind
  /** Table its choices come from. */
  table?: string
  required?: true
}
const rule = (path: string, kind: Kind, more: Omit<FieldRule, 'path' | 'kind'> = {}): FieldRule => ({
  path,
  kind,
  ...more,
})
const must = { required: true } as const

const COMMON: readonly FieldRule[] = [
  rule('partyName', 'text', must),
  rule('partyCategory', 'select', { table: 'partyCategories', ...must }),
  rule('uscc', 'text'),
  rule('decidedOn', 'date', must),
  rule('authority', 'text', must),
  rule('documentNumber', 'text'),
  rule('station', 'select', { table: 'stations' }),
  rule('topic', 'select', { table: 'topics' }),
  rule('industry', 'select', { table: 'industries' }),
]
const BY_TYPE: Record<DisclosureType, readonly FieldRule[]> = {
  penalty: [
    rule('breach', 'select', { table: 'breaches' }),
    rule('penaltyKinds', 'many', { table: 'penaltyKinds' }),
    rule('fineYuan', 'money'),
    rule('confiscatedYuan', 'money'),
    rule('severity', 'select', { table: 'severity' }),
    rule('detail.facts', 'textarea', must),
    rule('detail.content', 'textarea', must),
    rule('detail.licence', 'text'),
    rule('detail.checkNumber', 'text'),
    rule('detail.restrictedUntil', 'date'),
    rule('detail.actEndedOn', 'date'),
  ],
  inspection: [
    rule('result', 'select', { table: 'inspectionResults', ...must }),
    rule('detail.results', 'many', { table: 'inspectionResults', ...must }),
    rule('detail.kind', 'select', { table: 'inspectionKinds', ...must }),
    rule('detail.task', 'text'),
    rule('detail.items', 'lines'),
    rule('detail.found', 'textarea'),
    rule('detail.followUp', 'textarea'),
    rule('detail.recheckOn', 'date'),
  ],
  permit: [
    rule('result', 'select', { table: 'permitResults', ...must }),
    rule('detail.permit', 'select', { table: 'permits', ...must }),
    rule('detail.kind', 'select', { table: 'licenceKinds', ...must }),
    rule('detail.certificate', 'text'),
    rule('detail.number', 'text'),
    rule('detail.content', 'textarea'),
    rule('detail.validFrom', 'date'),
    rule('detail.validTo', 'date'),
  ],
  abnormal: [
    rule('detail.list', 'select', { table: 'lists', ...must }),
    rule('detail.cause', 'textarea', must),
    rule('detail.removedOn', 'date'),
    rule('detail.removalCause', 'textarea'),
  ],
  sampling: [
    rule('result', 'select', { table: 'samplingResults', ...must }),
    rule('detail.product', 'text', must),
    rule('detail.specification', 'text'),
    rule('detail.batch', 'text'),
    rule('detail.producer', 'text'),
    rule('detail.failed', 'lines'),
    rule('detail.laboratory', 'text'),
  ],
  'complaint-summary': [
    rule('detail.from', 'date', must),
    rule('detail.to', 'date', must),
    rule('detail.received', 'number', must),
    rule('detail.accepted', 'number', must),
    rule('detail.settled', 'number', must),
  ],
}
const LAST: readonly FieldRule[] = [rule('laws', 'laws'), rule('conceal', 'conceal')]

export const TYPES = DISCLOSURE_TYPES
export const readType = (value: string | null) => TYPES.find((type) => type === value)

/** A field as the page shows it. */
export interface DraftField extends FieldRule {
  label: string
  hint: string | undefined
  value: string
  values: readonly string[]
  options: readonly { value: string; label: string }[]
}

export type Values = ReadonlyMap<string, readonly string[]>

export function draftFields({ say }: Desk, form: DraftForm, type: DisclosureType, values: Values): DraftField[] {
  const own: Record<string, { value: string; label: string }[]> = {
    ...form.options,
    severity: (['minor', 'ordinary', 'serious'] as const).map((value) => ({
      value,
      label: say(`disclosures.severity.${value}`),
    })),
    lists: (['abnormal', 'serious'] as const).map((value) => ({ value, label: say(`disclosures.list.${value}`) })),
  }
  return [...COMMON, ...BY_TYPE[type], ...LAST].map((each) => {
    const options = each.table ? (own[each.table] ?? []) : []
    const key = `disclosures.field.${each.path.replace('detail.', '')}`
    const hint = `desk.draft.hint.${each.kind}`
    const given = values.get(each.path) ?? []
    return {
      ...each,
      label: hasMessage(key) ? say(key) : each.path,
      hint: hasMessage(hint) ? say(hint) : undefined,
      value: given.join('\n'),
      values: given,
      options: each.kind === 'select' ? [{ value: '', label: say('desk.act.chooseUnit') }, ...options] : options,
    }
  })
}

/** What the form was sent with, by path. */
export function postedValues(form: FormData, type: DisclosureType): Values {
  return new Map(
    [...COMMON, ...BY_TYPE[type], ...LAST].map(({ path, kind }) => [
      path,
      kind === 'many'
        ? form.getAll(path).map(String)
        : kind === 'lines' || kind === 'laws' || kind === 'conceal'
          ? linesOf(field(form, path))
          : [field(form, path).replaceAll('\r\n', '\n').trim()].filter((text) => text !== ''),
    ]),
  )
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The record in the API's words. What is empty is left out: the API names what is missing. */
export function draftBody(form: DraftForm, type: DisclosureType, values: Values) {
  const record: Record<string, unknown> = { type }
  const detail: Record<string, unknown> = {}
  for (const { path, kind } of [...COMMON, ...BY_TYPE[type]]) {
    const given = values.get(path) ?? []
    const list = kind === 'many' || kind === 'lines'
    if (given.length === 0 && !list) continue
    const value = list ? given : kind === 'number' ? Number(given[0]) : given[0]
    if (path.startsWith('detail.')) detail[path.slice('detail.'.length)] = value
    else record[path] = value
  }
  const laws = (values.get('laws') ?? []).map((line) => citation(form, line))
  const conceal = (values.get('conceal') ?? []).map((line) => {
    const [name = '', as = ''] = line.split(/[=＝]/)
    return { name: name.trim(), as: as.trim() }
  })
  return { record: { ...record, laws, detail }, conceal }
}

/** `食品安全法 124`, `《食品安全法》第124条` → the law by its id where the content knows it. */
function citation({ laws }: DraftForm, line: string) {
  const [, title = line, article] = /^《?(.+?)》?(?:\s*第?\s*(\d+(?:-\d+)?)\s*条?)?$/.exec(line) ?? []
  const known = laws.find((law) => law.title === title || law.title.replace(/^中华人民共和国/, '') === title)
  return { law: known?.id ?? null, title: known?.title ?? title, article: article ?? null }
}

/** An open draft as the form's values. */
export function valuesOf({ record, conceal }: Pick<DraftView, 'record' | 'conceal'>): Values {
  const detail = (record['detail'] ?? {}) as Record<string, unknown>
  const flat = [
    ...Object.entries(record).filter(([name]) => name !== 'detail' && name !== 'laws'),
    ...Object.entries(detail).map(([name, value]) => [`detail.${name}`, value] as const),
  ]
  const laws = (record['laws'] ?? []) as { title: string; article: string | null }[]
  return new Map<string, readonly string[]>([
    ...flat.flatMap(([path, value]): [string, string[]][] =>
      value === null || value === undefined ? [] : [[path, Array.isArray(value) ? value.map(String) : [String(value)]]],
    ),
    ['laws', laws.map(({ title, article }) => [title, article].filter(Boolean).join(' '))],
    ['conceal', conceal.map(({ name, as }) => `${name}=${as}`)],
  ])
}

/** What a new form starts with. */
export const freshValues = ({ authority, today }: DraftForm): Values =>
  new Map([
    ['authority', [authority]],
    ['decidedOn', [today]],
  ])
