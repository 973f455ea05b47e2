/** `npm run bench -- disclosures`: the published records at a size no demonstration has, in a database of their own. */
import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { migrateDatabase } from '../platform/database.ts'
import { benchImport } from './bench-disclosures-import.ts'
import { withoutSettings } from './bench-web.ts'
import { prepareEnvironment } from './environment.ts'

const DATA = path.resolve('.data/bench-disclosures')

/** @returns whether every bound holds */
export async function benchDisclosures(options: { rows: number }, say: (line: string) => void): Promise<boolean> {
  const own = withoutSettings()
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  process.env['YICHUANG_DATA'] = DATA
  process.env['LOG_TO'] = path.join(DATA, 'bench.log')
  const prepared = await prepareEnvironment(say)
  try {
    const config = loadConfig(process.env)
    await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
    await empty(config.database.ownerUrl)
    for (const name of fs.readdirSync(DATA).filter((each) => each.startsWith('search.db')))
      fs.rmSync(path.join(DATA, name))
    const deps = openDeps(config)
    try {
      return await benchImport(deps, DATA, options.rows, say)
    } finally {
      await deps.close()
    }
  } finally {
    await prepared.release()
  }
}

async function empty(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`truncate disclosures, disclosure_versions, enterprises, search_outbox, data_keys cascade`
  } finally {
    await sql.end()
  }
}
