/** The API in process on a database of its own: `const api = await openApi()`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createApi } from '../../api/app.ts'
import { createClient } from '../../api/client.ts'
import { openDeps } from '../../api/deps.ts'
import { type Clock, fixedClock } from '../../api/platform/clock.ts'
import { type Config, loadConfig } from '../../api/platform/config.ts'
import { createLog } from '../../api/platform/log.ts'
import type { Random } from '../../api/platform/random.ts'
import { cloneDatabase, type TestDatabase } from './postgres.ts'

/** A Sunday morning; the day the worked examples of the tests start from. */
export const NOW = '2026-11-22T10:00:00+08:00'

export interface ApiOptions {
  /** Stands still at NOW unless given. */
  clock?: Clock
  random?: Random
  config?: Partial<Config>
  /** Shares a database instead of cloning one; the caller drops it. */
  database?: TestDatabase
}

export type TestApi = Awaited<ReturnType<typeof openApi>>

/** Opens the API as the start would, with limits out of the way; `close()` drops its database. */
export async function openApi(options: ApiOptions = {}) {
  const database = options.database ?? (await cloneDatabase())
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'yc-test-'))
  const config = { ...loadConfig(testEnvironment(database, dataDir)), ...options.config }
  const clock = options.clock ?? fixedClock(NOW)
  const logFile = path.join(dataDir, 'test.log')
  const log = createLog({ level: 'info', to: logFile })
  const deps = openDeps(config, {
    clock,
    log,
    ...(options.random ? { random: options.random } : {}),
  })
  const app = createApi(deps)
  const bindings = { client: '127.0.0.1' }
  const request = (address: string, init?: RequestInit) => Promise.resolve(app.request(address, init, bindings))
  return {
    deps,
    clock,
    database,
    app,
    /** Lines the API logged so far, JSON each. */
    logs: async (): Promise<string[]> => {
      await new Promise<void>((resolve, reject) => log.flush((error) => (error ? reject(error) : resolve())))
      return (await readFile(logFile, 'utf8')).split('\n').filter((line) => line !== '')
    },
    client: createClient((input, init) => request(input instanceof Request ? input.url : String(input), init)).api,
    request,
    /** JSON in, response out. */
    post: (address: string, body: unknown, headers: Record<string, string> = {}) =>
      request(address, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    close: async () => {
      await deps.close()
      await rm(dataDir, { recursive: true, force: true })
      if (!options.database) await database.drop()
    },
  }
}

/** A complete demo environment for one database; keys are the same in every test, so that codes can be compared. */
export function testEnvironment(
  database: Pick<TestDatabase, 'appUrl' | 'ownerUrl'>,
  dataDir: string,
): Record<string, string> {
  return {
    YICHUANG_ENV: 'demo',
    YICHUANG_ROOT: process.cwd(),
    YICHUANG_DATA: dataDir,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_POOL: '4',
    YICHUANG_KEY_FIELDS: '11'.repeat(32),
    YICHUANG_KEY_CODES: '22'.repeat(32),
    YICHUANG_KEY_SESSIONS: '33'.repeat(32),
    JOBS: 'false',
    RATE_LIMIT_FACTOR: '10000',
  }
}
