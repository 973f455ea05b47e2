/**
 * One real PostgreSQL for the run, and in it a migrated template every test file clones. Embedded unless
 * TEST_DATABASE_OWNER_URL (or DATABASE_OWNER_URL) names a server; that role then needs CREATEDB, and CREATEROLE
 * when TEST_DATABASE_URL / DATABASE_URL names no application role.
 */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { jobNames } from '../../api/jobs.ts'
import { migrateDatabase } from '../../api/platform/database.ts'
import { startEmbedded } from '../../api/platform/embedded-postgres.ts'
import { migrateJobs } from '../../api/platform/jobs.ts'
import { inDatabase, type TestServer } from './postgres.ts'
import { testRoot } from './test-root.ts'

const PREFIX = 'yc_test_'
const LEFT_OVER_AFTER_MS = 6 * 3600 * 1000
/** The data is thrown away: durability would only cost time. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
]

export default async function setup(project: TestProject) {
  const { ownerUrl, appUrl, release } = await findServer()
  const admin = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const run = `${PREFIX}${Date.now()}_${process.pid}_${project.name}`
  const server: TestServer = { ownerUrl, appUrl, run, template: `${run}_template` }
  await dropOld(admin)
  await admin.unsafe(`create database ${server.template}`)
  const owner = inDatabase(ownerUrl, server.template)
  const app = inDatabase(appUrl, server.template)
  await migrateDatabase(path.resolve('.'), owner, app)
  await migrateJobs(owner, app, jobNames)
  project.provide('postgres', server)
  return async () => {
    await drop(admin, await databases(admin, run))
    await admin.end()
    await release()
  }
}

async function findServer(): Promise<{ ownerUrl: string; appUrl: string; release: () => Promise<void> }> {
  const ownerUrl = process.env['TEST_DATABASE_OWNER_URL'] || process.env['DATABASE_OWNER_URL']
  if (!ownerUrl) {
    const embedded = await startEmbedded({ dataDir: testRoot(), settings: SETTINGS })
    return { ownerUrl: embedded.url('owner'), appUrl: embedded.url('app'), release: () => embedded.release() }
  }
  const given = process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL']
  const appUrl = given && new URL(given).username !== new URL(ownerUrl).username ? given : await makeAppRole(ownerUrl)
  return { ownerUrl, appUrl, release: async () => {} }
}

async function makeAppRole(ownerUrl: string): Promise<string> {
  const admin = postgres(ownerUrl, { max: 1 })
  const password = randomBytes(12).toString('hex')
  const known = await admin`select 1 from pg_roles where rolname = 'yichuang_test_app'`
  await admin.unsafe(`${known.length > 0 ? 'alter' : 'create'} role yichuang_test_app login password '${password}'`)
  await admin.end()
  const url = new URL(ownerUrl)
  url.username = 'yichuang_test_app'
  url.password = password
  return url.toString()
}

/** Databases of runs that never came to their end. */
async function dropOld(admin: postgres.Sql): Promise<void> {
  const names = await databases(admin, PREFIX)
  await drop(
    admin,
    names.filter((name) => Number(name.slice(PREFIX.length).split('_')[0]) < Date.now() - LEFT_OVER_AFTER_MS),
  )
}

async function databases(admin: postgres.Sql, prefix: string): Promise<string[]> {
  const rows = await admin<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${prefix})`
  return rows.map((row) => row.datname)
}

async function drop(admin: postgres.Sql, names: string[]): Promise<void> {
  for (const name of names) await admin.unsafe(`drop database if exists ${name} with (force)`)
}
