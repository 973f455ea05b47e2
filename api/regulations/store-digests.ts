/** First content: puts our notes (content/regulations) into the library. Unchanged notes are left alone. */
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { articleLabel } from '../../content/rules/cite.ts'
import type { RegulationDigest } from '../../content/schema-regulations.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { titleKey, topicsOf } from './import/classify.ts'
import { announceLaw, settleVersions, versionId, writeArticles } from './store-law.ts'
import { articleNotes, laws, lawVersions } from './tables.ts'

/** @returns ids of the laws whose notes were written */
export async function storeDigests(deps: Deps, ctx: Context): Promise<string[]> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const written: string[] = []
  for (const digest of deps.content.regulations.digests) {
    const id = await deps.db.transaction((tx) => storeDigest(deps, tx, ctx, digest))
    if (id) written.push(id)
  }
  return written
}

async function storeDigest(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  digest: RegulationDigest,
): Promise<string | null> {
  const key = `${digest.region}:${titleKey(digest.title)}`
  const hash = createHash('sha256').update(JSON.stringify(digest)).digest('hex').slice(0, 32)
  const [known] = await tx.select({ id: laws.id, hash: laws.digestHash }).from(laws).where(eq(laws.key, key))
  if (known?.hash === hash) return null
  const id = known?.id ?? digest.id
  const row = {
    titleEn: digest.titleEn,
    aliases: digest.aliases,
    level: digest.level,
    region: digest.region,
    topics: topicsOf(deps.content.regulations.vocabulary, digest.title),
    summaryZh: digest.summary.zh,
    summaryEn: digest.summary.en,
    url: digest.url,
    digestHash: hash,
  }
  await tx
    .insert(laws)
    .values({ id, key, title: digest.title, ...row })
    .onConflictDoUpdate({ target: laws.id, set: row })
  await writeNotes(tx, id, digest)
  await writeDigestVersion(tx, id, digest, hash)
  for (const replaced of digest.replaces) await writeReplaced(deps, tx, digest, replaced)
  await settleVersions(tx, id)
  await audit(deps, tx, ctx, {
    action: 'regulations.notes-stored',
    entity: 'law',
    entityId: id,
    after: { articles: digest.articles.length },
  })
  await announceLaw(deps, tx, id)
  return id
}

async function writeNotes(
  tx: Transaction,
  lawId: string,
  { articles, effectiveOn, notesUntil }: RegulationDigest,
): Promise<void> {
  await tx.delete(articleNotes).where(eq(articleNotes.lawId, lawId))
  const rows = articles.map(({ title, ...note }) => ({
    lawId,
    titleZh: title.zh,
    titleEn: title.en,
    since: effectiveOn,
    until: notesUntil ?? null,
    ...note,
  }))
  await tx.insert(articleNotes).values(rows)
}

/** Stands in for the text until that is imported. */
async function writeDigestVersion(
  tx: Transaction,
  lawId: string,
  digest: RegulationDigest,
  contentHash: string,
): Promise<void> {
  const [imported] = await tx.execute(sql`
    update law_versions
    set effective_on = case when published_on = ${digest.publishedOn}::date then ${digest.effectiveOn}::date else effective_on end
    where law_id = ${lawId} and source = 'official'
      and (effective_on >= ${digest.effectiveOn}::date or published_on = ${digest.publishedOn}::date)
    returning 1`)
  if (imported) return
  await tx.execute(sql`delete from law_versions where law_id = ${lawId} and source = 'digest'`)
  const id = versionId(lawId, digest.effectiveOn)
  const { title, issuer, documentNumber, publishedOn, effectiveOn } = digest
  await tx.insert(lawVersions).values({
    id,
    lawId,
    title,
    issuer,
    documentNumber,
    publishedOn,
    effectiveOn,
    preamble: '',
    source: 'digest',
    contentHash,
    articleCount: digest.articles.length,
  })
  const list = digest.articles.map(({ number }) => ({
    number,
    label: articleLabel({ article: number }, 'zh'),
    chapter: [],
    text: '',
  }))
  await writeArticles(tx, id, list)
}

/** The rule this one took the place of, under another name (暂行办法 → 办法). */
async function writeReplaced(
  deps: Deps,
  tx: Transaction,
  digest: RegulationDigest,
  replaced: RegulationDigest['replaces'][number],
): Promise<void> {
  const key = `${digest.region}:${titleKey(replaced.title)}`
  const id = `law-${createHash('sha256').update(key).digest('hex').slice(0, 10)}`
  await tx
    .insert(laws)
    .values({
      id,
      key,
      title: replaced.title,
      level: digest.level,
      region: digest.region,
      aliases: [],
      topics: topicsOf(deps.content.regulations.vocabulary, replaced.title),
    })
    .onConflictDoNothing()
  const [law] = await tx.select({ id: laws.id }).from(laws).where(eq(laws.key, key))
  if (!law) return
  const ended = { endsOn: replaced.endedOn, replacedBy: digest.title }
  const [newest] = await tx.execute<{ id: string }>(
    sql`select id from law_versions where law_id = ${law.id} order by effective_on desc nulls last limit 1`,
  )
  if (newest) await tx.update(lawVersions).set(ended).where(eq(lawVersions.id, newest.id))
  else
    await tx.insert(lawVersions).values({
      id: versionId(law.id, replaced.effectiveOn),
      lawId: law.id,
      title: replaced.title,
      issuer: digest.issuer,
      documentNumber: replaced.documentNumber,
      publishedOn: null,
      effectiveOn: replaced.effectiveOn,
      preamble: '',
      source: 'digest',
      contentHash: '',
      articleCount: 0,
      ...ended,
    })
  await announceLaw(deps, tx, law.id)
}
