/** Thread that makes one long file: the portal's own thread stays free for readers. Ends when the file does. */
import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../platform/database.ts'
import type { Names } from '../words.ts'
import { type ExportJob, makeFile } from './make-file.ts'
import { isFull, Pieces } from './pieces.ts'

export interface WorkerJob {
  databaseUrl: string
  content: Names
  job: ExportJob
  /** ISO 8601 instant the file is made for. */
  now: string
}
export type WorkerMessage = { piece: Uint8Array<ArrayBuffer> } | { end: true }

// Readers of pages come first: on Linux this slows the calling thread only, elsewhere it would slow the portal.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
const { databaseUrl, content, job, now } = workerData as WorkerJob
const { db, close } = openDatabase(databaseUrl, 1)
const pieces = gather(makeFile({ db, content, clock: { now: () => new Date(now) } }, job))
// One piece ahead: while the portal sends one, the next is made.
let next = pieces.next()

parentPort?.on('message', async () => {
  const { done, value } = await next
  if (!done) next = pieces.next()
  next.catch(() => {})
  if (!done) return parentPort?.postMessage({ piece: value } satisfies WorkerMessage, [value.buffer])
  await close()
  parentPort?.postMessage({ end: true } satisfies WorkerMessage)
  parentPort?.close()
})

/** Small pieces joined to larger ones; a large one goes as it is, since bytes copied are bytes to collect. */
async function* gather(source: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieces = new Pieces()
  for await (const part of source) {
    if (isFull(part.length)) {
      if (!pieces.empty) yield pieces.take()
      yield part
    } else {
      pieces.bytes(part)
      if (pieces.full) yield pieces.take()
    }
  }
  yield pieces.take()
}
