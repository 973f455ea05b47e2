/** Publication at the desk as pages show it: the list, one request, acts on a published record. */
import type { AstroGlobal } from 'astro'
import type { DraftItem } from '../../../api/disclosures/drafts/list-drafts.ts'
import type { Disclosure } from '../../../api/disclosures/model.ts'
import type { RemedyInput } from '../../../api/disclosures/requests/decide-request.ts'
import type { DeskRequest, RequestItem } from '../../../api/disclosures/requests/model.ts'
import type { Me } from '../../../api/staff/model.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'

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
    path: path.replace(/^remedy\./, '').replace(/\.\d+$/, ''),
    message,
  }))
  return { status: answer.status, detail: problem.detail, problems }
}

/** Fields a correction by form can put right, one at a time; `detail.` ones belong to the type. */
export const CORRECTABLE = [
  ...['partyName', 'uscc', 'documentNumber', 'decidedOn', 'authority', 'fineYuan', 'confiscatedYuan'],
  ...['detail.facts', 'detail.content', 'detail.found', 'detail.followUp', 'detail.cause'],
] as const

/** What the form of a remedy was sent with. */
export interface TypedRemedy {
  remedy: string
  field: string
  value: string
  texts: string
  withdrawal: string
  reason: string
  answer: string
}
export const NOTHING: TypedRemedy = {
  ...{ remedy: '', field: '', value: '', texts: '', withdrawal: '', reason: '', answer: '' },
}

export function typedRemedy(form: FormData): TypedRemedy {
  const text = (name: string) => field(form, name).replaceAll('\r\n', '\n').trim()
  return {
    remedy: text('remedy'),
    field: text('field'),
    value: text('value'),
    texts: text('texts'),
    withdrawal: text('withdrawal'),
    reason: text('reason'),
    answer: text('answer'),
  }
}

/** The remedy in the API's words; undefined when none was chosen. */
export function remedyOf(typed: TypedRemedy, recordVersion: number): RemedyInput | undefined {
  const { remedy, value, reason } = typed
  switch (remedy) {
    case 'correction': {
      const inside = typed.field.startsWith('detail.')
      const change = { [typed.field.replace('detail.', '')]: value }
      return { kind: 'correction', recordVersion, reason, changes: inside ? {} : change, detail: inside ? change : {} }
    }
    case 'redaction':
      return {
        kind: 'redaction',
        recordVersion,
        reason,
        texts: typed.texts
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      }
    case 'withdrawal':
      return { kind: 'withdrawal', reason, withdrawal: typed.withdrawal === 'annulled' ? 'annulled' : 'mistaken' }
    case 'early-end':
      return { kind: 'early-end', reason }
    default:
      return undefined
  }
}

export interface RequestView {
  request: DeskRequest | undefined
  typed: TypedRemedy
  refused: Refused | undefined
  away: string | undefined
}

/** One request: GET shows it, POST decides it. */
export async function requestView({ api, to }: Desk, page: Page): Promise<RequestView> {
  const number = page.params['number'] ?? ''
  const param = { number: encodeURIComponent(number) }
  const form = page.request.method === 'POST' ? await page.request.formData() : undefined
  const typed = form ? typedRemedy(form) : NOTHING
  let refused: Refused | undefined
  if (form) {
    const act = field(form, 'act')
    const action = (['check-others', 'uphold', 'refuse'] as const).find((each) => each === act)
    const remedy = action === 'uphold' ? remedyOf(typed, Number(field(form, 'recordVersion'))) : undefined
    const answer = await api.disclosures.requests[':number'].decision.$post({
      param,
      json: {
        version: Number(field(form, 'version')),
        action: action ?? 'refuse',
        ...(typed.answer ? { answer: typed.answer } : {}),
        ...(remedy ? { remedy } : {}),
      },
    })
    if (answer.ok) return { request: undefined, typed, refused, away: to.deskRequest(number, action ?? 'refuse') }
    refused = await refusalOf(answer)
  }
  const found = await api.disclosures.requests[':number'].$get({ param })
  if (!found.ok) return { request: undefined, typed, refused: await refusalOf(found), away: undefined }
  return { request: await found.json(), typed, refused, away: undefined }
}

export interface RecordView {
  record: Disclosure | undefined
  typed: TypedRemedy
  refused: Refused | undefined
  away: string | undefined
}

/** One published record at the desk: GET shows it, POST corrects, redacts or withdraws it. */
export async function recordView({ api, site, to }: Desk, page: Page): Promise<RecordView> {
  const id = page.params['id'] ?? ''
  const param = { id: encodeURIComponent(id) }
  const form = page.request.method === 'POST' ? await page.request.formData() : undefined
  const typed = form ? typedRemedy(form) : NOTHING
  let refused: Refused | undefined
  const remedy = form && remedyOf(typed, Number(field(form, 'recordVersion')))
  if (remedy && remedy.kind !== 'early-end') {
    const answer = await api.disclosures.records[':id'].acts.$post({ param, json: remedy })
    if (answer.ok) return { record: undefined, typed, refused, away: to.deskRecord(id, remedy.kind) }
    refused = await refusalOf(answer)
  }
  const found = await site.disclosures[':id'].$get({ param })
  return { record: found.status === 200 ? await found.json() : undefined, typed, refused, away: undefined }
}
