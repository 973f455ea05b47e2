/** Two versions of a law beside each other: a view of GET /api/regulations/{id}/compare. */
import type { AstroGlobal } from 'astro'
import type { ComparedArticle, VersionView } from '../../../api/regulations/model.ts'
import { formatDate } from '../format.ts'
import type { useSite } from '../i18n.ts'
import { FRESH } from './regulations-law.ts'

type Site = ReturnType<typeof useSite>
type Side = NonNullable<ComparedArticle['before']>

/** Undefined when the law or a day is unknown, or the library does not hold the text of two versions. */
export async function comparePage(astro: Pick<AstroGlobal, 'url' | 'response'>, { api }: Site, id: string) {
  const days = ['from', 'to'].flatMap((name) => {
    const day = astro.url.searchParams.get(name)?.trim() ?? ''
    return day === '' ? [] : [[name, day]]
  })
  const answer = await api.regulations[':id'].compare.$get({
    param: { id: encodeURIComponent(id) },
    query: Object.fromEntries(days) as { from?: string; to?: string },
  })
  if (!answer.ok) return undefined
  astro.response.headers.set('cache-control', FRESH)
  return answer.json()
}

/** A day on which a version bound, for addresses; the first version may not say when it began. */
export const dayOf = ({ effectiveOn }: Pick<VersionView, 'effectiveOn'>) => effectiveOn ?? '1900-01-01'

export const sinceOf = ({ say, locale }: Site, { effectiveOn }: Pick<VersionView, 'effectiveOn'>) =>
  effectiveOn === null
    ? say('regulations.unknown')
    : say('regulations.versionSince', { date: formatDate(locale, effectiveOn) })

export type ComparedRow =
  | { kind: 'same'; text: string }
  | { kind: 'other'; change: Exclude<ComparedArticle['change'], 'same'>; before: Side | null; after: Side | null }

/** Unchanged articles that follow one another are one line. */
export function comparedRows({ say }: Site, articles: readonly ComparedArticle[]): ComparedRow[] {
  const rows: ComparedRow[] = []
  let same: string[] = []
  const close = () => {
    const [first, last] = [same[0], same.at(-1)]
    if (first === undefined || last === undefined) return
    const range =
      same.length === 1
        ? say('regulations.one.label', { label: first })
        : say('regulations.range.label', { first, last })
    rows.push({ kind: 'same', text: say('regulations.compareSame', { range }) })
    same = []
  }
  for (const { change, before, after } of articles) {
    if (change === 'same') same.push(after?.label ?? '')
    else {
      close()
      rows.push({ kind: 'other', change, before, after })
    }
  }
  close()
  return rows
}
