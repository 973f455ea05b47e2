/** The public forms about a record: views of POST /api/disclosures/{id}/objections and …/repairs, and of a request's own address. */
import type { AstroGlobal } from 'astro'
import type { Disclosure } from '../../../api/disclosures/model.ts'
import type { RequestForm, RequestReceipt, RequestStatus } from '../../../api/disclosures/requests/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { field } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
export type RequestKind = RequestReceipt['kind']

/** What the person typed, kept through every error. */
export interface Typed {
  applicant: string
  name: string
  phone: string
  email: string
  statement: string
  evidence: string
  conditions: readonly string[]
  /** Makes sending twice one request. */
  key: string
}

export interface RequestPage {
  record: Disclosure
  form: RequestForm
  typed: Typed
  receipt: RequestReceipt | undefined
  problems: readonly FieldProblem[]
  detail: string | undefined
  status: number
}

/** Name of the field with the statement, as the API calls it. */
export const STATEMENT = { objection: 'wrong', repair: 'performed' } as const

/** @returns undefined when there is no such record now shown */
export async function requestPage(
  astro: Pick<AstroGlobal, 'params' | 'request'>,
  { api }: Site,
  kind: RequestKind,
): Promise<RequestPage | undefined> {
  const param = { id: encodeURIComponent(astro.params['id'] ?? '') }
  const [found, form] = await Promise.all([
    api.disclosures[':id'].$get({ param }),
    (await api.disclosures.requests.$get()).json(),
  ])
  if (found.status !== 200) return undefined
  const record = await found.json()
  const posted = astro.request.method === 'POST' ? await astro.request.formData() : undefined
  const typed = typedOf(posted)
  const page = { record, form, typed, receipt: undefined, problems: [], detail: undefined, status: 200 }
  if (!posted) return page
  const common = {
    applicant: typed.applicant,
    contact: {
      name: typed.name,
      ...(typed.phone ? { phone: typed.phone } : {}),
      ...(typed.email ? { email: typed.email } : {}),
    },
    ...(typed.evidence ? { evidence: typed.evidence } : {}),
  }
  const header = { 'idempotency-key': typed.key }
  const { statement, conditions } = typed
  const answer =
    kind === 'objection'
      ? await api.disclosures[':id'].objections.$post({ param, header, json: { ...common, wrong: statement } })
      : await api.disclosures[':id'].repairs.$post({
          param,
          header,
          json: { ...common, performed: statement, conditions: [...conditions] },
        })
  if (answer.status === 201) return { ...page, receipt: await answer.json() }
  const problem = (await answer.json()) as ProblemBody
  return { ...page, status: answer.status, problems: problem.errors ?? [], detail: problem.detail }
}

function typedOf(form: FormData | undefined): Typed {
  const text = (name: string) => (form ? field(form, name).replaceAll('\r\n', '\n').trim() : '')
  return {
    applicant: text('applicant'),
    name: text('contact.name'),
    phone: text('contact.phone'),
    email: text('contact.email'),
    statement: text(STATEMENT.objection) || text(STATEMENT.repair),
    evidence: text('evidence'),
    conditions: form ? form.getAll('conditions').map(String) : [],
    key: text('key') || crypto.randomUUID(),
  }
}

export interface FollowPage {
  number: string
  code: string
  found: RequestStatus | undefined
  detail: string | undefined
  status: number
}

/** Number and code in, state and answer out; the code travels in the body, never in an address. */
export async function followPage(astro: Pick<AstroGlobal, 'url' | 'request'>, { api }: Site): Promise<FollowPage> {
  const form = astro.request.method === 'POST' ? await astro.request.formData() : undefined
  const number = (form ? field(form, 'number') : (astro.url.searchParams.get('number') ?? '')).trim()
  const code = form ? field(form, 'code').trim() : ''
  const page = { number, code, found: undefined, detail: undefined, status: 200 }
  if (!form) return page
  const answer = await api.disclosures.requests[':number'].$get({
    param: { number: encodeURIComponent(number || '-') },
    header: { 'query-code': code },
  })
  if (answer.status === 200) return { ...page, found: await answer.json() }
  return { ...page, detail: ((await answer.json()) as unknown as ProblemBody).detail, status: answer.status }
}
