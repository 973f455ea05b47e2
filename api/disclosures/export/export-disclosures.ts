/** Verb: every record of a filter as a file. */
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { foundByWords } from './found-by-words.ts'
import type { createExportLane } from './lane.ts'
import { type ExportJob, makeFile } from './make-file.ts'
import { bringsMoreThan } from './read-rows.ts'
import { LAYOUTS } from './shuanggongshi.ts'

/** Beginning a thread takes as long as making a file of this many records. */
const SMALL = 5000

/** @throws Problem invalid when the national layout is asked for anything but penalties or permits */
export async function exportDisclosures(
  deps: Deps,
  inThread: ReturnType<typeof createExportLane>,
  asked: Omit<ExportJob, 'found'>,
): Promise<AsyncGenerator<Uint8Array>> {
  const { type } = asked.filter
  if (asked.format === 'shuanggongshi' && (type?.length !== 1 || !(String(type[0]) in LAYOUTS)))
    throw new Problem('invalid', {
      errors: [{ path: 'type', code: 'invalid', message: 'errors.disclosures.layoutType' }],
    })
  const job: ExportJob = { ...asked, found: await foundByWords(deps, asked.filter) }
  const long = job.found ? job.found.length > SMALL : await bringsMoreThan(deps, job.filter, SMALL)
  return long ? inThread(job) : makeFile(deps, job)
}
