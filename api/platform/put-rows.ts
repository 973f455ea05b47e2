/**
 * Inserts rows as one parameter. A statement with a parameter for every value of every row costs more to put together
 * than the rows cost to store, and is another statement for every number of rows; this one stays the same and prepared.
 */
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Queryable } from './database.ts'

/** What the rows of a table look like to the database: column by property. */
interface Shape {
  head: SQL
  columns: readonly (readonly [property: string, column: string])[]
}

/** Rows that name the same columns; what the first one leaves out takes its default in all. None: nothing is sent. */
export async function putRows<T extends PgTable>(
  q: Queryable,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const { head, columns } = shapeOf(table, first)
  const named = rows.map((row) =>
    Object.fromEntries(columns.map(([property, column]) => [column, plain(row[property as keyof typeof row])])),
  )
  await q.execute(sql`${head}, ${JSON.stringify(named, wellFormed)}::text::jsonb)`)
}

const shapes = new WeakMap<PgTable, Map<string, Shape>>()

function shapeOf(table: PgTable, row: object): Shape {
  const known = shapes.get(table) ?? new Map<string, Shape>()
  const key = Object.keys(row).join()
  const shape = known.get(key) ?? newShape(table, row)
  shapes.set(table, known.set(key, shape))
  return shape
}

function newShape(table: PgTable, row: object): Shape {
  const all = getTableColumns(table)
  const columns = Object.keys(row).flatMap((property) => {
    const column = all[property]
    return column ? [[property, column.name] as const] : []
  })
  const names = columns.map(([, column]) => `"${column}"`).join(', ')
  const name = `"${getTableName(table)}"`
  return {
    head: sql.raw(`insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}`),
    columns,
  }
}

/** Dates and lists are text in JSON by themselves. */
const plain = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value)

/** Half a character, which jsonb refuses, becomes the sign for what cannot be read. */
const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && !value.isWellFormed() ? value.toWellFormed() : value
