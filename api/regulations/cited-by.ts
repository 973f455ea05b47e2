/** What an article cites, and what cites an article or a law: other texts of the library, and our own rules and guides. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { titleKey } from './import/classify.ts'
import { articleUrl, type LawRow, lawUrl } from './law-store.ts'
import type { CitedArticle, CitedByArticles, CitedByLaws } from './model.ts'
import { productUses } from './product-uses.ts'

const ARTICLES_SHOWN = 20
const LAWS_SHOWN = 10

/** Texts that outrank come first. */
const RANK = sql`array_position(array['constitution','law','regulation','interpretation','rule','local','other'], l.level)`

/** Names a text may use for the law, without ornament. */
const namesOf = ({ key, aliases }: LawRow) => [...new Set([key.slice(3), ...aliases.map(titleKey)])]

/** A regional law is only meant by texts of its own region: titles repeat across regions. */
function meant(law: LawRow, day: string): SQL {
  return sql`${inArray(sql`c.law_key`, namesOf(law))}
    and (v.effective_on is null or v.effective_on <= ${day}::date) and (v.ends_on is null or v.ends_on >= ${day}::date)
    and (${law.region}::text = 'CN' or l.region = ${law.region})`
}

interface CitingRow extends Record<string, unknown> {
  law_id: string
  title: string
  region: string
  number: string
  label: string
  total: number
}

/** Articles in force on `day` whose text names this one. */
export async function articleCitedBy(deps: Deps, law: LawRow, number: string, day: string): Promise<CitedByArticles> {
  const rows = await deps.db.execute<CitingRow>(sql`
    select l.id as law_id, v.title, l.region, a.number, a.label, (count(*) over ())::int as total
    from article_citations c join law_versions v on v.id = c.version_id join laws l on l.id = v.law_id
      join articles a on a.version_id = c.version_id and a.position = c.position
    where ${meant(law, day)} and c.number = ${number} and a.number <> ''
    group by l.id, v.title, l.region, l.level, a.number, a.label, a.position
    order by (l.id = ${law.id}) desc, ${RANK}, l.id, a.position limit ${ARTICLES_SHOWN}`)
  return {
    items: rows.map((row) => citedArticle(row)),
    total: rows[0]?.total ?? 0,
    product: productUses(deps, namesOf(law), number, day),
  }
}

/** Other laws in force on `day` that name this law or an article of it. */
export async function lawCitedBy(deps: Deps, law: LawRow, day: string): Promise<CitedByLaws> {
  const rows = await deps.db.execute<CitingRow & { places: number }>(sql`
    select l.id as law_id, v.title, l.region, count(distinct c.position)::int as places, (count(*) over ())::int as total
    from article_citations c join law_versions v on v.id = c.version_id join laws l on l.id = v.law_id
    where ${meant(law, day)} and l.id <> ${law.id}
    group by l.id, v.id, v.title, l.region, l.level order by ${RANK}, places desc, l.id limit ${LAWS_SHOWN}`)
  return {
    items: rows.map(({ law_id: id, title, region, places }) => ({ id, title, region, places, url: lawUrl(id) })),
    total: rows[0]?.total ?? 0,
    product: productUses(deps, namesOf(law), null, day),
  }
}

/** Places the text of one article names, as far as the library holds them. */
export async function articleCites(
  deps: Deps,
  law: LawRow,
  { versionId, position, number }: { versionId: string; position: number; number: string },
): Promise<CitedArticle[]> {
  const rows = await deps.db.execute<CitingRow>(sql`
    select distinct on (c.law_key, c.number) l.id as law_id, l.title, l.region, a.number, a.label
    from article_citations c
      join laws l on l.key in ('CN:' || c.law_key, ${law.region}::text || ':' || c.law_key)
      join law_versions v on v.law_id = l.id join articles a on a.version_id = v.id and a.number = c.number
    where c.version_id = ${versionId} and c.position = ${position} and c.number <> ''
      and not (l.id = ${law.id} and a.number = ${number})
    order by c.law_key, c.number, (l.region = ${law.region}) desc, v.effective_on desc nulls last`)
  return rows.map((row) => citedArticle(row))
}

const citedArticle = ({ law_id: id, title, region, number, label }: CitingRow): CitedArticle => ({
  law: { id, title, region },
  number,
  label,
  url: articleUrl(id, number),
})
