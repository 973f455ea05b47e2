/**
 * The services of Open311: a complaint (投诉) of every kind of problem, a question (咨询), a suggestion (建议). Reports
 * (举报) have no service: that one exists must never show (总局令第121号 §37).
 */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import { REQUESTS, type TicketKind } from '../model.ts'
import type { TicketRow } from '../tables.ts'
import type { Value } from './render.ts'

export const OPEN311_KINDS = ['complaint', 'consultation', 'suggestion'] as const satisfies readonly TicketKind[]
export type Open311Kind = (typeof OPEN311_KINDS)[number]

export interface Service {
  code: string
  kind: Open311Kind
  /** P-code of a complaint. */
  problem: string | null
  name: string
  description: string
  keywords: string[]
  group: string
}

/** Problem of a complaint whose kind of problem nobody has named yet. */
const OTHER_PROBLEM = 'P99'
const KEYWORDS = 8

export function servicesOf(content: Content, locale: Locale): Service[] {
  const complaints = content.problems.map((problem) => ({
    code: problem.code,
    kind: 'complaint' as const,
    problem: problem.code,
    name: t(locale, 'georeport.complaintAbout', { problem: problem.title[locale] }),
    description: problem.plain[locale],
    keywords: problem.keywords[locale].slice(0, KEYWORDS),
    group: t(locale, 'tickets.kind.complaint'),
  }))
  const others = (['consultation', 'suggestion'] as const).map((kind) => ({
    code: kind,
    kind,
    problem: null,
    name: t(locale, `tickets.kind.${kind}`),
    description: t(locale, `georeport.description.${kind}`),
    keywords: [],
    group: t(locale, `tickets.kind.${kind}`),
  }))
  return [...complaints, ...others]
}

export const findService = (content: Content, locale: Locale, code: string): Service | undefined =>
  servicesOf(content, locale).find((service) => service.code === code)

export function serviceCodeOf({ kind, problem }: Pick<TicketRow, 'kind' | 'problem'>): string {
  return kind === 'complaint' ? (problem ?? OTHER_PROBLEM) : kind
}

/** As `GET /services` answers. Ids are given at once, so every service is `realtime`. */
export function serviceView(service: Service): Value {
  return {
    service_code: service.code,
    service_name: service.name,
    description: service.description,
    metadata: service.kind === 'complaint',
    type: 'realtime',
    keywords: service.keywords.join(','),
    group: service.group,
  }
}

/** What a complaint asks beside the words: code, datatype, whether it must be there, choices. */
const ATTRIBUTES = [
  ['respondent_name', 'string', true],
  ['respondent_address', 'string', false],
  ['contact_address', 'string', true],
  ['requests', 'multivaluelist', true],
  ['for_daily_life', 'singlevaluelist', true],
  ['item', 'string', false],
  ['amount_yuan', 'number', false],
  ['claim_yuan', 'number', false],
  ['bought_on', 'datetime', false],
  ['order_number', 'string', false],
  ['evidence', 'text', false],
  ['keep_secret', 'singlevaluelist', false],
] as const
export type AttributeCode = (typeof ATTRIBUTES)[number][0]

/** As `GET /services/{code}` answers: what must and may be sent along (总局令第121号 §10). */
export function definitionView(service: Service, locale: Locale): Value {
  return {
    service_code: service.code,
    attributes: ATTRIBUTES.map(([code, datatype, required], at) => ({
      variable: true,
      code,
      datatype,
      required,
      datatype_description: t(locale, `georeport.hint.${datatype}`),
      order: at + 1,
      description: t(locale, `georeport.attribute.${code}`),
      ...(datatype.endsWith('list') ? { values: valuesOf(code, locale) } : {}),
    })),
  }
}

function valuesOf(code: AttributeCode, locale: Locale): Value {
  if (code === 'requests') return REQUESTS.map((key) => ({ key, name: t(locale, `tickets.request.${key}`) }))
  return [
    { key: 'yes', name: t(locale, 'georeport.yes') },
    { key: 'no', name: t(locale, 'georeport.no') },
  ]
}
