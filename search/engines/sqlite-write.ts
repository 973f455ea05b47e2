/** Writing side of the SQLite engine: changes in place, and rebuilding beside the generation in use. */
import { type FieldValue, type IndexChange, type IndexDefinition, type SearchDocument, schemaOf } from '../engine.ts'
import type { WordCutter } from '../language/words.ts'
import type { RankingModel } from '../ranking/model.ts'
import { createChangeTable, noteChanges } from './sqlite-columns.ts'
import { conditionOf } from './sqlite-filter.ts'
import { addSegment, createSegmentTables, noteGone, tidySegments } from './sqlite-segments.ts'
import { columnsOf, type Store, type Tables, tablesOf } from './sqlite-store.ts'

/** What writing needs beside the file: how text is cut, and what was learned about ranking. */
export interface WriteTools {
  words: WordCutter
  model(): RankingModel
}

export function applyChange(
  store: Store,
  tools: WriteTools,
  index: IndexDefinition,
  change: IndexChange<SearchDocument>,
): null {
  store.write(() => {
    const tables = tablesOf(index.name, store.active(index.name) ?? createFirst(store, index))
    const gone = new Map<string, number>()
    if (change.remove) {
      const condition = conditionOf(index, tables, change.remove)
      const rows = store.db
        .prepare(`select c.rowid as r, c.id as id from ${tables.columns} c where ${condition.sql}`)
        .all(...condition.values)
      for (const row of rows) {
        gone.set(String(row['id']), Number(row['r']))
        removeRow(store, index, tables, Number(row['r']))
      }
    }
    const written = (change.put ?? []).map((document) => {
      const known = store.prepare(`select rowid as r from ${tables.columns} where id = ?`).get(document.id)
      if (known) removeRow(store, index, tables, Number(known['r']))
      // What is written anew keeps its row, so that rows stay as many as documents.
      const place = known ? Number(known['r']) : (gone.get(document.id) ?? null)
      return { document, row: insert(store, tools.words, index, tables, document, place) }
    })
    if (index.columns.length > 0) noteChanges(store, tables, [...gone.values(), ...written.map(({ row }) => row)])
    if (index.ranked) {
      addSegment(store, tables, index, { words: tools.words, model: tools.model() }, written)
      tidySegments(store, tables)
    }
  })
  return null
}

/** Starts a generation beside the one in use, and clears away what an interrupted rebuild left. */
export function beginRebuild(store: Store, index: IndexDefinition): number {
  return store.write(() => {
    const active = store.active(index.name)
    dropOthers(store, index.name, active)
    const generation = (active ?? 0) + 1
    createTables(store, index, generation)
    return generation
  })
}

export function fillRebuild(
  store: Store,
  tools: WriteTools,
  index: IndexDefinition,
  generation: number,
  documents: readonly SearchDocument[],
): null {
  const tables = tablesOf(index.name, generation)
  store.write(() => {
    const written = documents.map((document) => ({
      document,
      row: insert(store, tools.words, index, tables, document),
    }))
    if (index.ranked) addSegment(store, tables, index, { words: tools.words, model: tools.model() }, written)
  })
  return null
}

/** Swaps the new generation in; readers see the old one until then. */
export function commitRebuild(store: Store, index: IndexDefinition, generation: number): { documents: number } {
  const tables = tablesOf(index.name, generation)
  return store.write(() => {
    store.db.exec(`insert into ${tables.text}(${tables.text}) values ('optimize')`)
    if (index.ranked) tidySegments(store, tables, true)
    store.db
      .prepare(
        `insert into collections (name, generation, schema, built_at) values (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
         on conflict (name) do update set generation = excluded.generation, schema = excluded.schema, built_at = excluded.built_at`,
      )
      .run(index.name, generation, schemaOf(index))
    dropOthers(store, index.name, generation)
    return { documents: store.stats(index).documents }
  })
}

