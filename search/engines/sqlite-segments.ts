/**
 * The segments of a ranked collection beside its tables, in the same file and the same transactions. A change adds a
 * small segment and notes which rows are gone; when there are many, small ones are merged.
 */
import type { IndexDefinition, SearchDocument } from '../engine.ts'
import type { WordCutter } from '../language/words.ts'
import { buildSegment } from '../ranking/build-segment.ts'
import { mergeSegments, type Part } from '../ranking/merge-segments.ts'
import type { RankingModel } from '../ranking/model.ts'
import { pack, unpack } from '../ranking/packed.ts'
import { MOST_DOCUMENTS, packedSegment, type Segment, segmentFrom } from '../ranking/segment.ts'
import { inOrder } from './ranked-documents.ts'
import type { Store, Tables } from './sqlite-store.ts'

/** More segments than this, and small ones are merged until half are left. */
const MANY = 8

export interface Gone {
  row: number
  /** Segments numbered below this held the row; later ones may hold another document in it. */
  before: number
}

export function createSegmentTables(store: Store, tables: Tables): void {
  store.db.exec(`
    create table ${tables.segments} (id integer primary key, size integer not null, data blob not null);
    create table ${tables.gone} (row integer not null, before integer not null);
  `)
}

/** Call it before the row's place is given to another document. */
export function noteGone(store: Store, tables: Tables, row: number): void {
  store.prepare(`insert into ${tables.gone} select ?, coalesce(max(id), 0) + 1 from ${tables.segments}`).run(row)
}

export function addSegment(
  store: Store,
  tables: Tables,
  index: IndexDefinition,
  tools: { model: RankingModel; words: WordCutter },
  documents: readonly { document: SearchDocument; row: number }[],
): void {
  for (let at = 0; at < documents.length; at += MOST_DOCUMENTS) {
    const some = inOrder(index, documents.slice(at, at + MOST_DOCUMENTS))
    write(store, tables, buildSegment(tools.model, tools.words, some, index.facets))
  }
}

/** @param whole into as few as can be, whatever their number */
export function tidySegments(store: Store, tables: Tables, whole = false): void {
  const list = store
    .prepare(`select id, size from ${tables.segments} order by size`)
    .all()
    .map((row) => ({ id: Number(row['id']), size: Number(row['size']) }))
  if (!whole && list.length <= MANY) return
  const chosen = whole ? list : list.slice(0, list.length - MANY / 2 + 1)
  for (const group of groupsOf(chosen)) mergeGroup(store, tables, group)
  store.prepare(`delete from ${tables.gone} where before <= (select min(id) from ${tables.segments})`).run()
}

/** As many together as fit into one segment. */
function groupsOf(list: readonly { id: number; size: number }[]): number[][] {
  const groups: { ids: number[]; size: number }[] = []
  for (const { id, size } of list) {
    const last = groups.at(-1)
    if (last && last.size + size <= MOST_DOCUMENTS) {
      last.ids.push(id)
      last.size += size
    } else groups.push({ ids: [id], size })
  }
  return groups.map(({ ids }) => ids).filter((ids) => ids.length > 1)
}

function mergeGroup(store: Store, tables: Tables, ids: readonly number[]): void {
  const gone = goneRows(store, tables)
  const parts = [...ids]
    .sort((a, b) => a - b)
    .map((id): Part => {
      const segment = readSegment(store, tables, id)
      return { segment, alive: Uint8Array.from(segment.rows, (row) => ((gone.get(row) ?? 0) > id ? 0 : 1)) }
    })
  write(store, tables, mergeSegments(parts))
  for (const id of ids) store.prepare(`delete from ${tables.segments} where id = ?`).run(id)
}

function write(store: Store, tables: Tables, segment: Segment): void {
  store
    .prepare(`insert into ${tables.segments} select coalesce(max(id), 0) + 1, ?, ? from ${tables.segments}`)
    .run(segment.size, pack(packedSegment(segment)))
}

export function segmentIds(store: Store, tables: Tables): number[] {
  return store
    .prepare(`select id from ${tables.segments} order by id`)
    .all()
    .map((row) => Number(row['id']))
}

export function readSegment(store: Store, tables: Tables, id: number): Segment {
  const row = store.prepare(`select data from ${tables.segments} where id = ?`).get(id)
  const data = row?.['data']
  if (!(data instanceof Uint8Array)) throw new Error(`${tables.segments}: no segment ${id}`)
  return segmentFrom(unpack(data))
}

/** Row → number below which segments held what is gone. */
export function goneRows(store: Store, tables: Tables): Map<number, number> {
  const rows = store.prepare(`select row, max(before) as before from ${tables.gone} group by row`).all()
  return new Map(rows.map((row) => [Number(row['row']), Number(row['before'])]))
}
