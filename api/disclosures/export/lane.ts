/** Long files are made in threads of their own, at most two at once; whoever comes third is told to come back. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { onceSentForget } from '../../platform/readers-pace.ts'
import type { ExportJob } from './make-file.ts'
import type { WorkerJob, WorkerMessage } from './worker.ts'

const AT_ONCE = 2
const RETRY_SECONDS = 30
/** Rows live shortly: room for them spares half of the collecting, and what little stays needs no more. */
const HEAP = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 192 }

export function createExportLane(deps: Deps) {
  let running = 0
  /** @throws Problem unavailable while two others run */
  return async function* inThread(job: ExportJob): AsyncGenerator<Uint8Array> {
    if (running >= AT_ONCE)
      throw new Problem('unavailable', { detail: 'errors.disclosures.exportBusy', retryAfterSeconds: RETRY_SECONDS })
    running += 1
    const { disclosures, find } = deps.content
    const settings: WorkerJob = {
      databaseUrl: deps.config.database.url,
      content: { disclosures, find: { law: find.law, station: find.station } },
      job,
      now: deps.clock.now().toISOString(),
    }
    // By path, not by URL of this module: in the built site this module lies elsewhere.
    const file = path.join(deps.config.root, 'api/disclosures/export/worker.ts')
    const worker = new Worker(file, { workerData: settings, resourceLimits: HEAP })
    try {
      for (;;) {
        const message = await answerOf(worker)
        if ('end' in message) return
        onceSentForget(message.piece)
        yield message.piece
      }
    } finally {
      running -= 1
      await worker.terminate()
    }
  }
}

function answerOf(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', taken).off('error', failed).off('exit', ended)
    }
    const taken = (message: WorkerMessage) => {
      settle()
      resolve(message)
    }
    const failed = (error: unknown) => {
      settle()
      reject(error)
    }
    const ended = () => failed(new Error('the export thread ended early'))
    worker.on('message', taken).on('error', failed).on('exit', ended)
    worker.postMessage('more')
  })
}
