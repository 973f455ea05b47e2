/**
 * Verb of a nightly job: holds every article the guides cite against the text they were last checked with, and opens a
 * task for each guide whose article changed, went or was repealed. An article seen for the first time is only remembered.
 */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { citationsIn } from '../../../content/load-licences.ts'
import type { Content } from '../../../content/schema.ts'
import type { Citation } from '../../../content/schema-rules.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import { systemContext } from '../../platform/context.ts'
import { type ArticleOnDay, articlesOn } from '../../regulations/articles-on.ts'
import { guideArticles, guideFlags } from '../tables.ts'
import type { FLAG_REASONS } from './model.ts'

type Reason = Exclude<(typeof FLAG_REASONS)[number], 'reader'>

/** How many tasks were opened. */
export async function flagChangedGuides(deps: Deps): Promise<number> {
  const day = chinaDate(deps.clock.now())
  const cited = citedBy(deps.content)
  const places = new Map<string, string[]>()
  for (const { title, article } of cited.keys()) places.set(title, [...(places.get(title) ?? []), article])
  let opened = 0
  for (const found of await articlesOn(deps, places, day)) {
    const guides =
      [...cited].find(([{ title, article }]) => title === found.title && article === found.article)?.[1] ?? []
    const reason = await changeOf(deps, found)
    if (reason) opened += await openTasks(deps, guides, reason, found)
  }
  return opened
}

interface Place {
  title: string
  article: string
}

/** Every place with the guides that cite it. */
function citedBy({ licences, find }: Content): Map<Place, string[]> {
  const places = new Map<string, { place: Place; guides: Set<string> }>()
  const add = (guide: string, citation: Citation) => {
    const title = find.law.get(citation.law)?.title
    if (title === undefined || citation.article === undefined) return
    const key = `${title} ${citation.article}`
    const known = places.get(key) ?? { place: { title, article: citation.article }, guides: new Set() }
    places.set(key, { ...known, guides: known.guides.add(guide) })
  }
  for (const each of [...licences.cards, ...licences.businesses])
    for (const citation of citationsIn(each)) add(each.id, citation)
  return new Map([...places.values()].map(({ place, guides }) => [place, [...guides]]))
}

/** What happened to an article since the guides were held against it; the new text is remembered. */
async function changeOf(deps: Deps, { title, article, state, text }: ArticleOnDay): Promise<Reason | null> {
  if (state === 'unknown') return null
  const where = and(eq(guideArticles.law, title), eq(guideArticles.article, article))
  const [known] = await deps.db.select().from(guideArticles).where(where)
  const hash =
    state === 'stands'
      ? createHash('sha256')
          .update(text ?? '')
          .digest('hex')
      : state
  if (known?.textHash === hash) return null
  const row = { law: title, article, textHash: hash, seenAt: deps.clock.now() }
  await deps.db
    .insert(guideArticles)
    .values(row)
    .onConflictDoUpdate({ target: [guideArticles.law, guideArticles.article], set: row })
  if (state === 'repealed') return 'law-repealed'
  if (state === 'gone') return 'article-gone'
  return known ? 'article-changed' : null
}

async function openTasks(
  deps: Deps,
  guides: readonly string[],
  reason: Reason,
  { title, article }: Place,
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const at = deps.clock.now()
    const rows = guides.map((guide) => ({
      id: deps.random.uuid(),
      guide,
      reason,
      matter: `${title} ${article}`,
      state: 'open' as const,
      openedAt: at,
    }))
    const opened = await tx.insert(guideFlags).values(rows).onConflictDoNothing().returning({ guide: guideFlags.guide })
    const ctx = systemContext('licences.articles')
    for (const { guide } of opened)
      await audit(deps, tx, ctx, {
        action: 'guide.flagged',
        entity: 'guide',
        entityId: guide,
        after: { reason, law: title, article },
      })
    return opened.length
  })
}
