/**
 * Inserts rows past the query builder, which takes longer to write such a statement than the database to run it. A few
 * rows go as values; many go as one parameter, because a statement for every number of rows could not be kept prepared.
 */
import { type Column, getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { driverOf, type Queryable } from './database.ts'
import { MOST_PARAMETERS } from './safe-sql.ts'

/** What the rows of a table look like to the database: column by property. */
interface Shape {
  columns: readonly (readonly [property: string, column: Column])[]
  /** Statement for as many rows, each as values. */
  values: Map<number, string>
  /** Statement for any number of rows, as one JSON text. */
  json: string
}

type Plain = string | number | boolean | Buffer | null

/** Rows that name the same columns; what the first one leaves out takes its default in all. None: nothing is sent. */
export async function putRows<T extends PgTable>(
  q: Queryable,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const shape = shapeOf(table, first)
  if (rows.length * shape.columns.length > MOST_PARAMETERS) {
    await driverOf(q).unsafe(shape.json, [asJson(shape, rows)])
    return
  }
  const text = shape.values.get(rows.length) ?? valuesText(table, shape, rows.length)
  shape.values.set(rows.length, text)
  await driverOf(q).unsafe(text, asValues(shape, rows))
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
    return column ? [[property, column] as const] : []
  })
  const names = namesOf(columns)
  const name = `"${getTableName(table)}"`
  const json = `insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)`
  return { columns, values: new Map(), json }
}

function valuesText(table: PgTable, { columns }: Shape, count: number): string {
  const row = (at: number) => `(${columns.map((_, i) => `$${at * columns.length + i + 1}`).join(', ')})`
  const rows = Array.from({ length: count }, (_, at) => row(at)).join(', ')
  return `insert into "${getTableName(table)}" (${namesOf(columns)}) values ${rows}`
}

const namesOf = (columns: Shape['columns']) => columns.map(([, column]) => `"${column.name}"`).join(', ')

function asValues({ columns }: Shape, rows: readonly object[]): Plain[] {
  const values: Plain[] = []
  for (const row of rows)
    for (const [property, column] of columns) {
      const value: unknown = row[property as keyof typeof row]
      values.push(value === null || value === undefined ? null : valueFor(column, value))
    }
  return values
}

function valueFor(column: Column, value: unknown): Plain {
  return column.dataType === 'json' ? jsonText(value) : (column.mapToDriverValue(value) as Plain)
}

/** Dates and lists are text in JSON by themselves. */
function asJson({ columns }: Shape, rows: readonly object[]): string {
  const named = rows.map((row) =>
    Object.fromEntries(columns.map(([property, { name }]) => [name, plain(row[property as keyof typeof row])])),
  )
  return jsonText(named)
}

const plain = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value)

/** Half a character, which the database refuses in JSON, becomes the sign for what cannot be read. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return /\\ud[89a-f]/.test(text) ? JSON.stringify(value, wellFormed) : text
}

const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value
