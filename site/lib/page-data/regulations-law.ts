/** One law, or one article of it, as its page shows them: views of GET /api/regulations/{id} and …/articles/{number}. */
import type { AstroGlobal } from 'astro'
import type { LawSummary } from '../../../api/regulations/model.ts'
import { formatDate } from '../format.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
type Page = Pick<AstroGlobal, 'url' | 'response'>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const FRESH = 'public, max-age=300'

/** Undefined when there is no such law, day or chapter; the page then answers 404. */
export async function lawPage(astro: Page, { api }: Site, id: string, whole = false) {
  const asOf = dayAsked(astro)
  const asked = astro.url.searchParams.get('chapter') ?? '0'
  const chapter = whole ? 'all' : /^\d{1,4}$/.test(asked) ? asked : '0'
  const query = { chapter, ...(asOf ? { asOf } : {}) } as { asOf?: string; chapter?: 'all' }
  const answer = await api.regulations[':id'].$get({ param: { id: encodeURIComponent(id) }, query })
  if (!answer.ok) return undefined
  astro.response.headers.set('cache-control', FRESH)
  return { law: await answer.json(), chapter: Number(chapter), asOf }
}

export async function articlePage(astro: Page, { api }: Site, id: string, number: string) {
  const asOf = dayAsked(astro)
  const query = asOf ? { asOf } : {}
  const answer = await api.regulations[':id'].articles[':number'].$get({
    param: { id: encodeURIComponent(id), number: encodeURIComponent(number) },
    query,
  })
  if (!answer.ok) return undefined
  astro.response.headers.set('cache-control', FRESH)
  return { article: await answer.json(), asOf }
}

function dayAsked({ url }: Page): string | undefined {
  const day = url.searchParams.get('asOf') ?? ''
  return DAY.test(day) ? day : undefined
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

/** The law for search engines (schema.org/Legislation). */
export function legislation(law: LawSummary, url: string): Record<string, unknown> {
  const force = law.status === 'in-force' ? 'InForce' : 'NotInForce'
  return {
    '@type': 'Legislation',
    name: law.title,
    inLanguage: 'zh-CN',
    url,
    legislationLegalForce: `https://schema.org/${force}`,
    ...(law.documentNumber ? { legislationIdentifier: law.documentNumber } : {}),
    ...(law.publishedOn ? { legislationDate: law.publishedOn } : {}),
    ...(law.effectiveOn ? { legislationDateVersion: law.effectiveOn } : {}),
    ...(law.issuer ? { legislationPassedBy: { '@type': 'Organization', name: law.issuer } } : {}),
  }
}

export const paragraphs = (text: string) => text.split('\n').filter(Boolean)
