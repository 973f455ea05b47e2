/** Writes one law with its versions in one transaction: all of it or nothing, and nothing when it is there already. */
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { announce } from '../search/outbox.ts'
import { titleKey } from './import/classify.ts'
import type { GatheredLaw, Version } from './import/gather.ts'
import type { ParsedArticle } from './import/parse.ts'
import { laws, lawVersions } from './tables.ts'

/** @returns whether anything was written */
export async function storeLaw(deps: Deps, ctx: Context, gathered: GatheredLaw): Promise<boolean> {
  const law = withKnownDays(deps, gathered)
  return deps.db.transaction(async (tx) => {
    const [known] = await tx.select({ id: laws.id }).from(laws).where(eq(laws.key, law.key))
    const id = known?.id ?? idOf(deps, law)
    const stored = await tx
      .select({ id: lawVersions.id, hash: lawVersions.contentHash })
      .from(lawVersions)
      .where(eq(lawVersions.lawId, id))
    const fresh = law.versions.filter((version) => !stored.some(({ hash }) => hash === version.contentHash))
    if (known && fresh.length === 0) return false
    await tx
      .insert(laws)
      .values({
        id,
        key: law.key,
        title: law.title,
        level: law.level,
        region: law.region,
        topics: law.topics,
        aliases: [],
      })
      .onConflictDoUpdate({ target: laws.id, set: { level: law.level, region: law.region } })
    for (const version of fresh) await writeVersion(tx, id, version)
    await settleVersions(tx, id)
    const before = stored.length
    await audit(deps, tx, ctx, {
      action: 'regulations.imported',
      entity: 'law',
      entityId: id,
      before: { versions: before },
      after: { written: fresh.map(({ effectiveOn }) => effectiveOn ?? 'undated') },
    })
    await announceLaw(deps, tx, id)
    return true
  })
}

/** Everything the index holds of a law is written anew. */
export async function announceLaw(deps: Deps, tx: Transaction, lawId: string): Promise<void> {
  await announce(deps, tx, 'laws', [lawId])
  await announce(deps, tx, 'articles', [lawId])
}

/** The first day in force of a version we wrote notes on is known; a text often names only the day of its first version. */
function withKnownDays(deps: Deps, law: GatheredLaw): GatheredLaw {
  const digest = digestOf(deps, law)
  if (!digest) return law
  const { publishedOn, effectiveOn } = digest
  const versions = law.versions.map((version) =>
    publishedOn !== null && version.publishedOn === publishedOn ? { ...version, effectiveOn } : version,
  )
  return { ...law, versions }
}

const digestOf = (deps: Deps, law: GatheredLaw) =>
  deps.content.regulations.digests.find((each) => `${each.region}:${titleKey(each.title)}` === law.key)

/** Laws we wrote notes on keep their readable id; others get one from title and region, the same at every import. */
function idOf(deps: Deps, law: GatheredLaw): string {
  const digest = digestOf(deps, law)
  return digest?.id ?? `law-${createHash('sha256').update(law.key).digest('hex').slice(0, 10)}`
}

async function writeVersion(tx: Transaction, lawId: string, version: Version): Promise<void> {
  const id = versionId(lawId, version.effectiveOn)
  const row = {
    title: version.title,
    issuer: version.issuer,
    documentNumber: version.documentNumber,
    publishedOn: version.publishedOn,
    effectiveOn: version.effectiveOn,
    preamble: version.preamble,
    source: 'official' as const,
    contentHash: version.contentHash,
    articleCount: version.articles.filter(({ number }) => number !== '').length,
  }
  // What our notes know for certain (number, issuer) stays where the imported text is silent.
  const kept = {
    ...row,
    issuer: sql`coalesce(excluded.issuer, ${lawVersions.issuer})`,
    documentNumber: sql`coalesce(excluded.document_number, ${lawVersions.documentNumber})`,
  }
  await tx
    .insert(lawVersions)
    .values({ id, lawId, ...row })
    .onConflictDoUpdate({ target: lawVersions.id, set: kept })
  await writeArticles(tx, id, version.articles)
}

export const versionId = (lawId: string, effectiveOn: string | null) =>
  `${lawId}.${effectiveOn?.replaceAll('-', '') ?? 'undated'}`

/** One statement whatever the number of articles. */
export async function writeArticles(tx: Transaction, id: string, list: readonly ParsedArticle[]): Promise<void> {
  await tx.execute(sql`delete from articles where version_id = ${id}`)
  // PostgreSQL's text holds no NUL.
  const rows = JSON.stringify(list).replaceAll('\\u0000', '')
  await tx.execute(sql`
    insert into articles (version_id, position, number, label, chapter, text)
    select ${id}, r.position, r.item->>'number', r.item->>'label',
      array(select jsonb_array_elements_text(r.item->'chapter')), r.item->>'text'
    from jsonb_array_elements(${rows}::jsonb) with ordinality as r(item, position)`)
}

/**
 * The text imported for the day our notes name replaces the digest's empty one; a version ends the day before the next
 * begins. Days on which a rule was repealed by another (set from our notes) stay.
 */
export async function settleVersions(tx: Transaction, lawId: string): Promise<void> {
  await tx.execute(sql`
    delete from law_versions d where d.law_id = ${lawId} and d.source = 'digest'
      and exists (select 1 from law_versions o where o.law_id = d.law_id and o.source = 'official' and o.effective_on >= d.effective_on)`)
  await tx.execute(sql`
    update law_versions v set ends_on = n.ends_on
    from (select id, lead(effective_on) over (order by effective_on nulls first) - 1 as ends_on from law_versions where law_id = ${lawId}) n
    where v.id = n.id and v.replaced_by is null and v.ends_on is distinct from n.ends_on`)
  await tx.execute(sql`
    update laws set title = v.title from (select title from law_versions where law_id = ${lawId} order by effective_on desc nulls last limit 1) v
    where laws.id = ${lawId} and laws.title <> v.title`)
}
