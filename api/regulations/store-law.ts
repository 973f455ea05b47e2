/** Writes one law with its versions in one transaction: all of it or nothing, and nothing when it is there already. */
import { createHash } from 'node:crypto'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { announce } from '../search/outbox.ts'
import { titleKey } from './import/classify.ts'
import type { Note } from './import/files.ts'
import type { GatheredLaw, Version, VersionText } from './import/gather.ts'
import type { ParsedArticle } from './import/structure.ts'
import { compare, marksOf, type TextMarks, twinAmong, UNKNOWN_VERSION } from './import/versions.ts'
import { writeLinks } from './link-laws.ts'
import { articles, laws, lawVersions } from './tables.ts'

export interface Stored {
  /** Whether anything was written. */
  changed: boolean
  notes: Note[]
}

export async function storeLaw(deps: Deps, ctx: Context, gathered: GatheredLaw): Promise<Stored> {
  const law = withKnownFacts(deps, gathered)
  const [known] = await deps.db.select({ id: laws.id }).from(laws).where(eq(laws.key, law.key))
  const id = known?.id ?? idOf(deps, law)
  const { fresh, notes, before } = await newVersions(deps, id, law)
  if (fresh.length === 0) return { changed: false, notes }
  const texts = await Promise.all(fresh.map(async (version) => ({ version, text: await version.read() })))
  await deps.db.transaction(async (tx) => {
    // Laws lost to a power cut come in again with the next import: no need to wait for the disk after each.
    await tx.execute(sql`set local synchronous_commit to off`)
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
    for (const { version, text } of texts) {
      if (before > 0) await dropOutdated(tx, id, version, law.versions)
      await writeVersion(tx, id, version, text)
    }
    await settleVersions(tx, id)
    await audit(deps, tx, ctx, {
      action: 'regulations.imported',
      entity: 'law',
      entityId: id,
      before: { versions: before },
      after: { written: fresh.map(({ effectiveOn }) => effectiveOn ?? 'undated') },
    })
    await announceLaw(deps, tx, id)
  })
  return { changed: true, notes }
}

/** Versions to write. What came from the same file before is written anew; a text from another file must be the better one. */
async function newVersions(deps: Deps, id: string, law: GatheredLaw) {
  const stored = await deps.db
    .select({
      id: lawVersions.id,
      hash: lawVersions.contentHash,
      source: lawVersions.source,
      effectiveOn: lawVersions.effectiveOn,
    })
    .from(lawVersions)
    .where(eq(lawVersions.lawId, id))
  const notes: Note[] = []
  const fresh: Version[] = []
  for (const version of law.versions) {
    const [content, origin] = version.contentHash.split('.')
    if (stored.some(({ hash }) => hash.split('.')[0] === content)) continue
    const others = stored.filter(
      ({ source, hash }) => source === 'official' && (hash.split('.')[1] ?? origin) !== origin,
    )
    const rivals = version.dated ? others.filter((other) => other.id === versionId(id, version.effectiveOn)) : others
    const twin = twinAmong(await withMarks(deps, rivals), version)
    if (twin === undefined) fresh.push(version)
    else if (twin === 'unknown') notes.push({ file: version.origin, kind: 'decided', reason: UNKNOWN_VERSION })
    else {
      const { verdict, reason } = compare(twin.marks, version.marks)
      if (verdict === 'second' && version.dated) fresh.push(version)
      notes.push({
        file: version.origin,
        kind: verdict === 'equal' ? 'duplicate' : 'decided',
        reason: `法规库已有这个版本（${twin.effectiveOn ?? '无日期'}）：${reason}`,
      })
    }
  }
  return { fresh, notes, before: stored.length }
}

async function withMarks<V extends { id: string }>(
  deps: Deps,
  versions: readonly V[],
): Promise<(V & { marks: TextMarks })[]> {
  if (versions.length === 0) return []
  const rows = await deps.db
    .select({ versionId: articles.versionId, number: articles.number, text: articles.text })
    .from(articles)
    .where(
      inArray(
        articles.versionId,
        versions.map(({ id }) => id),
      ),
    )
    .orderBy(asc(articles.position))
  return versions.map((version) => ({
    ...version,
    marks: marksOf(rows.filter(({ versionId }) => versionId === version.id)),
  }))
}

/** Everything the index holds of a law is written anew. */
export async function announceLaw(deps: Deps, tx: Transaction, lawId: string): Promise<void> {
  await announce(deps, tx, 'laws', [lawId])
  await announce(deps, tx, 'articles', [lawId])
}

/**
 * Of a version we wrote notes on, day and number are known: a text often names only the day of its first version, and
 * the number of the order that amended it.
 */
function withKnownFacts(deps: Deps, law: GatheredLaw): GatheredLaw {
  const digest = digestOf(deps, law)
  if (!digest) return law
  const { publishedOn, effectiveOn } = digest
  const versions = law.versions.map((version) => {
    const same = version.effectiveOn === effectiveOn || (publishedOn !== null && version.publishedOn === publishedOn)
    if (!same) return version
    return {
      ...version,
      effectiveOn,
      documentNumber: digest.documentNumber ?? version.documentNumber,
      issuer: version.issuer ?? digest.issuer,
    }
  })
  const days = versions.map((version) => version.effectiveOn)
  return {
    ...law,
    level: digest.level,
    versions: versions.filter((version, at) => days.indexOf(version.effectiveOn) === at),
  }
}

const digestOf = (deps: Deps, law: GatheredLaw) =>
  deps.content.regulations.digests.find((each) => `${each.region}:${titleKey(each.title)}` === law.key)

/** Laws we wrote notes on keep their readable id; others get one from title and region, the same at every import. */
function idOf(deps: Deps, law: GatheredLaw): string {
  const digest = digestOf(deps, law)
  return digest?.id ?? `law-${createHash('sha256').update(law.key).digest('hex').slice(0, 10)}`
}

/** What the same file gave before under another day. */
async function dropOutdated(
  tx: Transaction,
  lawId: string,
  version: Version,
  current: readonly Version[],
): Promise<void> {
  const origin = version.contentHash.split('.')[1] ?? ''
  const keep = JSON.stringify(current.map(({ contentHash }) => contentHash))
  await tx.execute(sql`
    delete from law_versions where law_id = ${lawId} and source = 'official' and split_part(content_hash, '.', 2) = ${origin}
      and id <> ${versionId(lawId, version.effectiveOn)} and not ${keep}::jsonb ? content_hash`)
}

async function writeVersion(tx: Transaction, lawId: string, version: Version, text: VersionText): Promise<void> {
  const id = versionId(lawId, version.effectiveOn)
  const row = {
    title: version.title,
    issuer: version.issuer,
    documentNumber: version.documentNumber,
    publishedOn: version.publishedOn,
    effectiveOn: version.effectiveOn,
    preamble: text.preamble,
    source: 'official' as const,
    contentHash: version.contentHash,
    articleCount: text.articles.filter(({ number }) => number !== '').length,
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
  await writeArticles(tx, id, text.articles)
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
  await writeLinks(tx, id, list)
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
