/** Memory the embedded server keeps tables in (shared_buffers). */
import os from 'node:os'

/** Holds the table of a million records: read in any order, they cost a third of what they cost from the files. */
const MOST_MB = 1024
/** PostgreSQL's own default. */
const LEAST_MB = 128

/** A quarter of the memory this process may use, as PostgreSQL advises. It is taken page by page, as tables are read. */
export function sharedBuffersMb(): number {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.max(LEAST_MB, Math.min(MOST_MB, Math.floor(memory / 4 / 1024 / 1024)))
}
