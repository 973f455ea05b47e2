/** Looking at who reported: only after a reason was given, and written down before it is shown. */
import type { ProblemBody } from '../../../api/platform/http.ts'
import { field, type openDesk } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import type { Fact } from './desk-facts.ts'

export interface Look {
  /** The reporter, once looked at. */
  facts: Fact[] | undefined
  detail: string | undefined
  problems: readonly FieldProblem[]
  status: number
}

export async function lookAtReporter(
  { api, say }: ReturnType<typeof openDesk>,
  number: string,
  form: FormData | undefined,
): Promise<Look> {
  const nothing = { facts: undefined, detail: undefined, problems: [], status: 200 }
  if (form?.get('look') !== 'reporter') return nothing
  const reason = field(form, 'why').trim()
  if (reason === '') return { ...nothing, problems: [{ path: 'why', message: say('desk.need.reason') }], status: 400 }
  const answer = await api.tickets[':number'].reporter.$post({ param: { number }, json: { reason } })
  if (!answer.ok) {
    const { detail } = (await answer.json()) as unknown as ProblemBody
    return { ...nothing, detail, status: answer.status }
  }
  const { name, phone, address, email } = await answer.json()
  const rows: [string, string | undefined][] = [
    [say('tickets.field.contactName'), name],
    [say('tickets.field.contactPhone'), phone],
    [say('tickets.field.contactAddress'), address],
    [say('desk.fact.email'), email],
  ]
  return { ...nothing, facts: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])) }
}
