/** The one way connections to PostgreSQL are opened. */
import { makePgArray } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { parse } from 'postgres-array'

/** PostgreSQL's numbers of the list types in use: text, uuid, bigint (read as text, like a single one). */
const LISTS = [1009, 2951, 1016]

/** An option of the driver that its types do not name. */
const NEVER_FULL: object = { max_pipeline: Number.POSITIVE_INFINITY }

/**
 * The driver asks every new connection for the array types first and drops that promise: a server that goes away in
 * that moment would end our process (https://github.com/porsager/postgres/issues/1192). The list types we use are
 * named here instead. Without that question `sql.reserve()` never answers
 * (https://github.com/porsager/postgres/issues/1219): use a transaction.
 *
 * A transaction whose `begin` is the statement that fills a connection's pipeline does not get the connection for
 * itself (`execute` in the driver's src/connection.js): what others send then runs inside it and is never committed.
 * So no pipeline is ever full.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  return postgres(url, {
    onnotice: () => {},
    ...options,
    ...NEVER_FULL,
    fetch_types: false,
    types: Object.fromEntries(
      LISTS.map((number) => [
        number,
        {
          to: number,
          from: [number],
          serialize: (value: unknown) => (Array.isArray(value) ? makePgArray(value) : value),
          parse: (text: string) => parse(text),
        },
      ]),
    ),
  }) as postgres.Sql
}
