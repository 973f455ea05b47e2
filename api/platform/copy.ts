/** PostgreSQL's own bulk road (COPY) inside a transaction of drizzle's, for what is too much for inserts. */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type postgres from 'postgres'
import type { Transaction } from './database.ts'

/** A value of a column as text; arrays and objects are written by the caller. */
export type CopyValue = string | number | boolean | null

/** One line of COPY's text format. */
export const copyLine = (values: readonly CopyValue[]): string => `${values.map(copyValue).join('\t')}\n`

/** One value of a line. */
export function copyValue(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (sign) =>
        sign === '\\' ? '\\\\' : sign === '\t' ? '\\t' : sign === '\n' ? '\\n' : '\\r',
      )
    : value
}

/** @param target table and columns, of the program's own making: `staging (a, b)` */
export async function copyInto(tx: Transaction, target: string, lines: Iterable<string | Buffer>): Promise<void> {
  const { client } = tx._.session as unknown as { client: postgres.TransactionSql }
  const copying = client.unsafe(`copy ${target} from stdin`)
  const stream = await copying.writable()
  // An error that comes after the last line is told to this promise alone, which is settled by now: nobody would hear it.
  const heard = copying as unknown as { reject(error: Error): void }
  heard.reject = (error) => stream.destroy(error)
  const done = finished(stream)
  for (const some of lines) if (!stream.write(some)) await Promise.race([once(stream, 'drain'), done])
  stream.end()
  await done
}
