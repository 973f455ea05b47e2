/** The one source of randomness, injected, so that a draw or a test can be replayed. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'

export interface Random {
  uuid(): string
  /** `count` unpredictable bytes. */
  bytes(count: number): Buffer
}

/**
 * A UUID of version 7 (RFC 9562): ids made one after another stand together in an index, so that rows written by the
 * thousand touch few of its pages. It tells the millisecond it was made at.
 */
export function orderedUuid({ random, clock }: { random: Random; clock: { now(): Date } }): string {
  const time = clock.now().getTime()
  if (time !== latest.time) {
    const hex = time.toString(16).padStart(12, '0')
    latest = { time, head: `${hex.slice(0, 8)}-${hex.slice(8)}-7` }
  }
  return latest.head + random.uuid().slice(15)
}

/** How the ids of a millisecond begin. */
let latest = { time: Number.NaN, head: '' }

/** Bytes are asked of the system a page at a time, as its own UUIDs are: a call for each nonce costs more than sealing. */
const PAGE = 4096
let page = Buffer.alloc(0)

function pagedBytes(count: number): Buffer {
  if (count > PAGE) return randomBytes(count)
  if (count > page.length) page = randomBytes(PAGE)
  const bytes = Buffer.from(page.subarray(0, count))
  page.fill(0, 0, count)
  page = page.subarray(count)
  return bytes
}

export const systemRandom: Random = { uuid: randomUUID, bytes: pagedBytes }

/** The same sequence for the same seed; for demo data and tests only. */
export function seededRandom(seed: string): Random & { pick<T>(items: readonly T[]): T; below(limit: number): number } {
  let counter = 0
  const bytes = (count: number): Buffer => {
    const blocks: Buffer[] = []
    for (let have = 0; have < count; have += 32)
      blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest())
    return Buffer.concat(blocks).subarray(0, count)
  }
  const below = (limit: number) => Number(bytes(6).readUIntBE(0, 6) % limit)
  return {
    bytes,
    below,
    uuid: () => {
      const hex = bytes(16).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('pick from an empty list')
      return item
    },
  }
}
