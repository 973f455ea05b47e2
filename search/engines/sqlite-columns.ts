/** The columns of collections in memory, brought up to date from the file: whole at first, then by the rows noted as changed. */
import type { Value } from '../columns/code-column.ts'
import { ColumnTable } from '../columns/column-table.ts'
import type { IndexDefinition } from '../engine.ts'
import { schemaOf } from '../engine.ts'
import { type Store, type Tables, tablesOf } from './sqlite-store.ts'

/** Changes kept for readers that look rarely; who is further behind reads all anew. */
const KEPT = 50_000

export function createChangeTable(store: Store, tables: Tables): void {
  store.db.exec(`create table ${tables.changes} (id integer primary key autoincrement, row integer not null)`)
}

/** Call it in the transaction that changes the rows. */
export function noteChanges(store: Store, tables: Tables, rows: readonly number[]): void {
  const note = store.prepare(`insert into ${tables.changes} (row) values (?)`)
  for (const row of new Set(rows)) note.run(row)
  store.prepare(`delete from ${tables.changes} where id <= (select max(id) from ${tables.changes}) - ${KEPT}`).run()
}

/** A collection in memory. */
export interface InMemory {
  table: ColumnTable
  /** Rows that hold what was asked for last, by expression: the same words come again with another filter or page. */
  found: Found
}

interface Held extends InMemory {
  generation: number
  /** The last change it holds. */
  change: number
}

/** Rows kept of all expressions together, four bytes each. */
const MOST_FOUND = 1_000_000

export class Found {
  readonly #rows = new Map<string, Uint32Array>()
  #size = 0

  of(expression: string, find: () => Uint32Array): Uint32Array {
    const known = this.#rows.get(expression)
    if (known) return known
    const rows = find()
    if (this.#size + rows.length > MOST_FOUND) {
      this.#rows.clear()
      this.#size = 0
    }
    this.#rows.set(expression, rows)
    this.#size += rows.length
    return rows
  }
}

export class ColumnTables {
  readonly #store: Store
  readonly #notice: (reading: boolean) => void
  readonly #held = new Map<string, Held>()

  /** @param notice told when reading into memory begins and ends, for a million rows take a second */
  constructor(store: Store, notice: (reading: boolean) => void = () => {}) {
    this.#store = store
    this.#notice = notice
  }

  /** Call it inside the query's transaction, so that it fits the tables. */
  of(index: IndexDefinition, generation: number): InMemory {
    const tables = tablesOf(index.name, generation)
    const range = this.#store
      .prepare(`select coalesce(min(id), 0) as first, coalesce(max(id), 0) as last from ${tables.changes}`)
      .get()
    const [first, last] = [Number(range?.['first']), Number(range?.['last'])]
    const held = this.#held.get(index.name)
    if (held?.generation === generation && held.change === last) return held
    const near = held?.generation === generation && held.change >= first - 1
    const table = near ? this.#refresh(held, index, tables) : this.#readAll(index, tables)
    const now = { generation, change: last, table, found: new Found() }
    this.#held.set(index.name, now)
    return now
  }

  /** Reads what the first question would have to wait for. */
  warm(index: IndexDefinition): void {
    const generation = this.#store.active(index.name)
    // One built by an earlier version has no such tables; the start builds it anew.
    if (index.columns.length === 0 || generation === null || this.#store.stats(index).schema !== schemaOf(index)) return
    this.#store.db.exec('begin')
    try {
      this.of(index, generation)
    } finally {
      this.#store.db.exec('commit')
    }
  }

  #readAll(index: IndexDefinition, tables: Tables): ColumnTable {
    this.#held.delete(index.name)
    this.#notice(true)
    try {
      const last = this.#store.prepare(`select max(rowid) as n from ${tables.columns}`).get()?.['n']
      const table = new ColumnTable(index, Number(last ?? 0))
      fill(table, this.#store.prepare(`select ${fieldsOf(index)} from ${tables.columns} c`))
      return table
    } finally {
      this.#notice(false)
    }
  }

  #refresh({ table, change }: Held, index: IndexDefinition, tables: Tables): ColumnTable {
    const changed = `select row from ${tables.changes} where id > ?`
    for (const { row } of this.#store.prepare(changed).all(change)) table.remove(Number(row))
    fill(
      table,
      this.#store.prepare(`select ${fieldsOf(index)} from ${tables.columns} c where rowid in (${changed})`),
      change,
    )
    return table
  }
}

const fieldsOf = ({ columns }: IndexDefinition) => ['rowid', ...columns.map((column) => `c."${column}"`)].join(', ')

function fill(table: ColumnTable, rows: ReturnType<Store['prepare']>, ...values: number[]): void {
  rows.setReturnArrays(true)
  for (const row of rows.iterate(...values)) {
    const [at, ...fields] = row as unknown as [number, ...Value[]]
    table.set(at, fields)
  }
}
