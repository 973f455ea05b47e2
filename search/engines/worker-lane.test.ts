/** Calls past their time: refused where the thread works, waited for while it reads into memory. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { disclosures as index } from '../indexes/disclosures.ts'
import { WorkerLane } from './worker-lane.ts'

const LIMIT_MS = 50
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lane-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

/** A thread that does what it is told instead of searching. */
function laneOf(name: string, script: string): WorkerLane {
  const folder = path.join(root, name, 'search/engines')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(
    path.join(folder, 'sqlite-worker.ts'),
    `import { parentPort } from 'node:worker_threads'
     const say = (message) => parentPort.postMessage(message)
     const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
     ${script}`,
  )
  return new WorkerLane({ root: path.join(root, name), file: '' })
}

const ask = (lane: WorkerLane) => lane.call({ op: 'stats', index }, LIMIT_MS)

test('a question that comes while the thread starts and reads is answered', async () => {
  const lane = laneOf(
    'reads',
    `say({ reading: false })
     parentPort.on('message', ({ id, call }) => {
       if (call.op !== 'close') { say({ reading: true }); wait(400); say({ reading: false }) }
       say({ id, answer: null })
     })`,
  )
  expect(await ask(lane)).toBeNull()
  await lane.close()
})

test('one that the thread works on for too long is refused', async () => {
  const lane = laneOf(
    'stuck',
    `say({ reading: false })
     parentPort.on('message', () => wait(3_000))`,
  )
  await expect(ask(lane)).rejects.toMatchObject({ reason: 'timeout' })
})
