/** Child of the bench: takes one file in, as `npm run import` does, and says how long that took and what it held. */
import path from 'node:path'
import { openDeps } from '../deps.ts'
import { importDisclosures } from '../disclosures/import/import-disclosures.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import type { Imported } from './bench-disclosures-import.ts'
import { peakMb } from './peak.ts'

// Whoever asked for it is gone.
const abandoned = () => process.exit(1)
process.once('disconnect', abandoned)
const [file = '', early = ''] = process.argv.slice(2)
const deps = openDeps(loadConfig(process.env))
try {
  let earlyMb = 0
  const began = performance.now()
  const { stored } = await importDisclosures(deps, systemContext('bench'), {
    kind: 'penalties',
    path: file,
    reportDir: path.join(path.dirname(file), 'log'),
    progress: (done) => {
      if (earlyMb === 0 && done >= Number(early)) earlyMb = peakMb()
    },
  })
  const seconds = (performance.now() - began) / 1000
  process.send?.({ seconds, stored, earlyMb, peakMb: peakMb() } satisfies Imported)
} finally {
  await deps.close()
  process.off('disconnect', abandoned)
  process.disconnect?.()
}
