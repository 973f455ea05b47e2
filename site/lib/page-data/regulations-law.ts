/** One law, or one article of it, as its page shows them: views of GET /api/regulations/{id} and …/articles/{number}. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { LawSummary, ProductUse } from '../../../api/regulations/model.ts'
import { formatDate } from '../format.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
type Page = Pick<AstroGlobal, 'url' | 'response'>

/** How long a page of the library may be kept. */
export const FRESH = 'public, max-age=300'

/** Signs shown of what was typed as a day. */
const LONGEST_DAY = 20

/** The day asked for, as the page shows it. */
export interface DayAsked {
  /** Undefined for today. */
  asOf: string | undefined
  /** As typed, for the field. */
  typed: string
  problems: readonly FieldProblem[]
}

/** Undefined when there is no such law or chapter; the page then answers 404. A day that does not exist is said, and today's version shown. */
export async function lawPage(astro: Page, { api }: Site, id: string, whole = false) {
  const asked = astro.url.searchParams.get('chapter') ?? '0'
  const chapter = whole ? 'all' : /^\d{1,4}$/.test(asked) ? asked : '0'
  const read = await onDayAsked(astro, (day) =>
    api.regulations[':id'].$get({
      param: { id: encodeURIComponent(id) },
      query: { chapter, ...day } as { asOf?: string; chapter?: 'all' },
    }),
  )
  return read && { law: await read.answer.json(), chapter: Number(chapter), day: read.day }
}

export async function articlePage(astro: Page, { api }: Site, id: string, number: string) {
  const param = { id: encodeURIComponent(id), number: encodeURIComponent(number) }
  const read = await onDayAsked(astro, (query) => api.regulations[':id'].articles[':number'].$get({ param, query }))
  return read && { article: await read.answer.json(), day: read.day }
}

type Answer = { ok: boolean; status: number; json(): Promise<unknown> }

/** Asks for the day of the address; where that is no day, for today's version, with the problem to show. */
async function onDayAsked<A extends Answer>(
  astro: Page,
  read: (query: { asOf?: string }) => Promise<A>,
): Promise<{ answer: Extract<A, { ok: true }>; day: DayAsked } | undefined> {
  const typed = astro.url.searchParams.get('asOf')?.trim() ?? ''
  const first = await read(typed === '' ? {} : { asOf: typed })
  const errors = first.status === 400 ? (((await first.json()) as ProblemBody).errors ?? []) : []
  const problems = errors.filter(({ path }) => path === 'asOf')
  const answer = problems.length > 0 ? await read({}) : first
  if (!answer.ok) return undefined
  if (problems.length > 0) astro.response.status = 400
  else astro.response.headers.set('cache-control', FRESH)
  const asOf = typed === '' || problems.length > 0 ? undefined : typed
  return { answer: answer as Extract<A, { ok: true }>, day: { asOf, typed, problems } }
}

/** What the law was on the day asked for; undefined for today. */
export function dayNotice({ say, locale }: Site, { status }: LawSummary, { asOf }: DayAsked): string | undefined {
  if (asOf === undefined) return undefined
  const date = formatDate(locale, asOf)
  if (status === 'not-yet') return say('regulations.notYetThen', { date })
  return say(status === 'in-force' ? 'regulations.asOfNotice' : 'regulations.endedThen', { date })
}

/** For ErrorSummary.astro: a day that does not exist is said, with what is shown instead. */
export function wrongDay({ say }: Site, { typed, problems }: DayAsked) {
  return problems.length === 0
    ? { problems }
    : { problems, detail: say('regulations.asOfWrong', { day: typed.slice(0, LONGEST_DAY) }) }
}

/** What stands under a law's title. */
export function lawFacts({ say, locale }: Site, law: LawSummary): { label: string; value: string }[] {
  const day = (date: string | null) => (date === null ? say('regulations.unknown') : formatDate(locale, date))
  return [
    { label: say('regulations.effectiveOn'), value: day(law.effectiveOn) },
    ...(law.endsOn ? [{ label: say('regulations.endsOn'), value: day(law.endsOn) }] : []),
    ...(law.publishedOn ? [{ label: say('regulations.publishedOn'), value: day(law.publishedOn) }] : []),
    ...(law.issuer ? [{ label: say('regulations.issuer'), value: law.issuer }] : []),
    ...(law.documentNumber ? [{ label: say('regulations.documentNumber'), value: law.documentNumber }] : []),
  ]
}

/** Where this site relies on a law, by kind. */
export function usesByKind(uses: readonly ProductUse[]) {
  return [...Map.groupBy(uses, ({ kind }) => kind)]
}

/** How an article is cited in writing, the same in both languages but for what stands around the names. */
export function citationOf({ say, locale }: Site, law: LawSummary, label: string): string {
  const { title, effectiveOn } = law
  return effectiveOn === null
    ? say('regulations.citationPlain', { title, label })
    : say('regulations.citationText', { title, label, date: formatDate(locale, effectiveOn) })
}

/** The law for search engines (schema.org/Legislation). */
export function legislation(law: LawSummary, url: string): Record<string, unknown> {
  const force = law.status === 'in-force' ? 'InForce' : 'NotInForce'
  return {
    '@type': 'Legislation',
    name: law.title,
    inLanguage: 'zh-CN',
    url,
    legislationLegalForce: `https://schema.org/${force}`,
    legislationJurisdiction: law.region === 'CN' ? 'CN' : `CN-${law.region}`,
    ...(law.documentNumber ? { legislationIdentifier: law.documentNumber } : {}),
    ...(law.publishedOn ? { legislationDate: law.publishedOn } : {}),
    ...(law.effectiveOn ? { legislationDateVersion: law.effectiveOn } : {}),
    ...(law.issuer ? { legislationPassedBy: { '@type': 'Organization', name: law.issuer } } : {}),
  }
}

export const paragraphs = (text: string) => text.split('\n').filter(Boolean)
