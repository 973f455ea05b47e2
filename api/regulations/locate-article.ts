/** Verb: where an article of a law stands on a day, for those who only need its address. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { articleUrl, readLaws } from './law-store.ts'
import { versionOn } from './status.ts'
import { articles } from './tables.ts'

/** The article's address as of `day`, today's where that version does not have it; null when the library holds neither. */
export async function locateArticle(deps: Deps, lawId: string, number: string, day: string): Promise<string | null> {
  const [stored] = await readLaws(deps, [lawId])
  if (!stored) return null
  const { versions } = stored
  const has = async (id: string | undefined) =>
    id !== undefined &&
    (
      await deps.db
        .select({ position: articles.position })
        .from(articles)
        .where(and(eq(articles.versionId, id), eq(articles.number, number)))
        .limit(1)
    ).length > 0
  if (await has(versionOn(versions, day)?.id)) return `${articleUrl(lawId, number)}?asOf=${day}`
  return (await has(versions.at(-1)?.id)) ? articleUrl(lawId, number) : null
}
