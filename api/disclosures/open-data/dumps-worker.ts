/** Thread that makes the dumps of a large collection: the portal's own thread stays free for readers. */
import { parentPort, workerData } from 'node:worker_threads'
import { openDeps } from '../../deps.ts'
import type { Config } from '../../platform/config.ts'
import { makeDumps } from './make-dumps.ts'

export interface DumpsWork {
  config: Config
  /** ISO 8601 instant the dumps are made for. */
  now: string
}

const { config, now } = workerData as DumpsWork
const deps = openDeps({ ...config, database: { ...config.database, pool: 2 } }, { clock: { now: () => new Date(now) } })
const manifest = await makeDumps(deps)
await deps.close()
parentPort?.postMessage(manifest)
parentPort?.close()
