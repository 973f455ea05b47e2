/** Puts prepared records into the database by staging and merge, whole batches only: all of one or nothing. */
import { sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { registerEnterprises } from '../../enterprises/register-enterprises.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { copyInto, copyLine } from '../../platform/copy.ts'
import type { Transaction } from '../../platform/database.ts'
import { announce } from '../../search/outbox.ts'
import type { Prepared } from '../prepare.ts'

export interface Staged {
  where: string
  line: number
  prepared: Prepared
}

export interface BatchResult {
  stored: number
  /** Published already, with the same words. */
  known: number
  /** Records published already with other words; those stay as they are. */
  differing: Staged[]
}

/** Columns of the record itself, as the staging table and `disclosures` have them. */
const COLUMNS = [
  ['id', 'uuid'],
  ['natural_key', 'text'],
  ['type', 'text'],
  ['state', 'text'],
  ['party_name', 'text'],
  ['party_category', 'text'],
  ['uscc', 'text'],
  ['decided_on', 'date'],
  ['published_on', 'date'],
  ['withdraw_on', 'date'],
  ['term_rule', 'text'],
  ['authority', 'text'],
  ['station', 'text'],
  ['document_number', 'text'],
  ['result', 'text'],
  ['breach', 'text'],
  ['penalty_kinds', 'text[]'],
  ['industry', 'text'],
  ['topic', 'text'],
  ['fine_yuan', 'numeric'],
  ['confiscated_yuan', 'numeric'],
  ['severity', 'text'],
  ['data_key_id', 'uuid'],
  ['sealed', 'bytea'],
  ['version', 'integer'],
  ['demo', 'boolean'],
  ['created_at', 'timestamptz'],
] as const
const NAMES = COLUMNS.map(([name]) => name).join(', ')
const STAGING = `create temp table if not exists import_records (place integer, ${COLUMNS.map((column) => column.join(' ')).join(', ')},
  wrapped bytea, content jsonb) on commit delete rows`

/** Thrown to undo a batch that only a dry run wanted. */
class Rehearsed extends Error {}

/** @param dryRun finds out what would happen, and undoes it */
export async function storeBatch(
  deps: Deps,
  ctx: Context,
  batch: readonly Staged[],
  dryRun: boolean,
): Promise<BatchResult> {
  let result: BatchResult = { stored: 0, known: 0, differing: [] }
  try {
    await deps.db.transaction(async (tx) => {
      result = await merge(deps, tx, ctx, batch)
      if (dryRun) throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
  return result
}

async function merge(deps: Deps, tx: Transaction, ctx: Context, batch: readonly Staged[]): Promise<BatchResult> {
  await tx.execute(sql.raw(STAGING))
  await copyInto(tx, `import_records (place, ${NAMES}, wrapped, content)`, [
    batch.map(({ prepared }, place) => lineOf(prepared, place)).join(''),
  ])
  const [first] = await tx.execute<{ ids: string[] | null }>(
    sql.raw(`
    with fresh as (
      insert into disclosures (${NAMES}, detail, laws)
      select ${NAMES}, content->'detail', content->'laws' from import_records order by place
      on conflict (natural_key) do nothing returning id),
    kept as (
      insert into disclosure_versions (disclosure_id, version, kind, at, content)
      select r.id, 1, 'original', r.created_at, r.content from import_records r join fresh using (id)),
    sealing as (
      insert into data_keys (id, wrapped, created_at)
      select r.data_key_id, r.wrapped, r.created_at from import_records r join fresh using (id)
      where r.data_key_id is not null)
    select array_agg(id) as ids from fresh`),
  )
  const ids = first?.ids ?? []
  const fresh = new Set(ids)
  if (ids.length > 0) {
    const parties = batch.flatMap(({ prepared: { row, content } }) =>
      fresh.has(row.id) && content.uscc !== null ? [{ ...content, demo: row.demo === true }] : [],
    )
    await registerEnterprises(deps, tx, parties)
    await announce(deps, tx, 'disclosures', ids)
    await audit(deps, tx, ctx, {
      action: 'disclosure.imported',
      entity: 'disclosures',
      entityId: ids[0] ?? '',
      after: { records: ids.length, firstLine: batch[0]?.line ?? 0, lastLine: batch.at(-1)?.line ?? 0 },
    })
  }
  const differing = ids.length === batch.length ? [] : await placesThatDiffer(tx)
  return {
    stored: ids.length,
    known: batch.length - ids.length,
    differing: differing.flatMap((place) => batch[place] ?? []),
  }
}

/** Places in the batch of rows whose record is published with other words than when it first came. */
async function placesThatDiffer(tx: Transaction): Promise<number[]> {
  const rows = await tx.execute<{ place: number }>(sql`
    select r.place from import_records r
      join disclosures d on d.natural_key = r.natural_key and d.id <> r.id
      join disclosure_versions v on v.disclosure_id = d.id and v.version = 1 and v.kind = 'original'
    where v.content <> r.content order by r.place`)
  return rows.map(({ place }) => place)
}

function lineOf({ row, content, wrappedKey }: Prepared, place: number): string {
  return copyLine([
    place,
    row.id,
    row.naturalKey,
    row.type,
    row.state,
    row.partyName,
    row.partyCategory,
    row.uscc ?? null,
    row.decidedOn,
    row.publishedOn,
    row.withdrawOn ?? null,
    row.termRule,
    row.authority,
    row.station ?? null,
    row.documentNumber ?? null,
    row.result ?? null,
    row.breach ?? null,
    `{${(row.penaltyKinds ?? []).map((kind) => JSON.stringify(kind)).join(',')}}`,
    row.industry ?? null,
    row.topic ?? null,
    row.fineYuan ?? null,
    row.confiscatedYuan ?? null,
    row.severity ?? null,
    row.dataKeyId ?? null,
    hex(row.sealed ?? null),
    row.version,
    row.demo === true,
    row.createdAt.toISOString(),
    hex(wrappedKey),
    JSON.stringify(content).replaceAll('\\u0000', ''),
  ])
}

const hex = (bytes: Buffer | null) => (bytes === null ? null : `\\x${bytes.toString('hex')}`)
