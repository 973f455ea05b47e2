/** Keeps the dumps true: made at the first request and every day, taken away as soon as they hold what is no longer so. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { type Manifest, readManifest, removeDumps } from './dump-files.ts'
import type { DumpsWork } from './dumps-worker.ts'
import { fingerprintOf, makeDumps } from './make-dumps.ts'

/** Beginning a thread takes as long as writing this many records. */
const SMALL = 5000
/** A reader waits this long for dumps being made. */
const PATIENCE_MS = 3000
const RETRY_SECONDS = 60
/** A list found true is believed this long. */
const BELIEVED_MS = 15_000

const making = new Map<string, Promise<Manifest>>()
const believed = new Map<string, number>()

/**
 * The dumps as they may be handed out now.
 *
 * @throws Problem unavailable while they are being made
 */
export async function currentDumps(deps: Deps): Promise<Manifest> {
  const manifest = await trueDumps(deps)
  if (manifest) return manifest
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS).unref())
  const made = await Promise.race([make(deps), late])
  if (!made)
    throw new Problem('unavailable', { detail: 'errors.disclosures.dumpsUnderWay', retryAfterSeconds: RETRY_SECONDS })
  return made
}

/** The sweep of every minute. Nobody has asked for dumps yet: none are made. @returns whether new ones were made */
export async function keepDumps(deps: Deps): Promise<boolean> {
  const before = await readManifest(deps)
  if (!before) return false
  believed.delete(deps.config.dataDir)
  const manifest = await trueDumps(deps)
  const today = chinaDate(deps.clock.now())
  if (manifest && chinaDate(new Date(manifest.madeAt)) === today) return false
  await make(deps)
  return true
}

/** What lies there, unless it holds a record changed or gone since: then it is taken away. */
async function trueDumps(deps: Deps): Promise<Manifest | undefined> {
  const manifest = await readManifest(deps)
  const key = deps.config.dataDir
  if (!manifest || (believed.get(key) ?? 0) > performance.now()) return manifest
  const { records, versions } = await fingerprintOf(deps, manifest.lastSeq)
  if (records === manifest.records && versions === manifest.versions) {
    believed.set(key, performance.now() + BELIEVED_MS)
    return manifest
  }
  await removeDumps(deps)
  return undefined
}

/** One making at a time in a process, whoever asks. */
function make(deps: Deps): Promise<Manifest> {
  const key = deps.config.dataDir
  const underWay = making.get(key)
  if (underWay) return underWay
  const work = begin(deps).finally(() => making.delete(key))
  making.set(key, work)
  return work
}

async function begin(deps: Deps): Promise<Manifest> {
  const { records } = await fingerprintOf(deps)
  return records > SMALL ? inThread(deps) : makeDumps(deps)
}

function inThread(deps: Deps): Promise<Manifest> {
  const work: DumpsWork = { config: deps.config, now: deps.clock.now().toISOString() }
  // By path, not by URL of this module: in the built site this module lies elsewhere.
  const worker = new Worker(path.join(deps.config.root, 'api/disclosures/open-data/dumps-worker.ts'), {
    workerData: work,
  })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', () => reject(new Error('the thread of the dumps ended early')))
  })
}
