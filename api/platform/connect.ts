/** The one way connections to PostgreSQL are opened. */
import { makePgArray } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { parse } from 'postgres-array'

/** PostgreSQL's numbers of the list types in use: text, uuid, bigint (read as text, like a single one). */
const LISTS = [1009, 2951, 1016]

/**
 * The driver asks every new connection for the array types first and drops that promise: a server that goes away in
 * that moment would end our process (https://github.com/porsager/postgres/issues/1192). The list types we use are
 * named here instead. Without that question `sql.reserve()` never answers
 * (https://github.com/porsager/postgres/issues/1219): use a transaction.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  return postgres(url, {
    onnotice: () => {},
    ...options,
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
