/** Publication at the desk as pages show it: the list, one request, acts on a published record. */
import type { AstroGlobal } from 'astro'
import type { DraftItem } from '../../../api/disclosures/drafts/list-drafts.ts'
import type { DeskRecord } from '../../../api/disclosures/open-record.ts'
import type { DeskRequest, RequestItem } from '../../../api/disclosures/requests/model.ts'
import type { Me } from '../../../api/staff/model.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import { type Correction, correctionOf, type Difference, differenceOf } from './desk-correction.ts'

type Desk = ReturnType<typeof openDesk>
type Page = Pick<AstroGlobal, 'request' | 'params'>
export type Refused = Refusal & { status: number }

export interface Publication {
  drafts: readonly DraftItem[]
  /** Undefined for whoever may not decide requests. */
  requests: readonly RequestItem[] | undefined
}

export async function loadPublication({ api }: Desk, me: Me): Promise<Publication> {
  const [drafts, requests] = await Promise.all([
    api.disclosures.drafts.$get(),
    me.permissions.includes('disclosures.requests') ? api.disclosures.requests.$get({ query: {} }) : undefined,
  ])
  return {
    drafts: drafts.ok ? (await drafts.json()).items : [],
    requests: requests?.ok ? (await requests.json()).items : undefined,
  }
}

async function refusalOf(answer: { status: number; json(): Promise<unknown> }): Promise<Refused> {
  const problem = (await answer.json()) as { detail: string; errors?: FieldProblem[] }
  const problems = (problem.errors ?? []).map(({ path, message }) => ({
    path: path
      .replace(/^remedy\./, '')
      .replace(/^laws\..*$/, 'laws')
      .replace(/\.\d+$/, ''),
    message,
  }))
  return { status: answer.status, detail: problem.detail, problems }
}

/** What the form of a remedy was sent with. */
export interface TypedRemedy {
  remedy: string
  texts: string
  withdrawal: string
  reason: string
  answer: string
}
export const NOTHING: TypedRemedy = {
  ...{ remedy: '', texts: '', withdrawal: '', reason: '', answer: '' },
}

export function typedRemedy(form: FormData): TypedRemedy {
  const text = (name: string) => field(form, name).replaceAll('\r\n', '\n').trim()
  return {
    remedy: text('remedy'),
    texts: text('texts'),
    withdrawal: text('withdrawal'),
    reason: text('reason'),
    answer: text('answer'),
  }
}

/** An act on a record in the API's words; undefined when none was chosen. */
export function remedyOf(typed: TypedRemedy, recordVersion: number, correction: Correction | undefined) {
  const { remedy, reason } = typed
  const { changes = {}, detail = {} } = correction ?? {}
  switch (remedy) {
    case 'correction':
      return { kind: remedy, recordVersion, reason, changes, detail } as const
    case 'republication':
      return { kind: remedy, recordVersion, reason, changes, detail } as const
    case 'redaction':
      return {
        kind: 'redaction' as const,
        recordVersion,
        reason,
        texts: typed.texts
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      }
    case 'withdrawal':
      return { kind: remedy, reason, withdrawal: typed.withdrawal === 'annulled' ? 'annulled' : 'mistaken' } as const
    case 'early-end':
      return { kind: remedy, reason } as const
    default:
      return undefined
  }
}

/** What both pages with a form of remedies hold. */
interface Acting {
  typed: TypedRemedy
  correction: Correction | undefined
  /** Asked for, and not yet done. */
  difference: Difference | undefined
  refused: Refused | undefined
  away: string | undefined
}

export interface RequestView extends Acting {
  request: DeskRequest | undefined
}

const posted = (page: Page) => (page.request.method === 'POST' ? page.request.formData() : undefined)

async function deskRecord({ api }: Desk, id: string) {
  const answer = await api.disclosures.records[':id'].$get({ param: { id: encodeURIComponent(id) } })
  return answer.ok ? await answer.json() : await refusalOf(answer)
}

/** The difference where the form asks for it, or why there is none. */
async function look(desk: Desk, id: string, form: FormData | undefined, correction: Correction | undefined) {
  if (!form || !correction || field(form, 'act') !== 'look') return {}
  const found = await differenceOf(desk, id, correction)
  return found instanceof Response ? { refused: await refusalOf(found) } : { difference: found }
}

/** One request: GET shows it, POST decides it. */
export async function requestView(desk: Desk, page: Page): Promise<RequestView> {
  const { api, to } = desk
  const number = page.params['number'] ?? ''
  const param = { number: encodeURIComponent(number) }
  const form = await posted(page)
  const typed = form ? typedRemedy(form) : NOTHING
  const nothing = { typed, correction: undefined, difference: undefined, refused: undefined, away: undefined }
  const found = await api.disclosures.requests[':number'].$get({ param })
  if (!found.ok) return { ...nothing, request: undefined, refused: await refusalOf(found) }
  const request = await found.json()
  const record =
    request.kind === 'objection' && request.actions.length > 0 && (await deskRecord(desk, request.record.id))
  const correction = record && 'view' in record ? await correctionOf(desk, record, form) : undefined
  const shown = { ...nothing, request, correction, ...(await look(desk, request.record.id, form, correction)) }
  const action = (['check-others', 'uphold', 'refuse'] as const).find((each) => form && each === field(form, 'act'))
  if (!form || !action) return shown
  const remedy = action === 'uphold' ? remedyOf(typed, Number(field(form, 'recordVersion')), correction) : undefined
  const answer = await api.disclosures.requests[':number'].decision.$post({
    param,
    json: {
      version: Number(field(form, 'version')),
      action,
      ...(typed.answer ? { answer: typed.answer } : {}),
      ...(remedy && remedy.kind !== 'republication' ? { remedy } : {}),
    },
  })
  if (answer.ok) return { ...shown, away: to.deskRequest(number, action) }
  return { ...shown, refused: await refusalOf(answer) }
}

export interface RecordView extends Acting {
  record: DeskRecord | undefined
}

/** One record at the desk: GET shows it, POST corrects, redacts, withdraws it, or publishes it again. */
export async function recordView(desk: Desk, page: Page): Promise<RecordView> {
  const { api, to } = desk
  const id = page.params['id'] ?? ''
  const form = await posted(page)
  const typed = form ? typedRemedy(form) : NOTHING
  const nothing = { typed, correction: undefined, difference: undefined, refused: undefined, away: undefined }
  const record = await deskRecord(desk, id)
  if (!('view' in record)) return { ...nothing, record: undefined, refused: record }
  const correction = await correctionOf(desk, record, form)
  const shown = { ...nothing, record, correction, ...(await look(desk, id, form, correction)) }
  const remedy =
    form && field(form, 'act') !== 'look'
      ? remedyOf(typed, Number(field(form, 'recordVersion')), correction)
      : undefined
  if (!remedy || remedy.kind === 'early-end') return shown
  const answer = await api.disclosures.records[':id'].acts.$post({
    param: { id: encodeURIComponent(id) },
    json: remedy,
  })
  if (answer.ok) return { ...shown, away: to.deskRecord(id, remedy.kind) }
  return { ...shown, refused: await refusalOf(answer) }
}
