/** The real built server as a process of its own, on a free port and a database of its own. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { type Copy, startCopy } from '../../api/cli/copy-server.ts'
import { testEnvironment } from './api.ts'
import { cloneDatabase, type TestDatabase } from './postgres.ts'
import { testRoot } from './test-root.ts'

export { freePort } from '../../api/platform/start-lock.ts'

export interface TestServerOptions {
  env?: Record<string, string>
  /** Shares a database instead of cloning one; the caller drops it. */
  database?: TestDatabase
}

export interface RunningServer extends Omit<Copy, 'stop'> {
  database: TestDatabase
  dataDir: string
  logFile: string
  /** Ends it gracefully; throws when that takes 10 s, or when it wrote to the terminal. */
  stop(): Promise<void>
}

export async function startServer(options: TestServerOptions = {}): Promise<RunningServer> {
  const database = options.database ?? (await cloneDatabase(inject('postgres'), inject('demoTemplate')))
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-server-'))
  const logFile = path.join(dataDir, 'server.log')
  const { PATH, HOME } = process.env
  const copy = await startCopy({
    outDir: inject('outDir'),
    nodeArgs: ['--import', pathToFileURL(path.join(import.meta.dirname, 'serve-guard.ts')).href],
    env: {
      ...{ PATH, HOME, NODE_COMPILE_CACHE: path.join(testRoot(), 'compiled') },
      ...testEnvironment(database, dataDir),
      ...{ DATABASE_POOL: '10', LOG_TO: logFile },
      ...options.env,
    },
  })
  const stop = async () => {
    const code = await copy.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
    if (!options.database) await database.drop()
    if (code !== 0) throw new Error(`The server did not end gracefully within 10 s (${code})`)
    if (copy.output() !== '') throw new Error(`The server wrote to the terminal:\n${copy.output()}`)
  }
  return { ...copy, database, dataDir, logFile, stop }
}
