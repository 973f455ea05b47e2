/** One worker thread that answers one call after another, with a time limit it cannot itself keep: past it the thread is ended and begun anew. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { SearchUnavailable } from '../engine.ts'
import type { Answers, Call, Notice, Reply, Request, WorkerSettings } from './sqlite-protocol.ts'

/** A thread that has worked on one call for less than this is let finish: beginning anew costs more. */
const PATIENCE_MS = 300
/** A call waits this long for a thread that starts, or reads a collection into memory: it is late but not stuck. */
const LONGEST_READING_MS = 15_000

interface Pending {
  request: Request
  resolve(answer: unknown): void
  reject(error: Error): void
  timer: NodeJS.Timeout | undefined
  /** When it came. */
  since: number
}

export class WorkerLane {
  readonly #settings: WorkerSettings
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | undefined
  #next = 1
  /** The thread starts, or reads a collection into memory. */
  #reading = false
  /** When it last started or read. */
  #readUntil = 0
  /** When the call that runs now began. */
  #since = 0

  constructor(settings: WorkerSettings) {
    this.#settings = settings
  }

  /** @param timeLimitMs none for work that takes as long as it takes */
  call<O extends Call['op']>(call: Extract<Call, { op: O }>, timeLimitMs?: number): Promise<Answers[O]> {
    return new Promise((resolve, reject) => {
      const id = this.#next++
      const timer = timeLimitMs === undefined ? undefined : setTimeout(() => this.#expire(id, timeLimitMs), timeLimitMs)
      const request = { id, call }
      const since = performance.now()
      if (this.#pending.size === 0) this.#since = since
      this.#pending.set(id, { request, resolve: (answer) => resolve(answer as Answers[O]), reject, timer, since })
      this.#send(request)
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    await this.call({ op: 'close' }).catch(() => {})
    this.#worker = undefined
    await worker.terminate()
  }

  #send(request: Request): void {
    this.#worker ??= this.#start()
    this.#worker.ref()
    this.#worker.postMessage(request)
  }

  #start(): Worker {
    // By path, not by URL of this module: in the built site this module lies elsewhere.
    const worker = new Worker(path.join(this.#settings.root, 'search/engines/sqlite-worker.ts'), {
      workerData: this.#settings,
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    this.#reading = true
    worker.on('message', (message: Reply | Notice) => {
      if ('reading' in message) {
        this.#reading = message.reading
        this.#since = performance.now()
        this.#readUntil = this.#since
      } else this.#settle(message)
    })
    worker.on('error', (error) => this.#lose(worker, error))
    worker.on('exit', () => this.#lose(worker))
    return worker
  }

  #settle(reply: Reply): void {
    this.#since = performance.now()
    const pending = this.#take(reply.id)
    if (!pending) return
    if ('error' in reply) pending.reject(new SearchUnavailable('away', { cause: new Error(reply.error) }))
    else pending.resolve(reply.answer)
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    if (!pending) return undefined
    clearTimeout(pending.timer)
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker?.unref()
    return pending
  }

  /** The oldest call is the one that runs: only it is worth ending the thread for. */
  #expire(id: number, timeLimitMs: number): void {
    const pending = this.#pending.get(id)
    const now = performance.now()
    // What the thread took to start or to read is not the call's time, nor that of calls behind it.
    const left = this.#reading ? timeLimitMs : timeLimitMs - (now - Math.max(pending?.since ?? 0, this.#readUntil))
    if (pending && left > 1 && now - pending.since < LONGEST_READING_MS) {
      pending.timer = setTimeout(() => this.#expire(id, timeLimitMs), left)
      return
    }
    const [running] = this.#pending.keys()
    this.#take(id)?.reject(new SearchUnavailable('timeout'))
    if (running !== id || !this.#worker || this.#reading || performance.now() - this.#since < PATIENCE_MS) return
    const worker = this.#worker
    this.#worker = undefined
    void worker.terminate()
    this.#since = performance.now()
    for (const { request } of this.#pending.values()) this.#send(request)
  }

  #lose(worker: Worker, cause?: Error): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(new SearchUnavailable('away', { cause }))
  }
}
