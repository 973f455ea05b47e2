/** Verb: every record of a filter as a file. */
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
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
  job: ExportJob,
): Promise<AsyncGenerator<string | Uint8Array>> {
  const { type } = job.filter
  if (job.format === 'shuanggongshi' && (type?.length !== 1 || !(String(type[0]) in LAYOUTS)))
    throw new Problem('invalid', {
      errors: [{ path: 'type', code: 'invalid', message: 'errors.disclosures.layoutType' }],
    })
  return (await bringsMoreThan(deps, job.filter, SMALL)) ? inThread(job) : makeFile(deps, job)
}
