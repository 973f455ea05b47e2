/** The real server's end, and its database's: nothing under way is lost, and what was killed comes back. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startCopy } from '../../api/cli/copy-server.ts'
import { migrateDatabase } from '../../api/platform/database.ts'
import { startEmbedded } from '../../api/platform/embedded-postgres.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { openApi, testEnvironment } from '../harness/api.ts'
import { killPostmaster } from '../harness/postmaster.ts'
import { startServer } from '../harness/server.ts'

const today = () => new Date().toISOString().slice(0, 10)
const file = (base: string) =>
  fetch(`${base}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(complaintDraft({ occurredOn: today() })),
  })
const health = async (base: string) => {
  const response = await fetch(`${base}/api/health`)
  const { status } = (await response.json()) as { status: string }
  return [response.status, status]
}

test('told to end, the server answers what is under way, takes nothing new, and is gone within 10 s', async () => {
  const server = await startServer()
  onTestFinished(() => void server.child.kill('SIGKILL'))
  const sql = postgres(server.database.ownerUrl, { max: 2, onnotice: () => {} })
  const exit = new Promise<number | null>((resolve) => server.child.once('exit', resolve))
  // A lock on the table keeps the filing under way until the server has been told to end.
  const filed = await sql.begin(async (tx) => {
    await tx`lock table tickets in access exclusive mode`
    const under = file(server.base)
    const waiting = () =>
      sql`select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThan(0)
    const told = performance.now()
    server.child.kill('SIGTERM')
    await expect.poll(() => health(server.base).catch(() => 'closed'), { timeout: 5000 }).toBe('closed')
    return { under, told }
  })
  const response = await filed.under
  expect(response.status).toBe(201)
  const { number } = (await response.json()) as { number: string }
  expect(await exit).toBe(0)
  expect(performance.now() - filed.told).toBeLessThan(10_000)
  expect(await sql`select 1 from tickets where number = ${number}`).toHaveLength(1)
  await sql.end()
  await server.stop()
})

test('killed, the embedded database is said to be away, comes back, and has everything', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-killed-'))
  // Open to the service user, as a clone under an ordinary folder is.
  fs.chmodSync(dataDir, 0o755)
  onTestFinished(() => fs.rmSync(dataDir, { recursive: true, force: true }))
  const prepared = await startEmbedded({ dataDir, settings: ['fsync=off'] })
  const database = { appUrl: prepared.url('app'), ownerUrl: prepared.url('owner'), drop: async () => {} }
  await migrateDatabase(process.cwd(), database.ownerUrl, database.appUrl)
  // One ticket is there, so that the start puts no demo data in.
  const api = await openApi({ database })
  expect((await api.post('/api/tickets', complaintDraft())).status).toBe(201)
  await api.close()

  const { DATABASE_URL, DATABASE_OWNER_URL, ...env } = testEnvironment(database, dataDir)
  const server = await startCopy({
    outDir: inject('outDir'),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, LOG_TO: path.join(dataDir, 'server.log') },
  })
  onTestFinished(() => void server.child.kill('SIGKILL'))
  await prepared.release()
  expect(await health(server.base)).toEqual([200, 'ok'])
  const { number, queryCode } = (await (await file(server.base)).json()) as { number: string; queryCode: string }

  await killPostmaster(dataDir)
  await expect.poll(() => health(server.base), { timeout: 10_000, interval: 20 }).toEqual([503, 'degraded'])
  await expect.poll(() => health(server.base), { timeout: 40_000 }).toEqual([200, 'ok'])
  const headers = { 'query-code': queryCode }
  // Other connections of the pool may still have to notice: an honest 503 until they do.
  const read = async () => (await fetch(`${server.base}/api/tickets/${number}`, { headers })).status
  await expect.poll(read, { timeout: 20_000 }).toBe(200)
  await expect.poll(async () => (await file(server.base)).status, { timeout: 20_000 }).toBe(201)
  expect(await server.stop()).toBe(0)
})
