/** Puts prepared records into the database, whole batches only: all of one or nothing. */
import { sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { type NamedParty, registerEnterprises } from '../../enterprises/register-enterprises.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { copyInto, copyLine, copyValue } from '../../platform/copy.ts'
import type { Transaction } from '../../platform/database.ts'
import { announce } from '../../search/outbox.ts'
import type { RecordContent } from '../model.ts'
import type { Prepared } from '../prepare.ts'
import { CopyPage } from './copy-page.ts'

/** What is kept of a record on its way: the rest is written out already. */
export interface Staged {
  where: string
  line: number
  id: string
  naturalKey: string
  party: NamedParty
  /** Id and wrapped data key, where the decision's own words are sealed. */
  key: { id: string; wrapped: Buffer; createdAt: string } | null
}

export interface Batch {
  staged: Staged[]
  /** The records as COPY reads them, in the order of `staged`. */
  page: CopyPage
}

export interface BatchResult {
  stored: number
  /** Published already, with the same words. */
  known: number
  /** Records published already with other words; those stay as they are. */
  differing: Staged[]
}

/** In the order of `lineOf`. */
const NAMES = `id, natural_key, type, state, party_name, party_category, uscc, decided_on, published_on, withdraw_on,
  term_rule, authority, station, document_number, result, breach, penalty_kinds, industry, topic, fine_yuan,
  confiscated_yuan, severity, data_key_id, sealed, version, demo, created_at, detail, laws`
/** What a version keeps (`RecordContent`), made of the columns of a record. */
const CONTENT = `jsonb_build_object('type', type, 'partyName', party_name, 'partyCategory', party_category, 'uscc', uscc,
  'decidedOn', decided_on, 'authority', authority, 'station', station, 'documentNumber', document_number, 'result', result,
  'breach', breach, 'penaltyKinds', penalty_kinds, 'industry', industry, 'topic', topic, 'fineYuan', fine_yuan::text,
  'confiscatedYuan', confiscated_yuan::text, 'severity', severity, 'laws', laws, 'detail', detail)`
const AGAIN = `create temp table import_again on commit drop as select ${NAMES} from disclosures with no data`
/** Somebody published one of the same records between the look and the writing. */
const UNIQUE_VIOLATION = '23505'
const ATTEMPTS = 3

export function createBatch(): Batch {
  return { staged: [], page: new CopyPage() }
}

export function addToBatch({ staged, page }: Batch, at: { where: string; line: number }, prepared: Prepared): void {
  const { row, content, wrappedKey } = prepared
  page.add(lineOf(prepared))
  const { partyName, partyCategory, uscc, station, industry } = content
  staged.push({
    where: at.where,
    line: at.line,
    id: row.id,
    naturalKey: row.naturalKey,
    party: { partyName, partyCategory, uscc, station, industry, demo: row.demo === true },
    key:
      wrappedKey && row.dataKeyId
        ? { id: row.dataKeyId, wrapped: wrappedKey, createdAt: row.createdAt.toISOString() }
        : null,
  })
}

export interface Storing {
  /** Finds out what would happen, and changes nothing. */
  dryRun: boolean
  /** Nothing in the batch is expected to be published already: written without a look, and with one where that fails. */
  allNew: boolean
}

export async function storeBatch(deps: Deps, ctx: Context, batch: Batch, storing: Storing): Promise<BatchResult> {
  let look = storing.dryRun || !storing.allNew
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.db.transaction((tx) => store(deps, tx, ctx, batch, { ...storing, look }))
    } catch (error) {
      if (attempt === ATTEMPTS || codeOf(error) !== UNIQUE_VIOLATION) throw error
      look = true
    }
  }
}

const codeOf = (error: unknown): unknown => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  return code ?? cause?.code
}

async function store(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  { staged, page }: Batch,
  { dryRun, look }: { dryRun: boolean; look: boolean },
): Promise<BatchResult> {
  const known = look ? await keysPublished(tx, staged) : new Set<string>()
  const isFresh = (place: number) => !known.has(staged[place]?.naturalKey ?? '')
  const fresh = staged.filter((_, place) => isFresh(place))
  if (fresh.length > 0 && !dryRun) {
    await copyInto(tx, `disclosures (${NAMES})`, page.pieces(isFresh))
    await write(deps, tx, ctx, fresh)
  }
  const other = known.size === 0 ? new Set() : await idsThatDiffer(tx, page, (place) => !isFresh(place))
  return { stored: fresh.length, known: known.size, differing: staged.filter(({ id }) => other.has(id)) }
}

