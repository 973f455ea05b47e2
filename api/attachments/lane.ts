/** How much is done at once in one process: pictures are drawn two at a time, and a flood of uploads is told to wait. */
import { Problem } from '../platform/errors.ts'

const DRAWN_AT_ONCE = 2
/** Each may hold ten megabytes. */
const MOST_WAITING = 20

export type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** @throws Problem `unavailable` when too many wait already */
export function createLane(): Lane {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (waiting.length >= MOST_WAITING) throw new Problem('unavailable', { retryAfterSeconds: 10 })
    if (running >= DRAWN_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place passes on to whoever waited longest.
      if (next) next()
      else running -= 1
    }
  }
}
