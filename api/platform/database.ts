/** Connections, transactions and migrations. No table of any feature is named here. */
import path from 'node:path'
import { drizzle, type PostgresJsDatabase, type PostgresJsSession } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type postgres from 'postgres'
import { connect } from './connect.ts'
import { safe } from './safe-sql.ts'

export type Database = PostgresJsDatabase<Record<string, never>>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** A verb's helpers take either, so that they join the verb's transaction. */
export type Queryable = Database | Transaction

/**
 * The driver under a database or transaction, for statements that every filing or turn sends: the query builder takes
 * longer over them than the database. Dates go as ISO text.
 */
export function driverOf(q: Queryable): postgres.Sql {
  return (q._.session as PostgresJsSession<postgres.Sql, Record<string, never>, Record<string, never>>).client
}

export interface DatabaseHandle {
  db: Database
  sql: postgres.Sql
  close(): Promise<void>
}

/** Connections stay open until the driver renews them, within the hour: a rush after a quiet time waits for none. */
export function openDatabase(url: string, pool: number): DatabaseHandle {
  const driver = connect(url, {
    max: pool,
    connect_timeout: 5,
    connection: {
      application_name: 'yichuang',
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  })
  const sql = safe(driver)
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) }
}

const MIGRATION_LOCK = 4_321_001

/** Applies pending migrations as the owning role, one process at a time, then grants the application role what it may do. */
export async function migrateDatabase(root: string, ownerUrl: string, appUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, connect_timeout: 10 })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await migrate(drizzle(sql), { migrationsFolder: path.join(root, 'api/migrations') })
    const app = decodeURIComponent(new URL(appUrl).username)
    const owner = decodeURIComponent(new URL(ownerUrl).username)
    if (app !== owner) await grant(sql, app)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Audit rows may be written and read by the application, never changed (docs/decisions/0004). */
async function grant(sql: postgres.Sql, app: string): Promise<void> {
  const role = `"${app.replaceAll('"', '""')}"`
  await sql.unsafe(`
    grant usage on schema public to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage, select on all sequences in schema public to ${role};
    revoke update, delete, truncate on audit_log from ${role};
  `)
}

/** Whether the database answers within a second. */
export async function databaseAnswers(sql: postgres.Sql): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1000).unref())
  const answer = sql`select 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late])
}
