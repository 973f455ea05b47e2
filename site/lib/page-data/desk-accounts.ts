/** What the pages of accounts do with their forms: open one, give and take roles, reset, close. */
import type { ManagedStaff } from '../../../api/staff/model.ts'
import { ROLE_NAMES } from '../../../api/staff/permissions.ts'
import { field, type openDesk, type Refusal } from '../desk.ts'

type Desk = ReturnType<typeof openDesk>

export interface PostTyped {
  title: string
  roles: string[]
  station: string
  section: string
}

export const typedPost = (form: FormData): PostTyped => ({
  title: field(form, 'title'),
  roles: form.getAll('roles').filter((value) => typeof value === 'string'),
  station: field(form, 'station'),
  section: field(form, 'section'),
})

/** The post in the API's words. */
export const apiPost = ({ title, roles, station, section }: PostTyped) => ({
  title,
  roles: ROLE_NAMES.filter((role) => roles.includes(role)),
  station: station || null,
  section: section || null,
})

export interface AccountPage {
  account: ManagedStaff | undefined
  status: number
  post: PostTyped
  reason: string
  /** Which form was sent. */
  at: string
  /** What was done; the page goes on to itself. */
  done: 'post' | 'codes' | 'closed' | undefined
  issued: { username: string; password: string } | undefined
  refused: Refusal | undefined
}

export async function takeAccountForms(
  { api }: Desk,
  username: string,
  form: FormData | undefined,
): Promise<AccountPage> {
  const param = { username: encodeURIComponent(username) }
  const one = api.staff[':username']
  const at = form ? field(form, 'act') : ''
  const reason = form ? field(form, reasonOf(at)) : ''
  const send = async (): Promise<Response | undefined> => {
    if (form && at === 'post') return one.post.$put({ param, json: { ...apiPost(typedPost(form)), reason } })
    if (at === 'password') return one.password.$post({ param, json: {} })
    if (at === 'codes') return one['codes-reset'].$post({ param, json: { reason } })
    if (at === 'close') return one.closing.$post({ param, json: { reason } })
    return undefined
  }
  const answer = await send()
  const refused = answer && !answer.ok ? await refusalOf(answer, at) : undefined
  const issued = answer?.ok && at === 'password' ? ((await answer.json()) as AccountPage['issued']) : undefined
  const found = await one.$get({ param })
  const account = found.ok ? await found.json() : undefined
  const kept = { title: account?.title ?? '', roles: account?.roles ?? [], station: account?.station ?? '' }
  const done = ({ post: 'post', codes: 'codes', close: 'closed' } as const)[at]
  return {
    ...{ account, reason, at, issued, refused },
    status: refused && answer ? answer.status : found.status,
    post: form && at === 'post' ? typedPost(form) : { ...kept, section: account?.section ?? '' },
    done: answer?.ok ? done : undefined,
  }
}

/** The page asks for a reason in each of its forms: the one that lacks it is pointed to. */
export const reasonOf = (act: string) => `reason-${act}`

export async function refusalOf(answer: Response, act = ''): Promise<Refusal> {
  const problem = (await answer.json()) as { detail: string; errors?: Refusal['problems'] }
  const problems = (problem.errors ?? []).map((each) =>
    each.path === 'reason' ? { ...each, path: reasonOf(act) } : each,
  )
  return { detail: problem.detail, problems }
}
