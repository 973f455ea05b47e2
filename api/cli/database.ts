/** Brings the database to where the program expects it: migrations, job queues, demo data when it is empty and demo is allowed, first content. */
import { openDeps } from '../deps.ts'
import { jobNames } from '../jobs.ts'
import type { Config } from '../platform/config.ts'
import { migrateDatabase } from '../platform/database.ts'
import { migrateJobs } from '../platform/jobs.ts'
import { prepareContent } from './content.ts'
import { isEmpty, seedDemo } from './seed.ts'

export async function prepareDatabase(config: Config, say: (line: string) => void): Promise<void> {
  await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
  await migrateJobs(config.database.ownerUrl, config.database.url, jobNames)
  const deps = openDeps(config)
  try {
    if (!config.production && (await isEmpty(deps))) await seedDemo(deps, say)
    await prepareContent(deps, say)
  } finally {
    await deps.close()
  }
}
