/** Asking for alerts, and what the links of their mails open: views of /api/disclosures/alerts. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { field } from '../desk.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { givenIn, queryOf } from './disclosures-filter.ts'

type Site = ReturnType<typeof useSite>
type Page = Pick<AstroGlobal, 'request' | 'url' | 'response'>

/** The form, what was wrong with it, or the sentence that says what to do next. */
export async function askPage(astro: Page, { api, locale }: Site) {
  const form = astro.request.method === 'POST' ? await astro.request.formData() : undefined
  const filters = givenIn(form ?? astro.url.searchParams)
  const email = form ? field(form, 'email') : ''
  const list = await api.disclosures.$get({ query: { ...queryOf(filters), limit: '1' } })
  if (list.status !== 200) return { wrongFilter: true as const, filters }
  const { sentence } = await list.json()
  const page = { wrongFilter: false as const, filters, email, what: sentence }
  const nothing = { sent: undefined, detail: undefined, problems: [] as FieldProblem[] }
  if (!form) return { ...page, ...nothing }
  const answer = await api.disclosures.alerts.$post({
    json: { email, filter: queryOf(filters) as object, lang: locale },
  })
  astro.response.status = answer.status === 202 ? 200 : answer.status
  if (answer.status === 202) return { ...page, ...nothing, sent: (await answer.json()).sentence }
  const problem = (await answer.json()) as ProblemBody
  return { ...page, ...nothing, detail: problem.detail, problems: problem.errors ?? [] }
}

const USES = ['confirm', 'end'] as const

/** What the link of a mail is for; posting does it. Undefined for an address that is none. */
export async function linkPage(astro: Page & Pick<AstroGlobal, 'params'>, { api }: Site) {
  const use = USES.find((each) => each === astro.params['use'])
  if (use === undefined) return undefined
  const posted = astro.request.method === 'POST'
  const pass = (posted ? field(await astro.request.formData(), 't') : astro.url.searchParams.get('t')) || '-'
  const { alerts } = api.disclosures
  const answer = !posted
    ? await alerts.link.$get({ query: { t: pass, use } })
    : use === 'confirm'
      ? await alerts.confirm.$post({ json: { t: pass } })
      : await alerts.end.$post({ query: { t: pass } })
  astro.response.status = answer.status
  if (answer.status !== 200) return { use, pass, detail: ((await answer.json()) as ProblemBody).detail }
  const { what, state } = await answer.json()
  const done = use === 'confirm' ? state === 'confirmed' : state === 'ended'
  return { use, pass, what, done, detail: undefined }
}
