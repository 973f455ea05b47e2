/** Thread that makes one long file: the portal's own thread stays free for readers. Ends when the file does. */
import { parentPort, workerData } from 'node:worker_threads'
import { openDeps } from '../../deps.ts'
import type { Config } from '../../platform/config.ts'
import { type ExportJob, makeFile } from './make-file.ts'

export interface WorkerJob {
  config: Config
  job: ExportJob
  /** ISO 8601 instant the file is made for. */
  now: string
}
export type WorkerMessage = { piece: Uint8Array<ArrayBuffer> } | { end: true }

/** A piece worth a message between threads. */
const PIECE = 256 * 1024

const { config, job, now } = workerData as WorkerJob
const deps = openDeps({ ...config, database: { ...config.database, pool: 2 } }, { clock: { now: () => new Date(now) } })
const pieces = gather(makeFile(deps, job))

parentPort?.on('message', async () => {
  const { done, value } = await pieces.next()
  if (!done) return parentPort?.postMessage({ piece: value } satisfies WorkerMessage, [value.buffer])
  await deps.close()
  parentPort?.postMessage({ end: true } satisfies WorkerMessage)
  parentPort?.close()
})

/** Small pieces joined to larger ones. */
async function* gather(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let kept: Uint8Array[] = []
  let size = 0
  const join = () => {
    const whole = new Uint8Array(size)
    let at = 0
    for (const part of kept) {
      whole.set(part, at)
      at += part.length
    }
    kept = []
    size = 0
    return whole
  }
  for await (const part of source) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    kept.push(bytes)
    size += bytes.length
    if (size >= PIECE) yield join()
  }
  if (size > 0) yield join()
}
