/** The way from a change to the index: announced in the change's transaction, applied right after it or by the next sweep. */
import { asc, getTableColumns, gt, inArray, lt, sql } from 'drizzle-orm'
import { type SearchEngine, SearchUnavailable } from '../../search/engine.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import type { PlatformDeps } from '../platform/deps.ts'
import { whileAlone } from './lock.ts'
import { sources } from './sources.ts'
import { searchOutbox } from './tables.ts'

const ROWS_AT_ONCE = 200
/** An import announces thousands of records in one row: rows are taken until they name this many. */
const REFS_OF_ROWS = 5000
const REFS_AT_ONCE = 200

/** Call it with the transaction that changes the records. */
export async function announce(
  deps: PlatformDeps,
  tx: Queryable,
  collection: string,
  refs: readonly string[],
): Promise<void> {
  if (refs.length === 0) return
  await tx.insert(searchOutbox).values({ collection, refs: [...refs], at: deps.clock.now() })
}

/** Newest row the engine that stands in already holds, while the other is away: it is not given everything at each sweep. */
const standbyHolds = new WeakMap<SearchEngine, bigint>()

/**
 * Writes everything announced into the index, in order. Does nothing while another process applies or rebuilds: rows
 * wait for it. Rows an engine that is away did not get wait for its return. Running twice does no harm.
 *
 * @returns records written
 */
export async function applyOutbox(deps: Deps, progress: (done: number) => void = () => {}): Promise<number> {
  let done = 0
  await whileAlone(deps, async () => {
    done = await drainOutbox(deps, progress)
  })
  return done
}

/** The same for who writes alone already (`whileAlone`). */
export async function drainOutbox(deps: Deps, progress: (done: number) => void): Promise<number> {
  let done = 0
  let after = 0n
  let missed = false
  for (;;) {
    const rows = await nextRows(deps, after)
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    const before = done
    const { records, reached } = await applyRows(deps, rows, (some) => progress(before + some))
    done += records
    if (reached)
      await deps.db.delete(searchOutbox).where(
        inArray(
          searchOutbox.id,
          rows.map(({ id }) => id),
        ),
      )
    else {
      missed = true
      const held = standbyHolds.get(deps.search) ?? 0n
      if (held > after) after = held
    }
  }
  if (missed) standbyHolds.set(deps.search, after)
  else standbyHolds.delete(deps.search)
  return done
}

type Row = typeof searchOutbox.$inferSelect

/** The oldest rows after one, of which only the last may go beyond what is taken at once. */
async function nextRows(deps: Deps, after: bigint): Promise<Row[]> {
  const counted = deps.db
    .select({
      ...getTableColumns(searchOutbox),
      before: sql<number>`sum(cardinality(refs)) over (order by id) - cardinality(refs)`.as('before'),
    })
    .from(searchOutbox)
    .where(gt(searchOutbox.id, after))
    .orderBy(asc(searchOutbox.id))
    .limit(ROWS_AT_ONCE)
    .as('counted')
  const { id, collection, refs, at, before } = counted
  return deps.db.select({ id, collection, refs, at }).from(counted).where(lt(before, REFS_OF_ROWS)).orderBy(asc(id))
}

/** `reached`: whether every engine holds them now. */
async function applyRows(
  deps: Deps,
  rows: readonly Row[],
  progress: (done: number) => void,
): Promise<{ records: number; reached: boolean }> {
  let records = 0
  let reached = true
  for (const source of sources) {
    const refs = [...new Set(rows.filter((row) => row.collection === source.index.name).flatMap((row) => row.refs))]
    for (let at = 0; at < refs.length; at += REFS_AT_ONCE) {
      const some = refs.slice(at, at + REFS_AT_ONCE)
      const put = await source.of(deps, some)
      try {
        await deps.search.apply(source.index, { remove: { field: source.refField, in: some }, put })
      } catch (error) {
        // Without an engine that stands in, the change is in no index: that is a failure.
        if (!(error instanceof SearchUnavailable) || !deps.config.meilisearch) throw error
        reached = false
      }
      records += some.length
      progress(records)
    }
  }
  return { records, reached }
}
