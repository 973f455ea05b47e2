/** `npm run bench -- disclosures`: the published records at a size no demonstration has, in a data folder of their own. */
import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { type Deps, openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { migrateDatabase } from '../platform/database.ts'
import { ensureIndexes } from '../search/rebuild.ts'
import { benchExport } from './bench-disclosures-export.ts'
import { catchUp, importGenerated, reportImport } from './bench-disclosures-import.ts'
import { type ListTimes, measureList, reportGrowth, reportList, SMALL_LIST } from './bench-disclosures-list.ts'
import { withoutSettings } from './bench-web.ts'
import { prepareEnvironment } from './environment.ts'

export interface BenchOptions {
  rows: number
  /** Where the records are made, and left for who wants to look or to measure more. */
  data: string
  /** Makes them and measures nothing. */
  prepare?: boolean
  /** Measures what lies there already; the import is not measured. */
  reuse?: boolean
}

type Say = (line: string) => void

/** Of the pages, for the export; the one that serves stays as it is. */
const BUILD = '.data/bench/dist-disclosures'

/** @returns whether every bound holds */
export async function benchDisclosures(options: BenchOptions, say: Say): Promise<boolean> {
  const own = withoutSettings()
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  const data = path.resolve(options.data)
  process.env['YICHUANG_DATA'] = data
  fs.mkdirSync(path.join(data, 'log'), { recursive: true })
  process.env['LOG_TO'] = path.join(data, 'log', 'bench.log')
  const prepared = await prepareEnvironment(say)
  try {
    const config = loadConfig(process.env)
    await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
    if (options.prepare) return await fresh(config, (deps) => make(deps, data, options.rows, say))
    const small = options.reuse || options.rows <= SMALL_LIST ? null : await smallList(config, data, say)
    const measure = async (deps: Deps) => {
      const times = await measureList(deps)
      const kept = reportList(times, options.rows, say)
      return (small === null || reportGrowth(small, times, say)) && kept
    }
    const inside = options.reuse
      ? await opened(config, measure)
      : await fresh(config, async (deps) => {
          const imported = await reportImport(await importGenerated(data, options.rows, say), data, options.rows, say)
          await catchUp(deps, say)
          return (await measure(deps)) && imported
        })
    // A portal of its own, once nobody else holds the search.
    const exported = await benchExport({ ...own, YICHUANG_DATA: data }, BUILD, say)
    return inside && exported
  } finally {
    await prepared.release()
  }
}

/** What a hundredth of the records costs. */
const smallList = (config: Config, folder: string, say: Say): Promise<ListTimes> =>
  fresh(config, async (deps) => {
    await make(deps, folder, SMALL_LIST, say)
    const times = await measureList(deps)
    reportList(times, SMALL_LIST, say)
    return times
  })

async function make(deps: Deps, folder: string, rows: number, say: Say): Promise<boolean> {
  const { stored, seconds } = await importGenerated(folder, rows, say)
  say(`导入 / import  ${stored}  ${seconds.toFixed(1)} s`)
  await catchUp(deps, say)
  say(`数据在 / the data: ${folder}`)
  return stored === rows
}

type Config = ReturnType<typeof loadConfig>

async function opened<T>(config: Config, work: (deps: Deps) => Promise<T>): Promise<T> {
  const deps = openDeps(config)
  try {
    await ensureIndexes(deps)
    return await work(deps)
  } finally {
    await deps.close()
  }
}

/** Without a record, and with a search that holds none. */
async function fresh<T>(config: Config, work: (deps: Deps) => Promise<T>): Promise<T> {
  const sql = postgres(config.database.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`truncate disclosures, disclosure_versions, enterprises, search_outbox, data_keys cascade`
  } finally {
    await sql.end()
  }
  for (const name of fs.readdirSync(config.dataDir).filter((each) => each.startsWith('search.db')))
    fs.rmSync(path.join(config.dataDir, name))
  return opened(config, work)
}
