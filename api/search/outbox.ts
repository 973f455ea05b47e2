/** The way from a change to the index: announced in the change's transaction, applied right after it or by the next sweep. */
import { asc, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import type { PlatformDeps } from '../platform/deps.ts'
import { whileAlone } from './lock.ts'
import { sources } from './sources.ts'
import { searchOutbox } from './tables.ts'

const ROWS_AT_ONCE = 50
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

/**
 * Writes everything announced into the index, in order. Does nothing while another process applies or rebuilds: rows
 * wait for it. Running twice does no harm.
 *
 * @returns records written
 */
export async function applyOutbox(deps: Deps, progress: (done: number) => void = () => {}): Promise<number> {
  let done = 0
  await whileAlone(deps, async () => {
    for (;;) {
      const rows = await deps.db.select().from(searchOutbox).orderBy(asc(searchOutbox.id)).limit(ROWS_AT_ONCE)
      if (rows.length === 0) return
      for (const source of sources) {
        const refs = [...new Set(rows.filter((row) => row.collection === source.index.name).flatMap((row) => row.refs))]
        for (let at = 0; at < refs.length; at += REFS_AT_ONCE) {
          const some = refs.slice(at, at + REFS_AT_ONCE)
          const put = await source.of(deps, some)
          await deps.search.apply(source.index, { remove: { field: source.refField, in: some }, put })
        }
        done += refs.length
      }
      await deps.db.delete(searchOutbox).where(
        inArray(
          searchOutbox.id,
          rows.map((row) => row.id),
        ),
      )
      progress(done)
    }
  })
  return done
}
