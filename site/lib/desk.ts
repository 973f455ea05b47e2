/** What every desk page starts with: who is signed in, the API in their name, and where to send whoever is not. */
import type { APIContext, AstroGlobal } from 'astro'
import type { ProblemBody } from '../../api/platform/http.ts'
import type { Me } from '../../api/staff/model.ts'
import type { FieldProblem } from './forms.ts'
import { useSite } from './i18n.ts'

/** Origin the in-process API sees itself under: Astro has already refused forms of other sites. */
const IN_PROCESS = 'http://in.process'

type Page = Pick<APIContext, 'locals' | 'request'> & Partial<Pick<AstroGlobal, 'response'>>

/** `api` is the desk's, with the reader's own cookie; `site` the public one. Nothing of the desk is ever cached. */
export function openDesk(astro: Page) {
  astro.response?.headers.set('cache-control', 'no-store')
  const site = useSite(astro)
  const { headers } = astro.request
  const cookie = headers.get('cookie') ?? ''
  const named = { cookie, origin: IN_PROCESS, 'user-agent': headers.get('user-agent') ?? '' }
  const { api, ...rest } = site
  return { ...rest, site: api, api: astro.locals.client(site.locale, named).api.desk }
}

/** The signed-in person, or the answer to give instead of the page. */
export async function requirePerson(astro: Page, { enrolling = false } = {}): Promise<Me | Response> {
  const { api, to, say, locale } = openDesk(astro)
  const answer = await api.session.$get()
  if (!answer.ok) return away(to.deskLogin(hereOf(astro)))
  const me = await answer.json()
  if ((me.mustEnrol || me.passwordOwed) && !enrolling) return away(to.deskSecurity())
  // Titles are written in Chinese; English readers get the names of the roles.
  return locale === 'en' ? { ...me, title: me.roles.map((role) => say(`desk.role.${role}`)).join(', ') } : me
}

/** Address of this page for coming back after signing in; only what can be asked for again. */
function hereOf({ locals, request }: Page): string {
  return locals.pathname + (request.method === 'GET' ? new URL(request.url).search : '')
}

/** Sends the reader on, cookies along, kept by nobody. */
export function away(address: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: address, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const DESK_PATH =
  /^\/(en\/)?desk(\/tickets\/[\w-]+(\/papers\/[\w-]+|\/files)?|\/national|\/orders(\/[\w-]+)?|\/security|\/mail|\/assistant|\/call-backs|\/guides|\/keys|\/new-account|\/audit|\/accounts(\/[\w.-]+)?|\/disclosures(\/[\w-]+){0,2})?(\?[^#\\]*)?$/

/** Where to go after signing in: an address of the desk, or nothing. */
export function deskAddress(wanted: string | null): string | undefined {
  return wanted !== null && DESK_PATH.test(wanted) ? wanted : undefined
}

export interface Refusal {
  detail: string
  problems: FieldProblem[]
}

/** What the API did not accept, as ErrorSummary and Field show it; the page answers with the same status. */
export async function readProblem(
  astro: Pick<AstroGlobal, 'response'>,
  answer: { status: number; json(): Promise<unknown> },
): Promise<Refusal> {
  const problem = (await answer.json()) as ProblemBody
  astro.response.status = answer.status
  return { detail: problem.detail, problems: problem.errors ?? [] }
}

/** Passes the API's cookies on with a page. */
export function keepCookies(astro: Pick<AstroGlobal, 'response'>, answer: { headers: Headers }): void {
  for (const cookie of answer.headers.getSetCookie()) astro.response.headers.append('set-cookie', cookie)
}

/** A form field as text. */
export const field = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