async function keysPublished(tx: Transaction, staged: readonly Staged[]): Promise<Set<string>> {
  const keys = arrayOf(staged.map(({ naturalKey }) => naturalKey))
  const rows = await tx.execute<{ key: string }>(
    sql`select natural_key as key from disclosures where natural_key = any(${keys}::text[])`,
  )
  return new Set(rows.map(({ key }) => key))
}

/** What goes with records just written. */
async function write(deps: Deps, tx: Transaction, ctx: Context, fresh: readonly Staged[]): Promise<void> {
  const ids = fresh.map(({ id }) => id)
  const sealing = fresh.flatMap(({ key }) => key ?? [])
  if (sealing.length > 0)
    await copyInto(
      tx,
      'data_keys (id, wrapped, created_at)',
      sealing.map(({ id, wrapped, createdAt }) => copyLine([id, hex(wrapped), createdAt])),
    )
  await registerEnterprises(
    deps,
    tx,
    fresh.map(({ party }) => party),
  )
  await announce(deps, tx, 'disclosures', ids)
  await audit(deps, tx, ctx, {
    action: 'disclosure.imported',
    entity: 'disclosures',
    entityId: ids[0] ?? '',
    after: { records: ids.length, firstLine: fresh[0]?.line ?? 0, lastLine: fresh.at(-1)?.line ?? 0 },
  })
}

/** Ids of those in the batch that are published with other words than when they first came. */
async function idsThatDiffer(tx: Transaction, page: CopyPage, known: (place: number) => boolean): Promise<Set<string>> {
  await tx.execute(sql.raw(AGAIN))
  await copyInto(tx, `import_again (${NAMES})`, page.pieces(known))
  const rows = await tx.execute<{ id: string }>(sql`
    with again as (select id, natural_key, ${sql.raw(CONTENT)} as content from import_again),
      first as (select d.natural_key, coalesce(v.content, ${sql.raw(CONTENT)}) as content
        from disclosures d left join disclosure_versions v on v.disclosure_id = d.id and v.version = 1
        where d.natural_key in (select natural_key from import_again))
    select again.id from again join first using (natural_key) where first.content <> again.content`)
  return new Set(rows.map(({ id }) => id))
}

/** A list of plain words as PostgreSQL writes an array. */
const arrayOf = (words: readonly string[]) => `{${words.join(',')}}`

function lineOf({ row, content }: Prepared): string {
  const { penaltyKinds = [], sealed = null } = row
  // Ids, days, sums and codes of the tables hold nothing that COPY would misread.
  const kinds = penaltyKinds.length === 0 ? '{}' : `{"${penaltyKinds.join('","')}"}`
  return (
    `${row.id}\t${row.naturalKey}\t${row.type}\t${row.state}\t${copyValue(row.partyName)}\t${row.partyCategory}\t` +
    `${copyValue(row.uscc ?? null)}\t${row.decidedOn}\t${row.publishedOn}\t${row.withdrawOn ?? NULL}\t${row.termRule}\t` +
    `${copyValue(row.authority)}\t${row.station ?? NULL}\t${copyValue(row.documentNumber ?? null)}\t` +
    `${copyValue(row.result ?? null)}\t${row.breach ?? NULL}\t${kinds}\t${row.industry ?? NULL}\t${row.topic ?? NULL}\t` +
    `${row.fineYuan ?? NULL}\t${row.confiscatedYuan ?? NULL}\t${row.severity ?? NULL}\t${row.dataKeyId ?? NULL}\t` +
    `${copyValue(hex(sealed))}\t${row.version}\t${row.demo === true}\t${instantOf(row.createdAt)}\t` +
    `${copyValue(json(content.detail))}\t${lawsOf(content.laws)}\n`
  )
}

const NULL = '\\N'
/** Lists of citations come again and again. */
const written = new WeakMap<object, string>()

function lawsOf(laws: RecordContent['laws']): string {
  const before = written.get(laws)
  if (before !== undefined) return before
  const text = copyValue(json(laws))
  written.set(laws, text)
  return text
}

let latest = { time: Number.NaN, text: '' }

function instantOf(at: Date): string {
  if (at.getTime() !== latest.time) latest = { time: at.getTime(), text: at.toISOString() }
  return latest.text
}

/** jsonb holds no zero. */
function json(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\u0000') ? text.replaceAll('\\u0000', '') : text
}
const hex = (bytes: Buffer | null) => (bytes === null ? null : `\\x${bytes.toString('hex')}`)
