/** The file of the SQLite engine: which generation of each collection is in use, and the tables of a generation. */
import { rmSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { IndexDefinition, IndexStats } from '../engine.ts'
import { normalise } from '../language/normalise.ts'

export interface Store {
  db: DatabaseSync
  /** A prepared statement, kept for the next time. */
  prepare(sql: string): StatementSync
  /** Generation in use; null when the collection was never written. */
  active(name: string): number | null
  stats(index: IndexDefinition): IndexStats
  /** Runs `work` as one write; waits for another process that writes. */
  write<T>(work: () => T): T
  close(): void
}

/** Names of the tables of one generation: the values of lists not of collections with columns in memory, changes only of those, segments and gone only of ranked ones. */
export function tablesOf(name: string, generation: number) {
  const prefix = `${name}_${generation}`
  return {
    text: `${prefix}_text`,
    columns: `${prefix}_columns`,
    values: `${prefix}_values`,
    documents: `${prefix}_documents`,
    vocabulary: `${prefix}_vocabulary`,
    segments: `${prefix}_segments`,
    gone: `${prefix}_gone`,
    changes: `${prefix}_changes`,
  }
}
export type Tables = ReturnType<typeof tablesOf>

/** Fields kept as columns beside the text, for filters, order and counts; lists only where they are read into memory. */
export function columnsOf(index: IndexDefinition): string[] {
  const { filterable, sortable, prefer, newest, columns, lists } = index
  const fields = new Set([
    ...filterable,
    ...sortable,
    ...[prefer, newest].filter((field) => field !== null),
    ...columns,
  ])
  for (const list of [...lists, 'id']) if (!columns.includes(list)) fields.delete(list)
  return [...fields]
}

export function openStore(file: string): Store {
  let db: DatabaseSync
  try {
    db = openFile(file)
  } catch (error) {
    // The index is derived: a broken file is thrown away, and the next start builds it anew.
    if (!(error instanceof Error) || !/malformed|not a database/.test(error.message)) throw error
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    db = openFile(file)
  }
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    let statement = statements.get(sql)
    if (!statement) {
      if (statements.size > 500) statements.clear()
      statement = db.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  const active = (name: string) => {
    const row = prepare('select generation from collections where name = ?').get(name)
    return row ? Number(row['generation']) : null
  }
  return {
    db,
    prepare,
    active,
    stats: ({ name }) => {
      const generation = active(name)
      if (generation === null) return { name, documents: 0, schema: '', builtAt: null }
      const row = prepare('select schema, built_at from collections where name = ?').get(name)
      const count = prepare(`select count(*) as n from ${tablesOf(name, generation).columns}`).get()
      const builtAt = row?.['built_at']
      return {
        name,
        documents: Number(count?.['n']),
        schema: String(row?.['schema']),
        builtAt: typeof builtAt === 'string' ? builtAt : null,
      }
    },
    write: (work) => {
      db.exec('begin immediate')
      try {
        const result = work()
        db.exec('commit')
        return result
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    },
    close: () => {
      statements.clear()
      db.close()
    },
  }
}

function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec(`
    pragma busy_timeout = 15000;
    pragma journal_mode = wal;
    pragma synchronous = normal;
    pragma temp_store = memory;
    pragma cache_size = -16384;
    create table if not exists collections (name text primary key, generation integer not null, schema text not null, built_at text);
    create temp table hits (r integer primary key, s real);
  `)
  db.function('plain', { deterministic: true }, (text) => normalise(String(text)))
  return db
}
