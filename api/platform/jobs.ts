/**
 * Background work on pg-boss in the same Postgres. A job only says "look now": legal dates are rows of the features,
 * and every handler is a sweep that asks the clock itself, so a missed run is caught up by the next.
 */
import { PgBoss } from 'pg-boss'
import type { Logger } from './log.ts'

export interface Job {
  /** Queue name, e.g. "tickets.sweep". */
  name: string
  /** Cron in Asia/Shanghai. */
  cron: string
  run(): Promise<void>
}

export interface Jobs {
  stop(): Promise<void>
}

/** Creates or upgrades the queue's own tables; needs the owning role. */
export async function migrateJobs(ownerUrl: string, appUrl: string, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  for (const name of names) await boss.createQueue(name, { retryLimit: 3, retryBackoff: true, policy: 'singleton' })
  const app = decodeURIComponent(new URL(appUrl).username).replaceAll('"', '""')
  const sql = boss.getDb()
  await sql.executeSql(`grant usage on schema pgboss to "${app}"`, [])
  await sql.executeSql(`grant select, insert, update, delete on all tables in schema pgboss to "${app}"`, [])
  await sql.executeSql(`grant execute on all functions in schema pgboss to "${app}"`, [])
  await boss.stop({ graceful: false })
}

export async function startJobs(appUrl: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: appUrl, max: 2, migrate: false, createSchema: false })
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'))
  await boss.start()
  for (const job of jobs) {
    await boss.work(job.name, async () => {
      await job.run()
    })
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Shanghai' })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 3000, close: true }) }
}