/** A collection written to before it was ever built; it stays marked as never built. */
function createFirst(store: Store, index: IndexDefinition): number {
  createTables(store, index, 1)
  store.db
    .prepare('insert into collections (name, generation, schema) values (?, 1, ?)')
    .run(index.name, schemaOf(index))
  return 1
}

function createTables(store: Store, index: IndexDefinition, generation: number): void {
  const tables = tablesOf(index.name, generation)
  const columns = columnsOf(index)
  const indexed = columns.filter((column) => !index.columns.includes(column))
  store.db.exec(`
    create virtual table ${tables.text} using fts5(${Object.keys(index.searchable).join(', ')}, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    create virtual table ${tables.vocabulary} using fts5vocab(${tables.text}, 'row');
    create table ${tables.columns} (rowid integer primary key, id text not null unique${columns.map((column) => `, "${column}"`).join('')});
    create table ${tables.documents} (rowid integer primary key, document text not null);
    ${indexed.map((column) => `create index "${tables.columns}_${column}" on ${tables.columns} ("${column}");`).join('\n')}
  `)
  if (index.columns.length > 0) createChangeTable(store, tables)
  else
    store.db.exec(`
      create table ${tables.values} (field text not null, value text not null, row integer not null, primary key (field, value, row)) without rowid;
      create index ${tables.values}_row on ${tables.values} (row);
    `)
  if (index.ranked) createSegmentTables(store, tables)
}

function dropOthers(store: Store, name: string, keep: number | null): void {
  const rows = store.db
    .prepare(`select name from sqlite_master where type = 'table' and name glob ?`)
    .all(`${name}_[0-9]*`)
  const generations = new Set(rows.map((row) => Number(/_(\d+)_/.exec(String(row['name']).slice(name.length))?.[1])))
  for (const generation of generations) {
    if (generation === keep || Number.isNaN(generation)) continue
    for (const table of Object.values(tablesOf(name, generation)).reverse())
      store.db.exec(`drop table if exists ${table}`)
  }
}

function removeRow(store: Store, index: IndexDefinition, tables: Tables, row: number): void {
  if (index.ranked) noteGone(store, tables, row)
  store.prepare(`delete from ${tables.text} where rowid = ?`).run(row)
  if (index.columns.length === 0) store.prepare(`delete from ${tables.values} where row = ?`).run(row)
  store.prepare(`delete from ${tables.columns} where rowid = ?`).run(row)
  store.prepare(`delete from ${tables.documents} where rowid = ?`).run(row)
}

function insert(
  store: Store,
  words: WordCutter,
  index: IndexDefinition,
  tables: Tables,
  document: SearchDocument,
  place: number | null = null,
): number {
  const columns = columnsOf(index)
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ')
  const { lastInsertRowid: row } = store
    .prepare(
      `insert into ${tables.columns} (rowid, id${columns.map((column) => `, "${column}"`).join('')}) values (${marks(columns.length + 2)})`,
    )
    .run(place, document.id, ...columns.map((column) => stored(document[column] ?? null)))
  const searchable = Object.keys(index.searchable)
  store
    .prepare(`insert into ${tables.text} (rowid, ${searchable.join(', ')}) values (${marks(searchable.length + 1)})`)
    .run(row, ...searchable.map((field) => words.forIndex(textOf(document[field] ?? null))))
  store.prepare(`insert into ${tables.documents} (rowid, document) values (?, ?)`).run(row, JSON.stringify(document))
  if (index.columns.length > 0) return Number(row)
  const addValue = store.prepare(`insert or ignore into ${tables.values} (field, value, row) values (?, ?, ?)`)
  for (const field of index.lists) {
    const list = document[field]
    if (index.filterable.includes(field) && Array.isArray(list))
      for (const value of list) addValue.run(field, value, row)
  }
  return Number(row)
}

/** Lists as JSON. */
const stored = (value: FieldValue) => (Array.isArray(value) ? JSON.stringify(value) : scalar(value))

/** SQLite has no booleans. */
export function scalar(value: FieldValue): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function textOf(value: FieldValue): string {
  return Array.isArray(value) ? value.join(' ') : String(value ?? '')
}
