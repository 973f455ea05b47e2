/** A data folder of the bench: its own database, filled with open tickets once, and a portal over it on demand. */
import fs from 'node:fs'
import path from 'node:path'
import { type OpenDeps, openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { connect } from '../platform/connect.ts'
import type { DemoLogin } from '../staff/seed-demo-staff.ts'
import { fillTickets } from './bench-tickets-rows.ts'
import { withoutSettings } from './bench-web.ts'
import { type Copy, startCopy } from './copy-server.ts'
import { prepareDatabase } from './database.ts'
import { demoLoginsFile } from './demo-logins.ts'
import { prepareEnvironment } from './environment.ts'

const BUILD = '.data/bench/dist-tickets'

type Say = (line: string) => void

export interface Place {
  folder: string
  /** Open tickets it was filled to. */
  open: number
}

/** Brings the folder to that many open tickets; what lies there already is kept. */
export async function preparePlace(folder: string, open: number, say: Say): Promise<Place> {
  const place = { folder: path.resolve(folder), open }
  await inPlace(place, async (deps) => {
    await prepareDatabase(deps.config, say)
    await fillTickets(deps, open, say)
    // In service autovacuum has been there long before; right after filling or a migration it has not.
    const owner = connect(deps.config.database.ownerUrl, { max: 1 })
    await owner`vacuum analyze tickets`
    await owner.end()
  })
  return place
}

/**
 * Works on the folder's database in this process, whatever this process is configured for.
 *
 * @param settings further environment, for instance the size of the pool
 */
export async function inPlace<T>(
  { folder }: Place,
  work: (deps: OpenDeps) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const own = withoutSettings()
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  fs.mkdirSync(path.join(folder, 'log'), { recursive: true })
  const log = path.join(folder, 'log', 'bench.log')
  Object.assign(process.env, { YICHUANG_DATA: folder, LOG_TO: log, RATE_LIMIT_FACTOR: '1000000', ...settings })
  const prepared = await prepareEnvironment(() => {})
  const deps = openDeps(loadConfig(process.env))
  try {
    return await work(deps)
  } finally {
    await deps.close()
    await prepared.release()
  }
}

/** The real server over the folder, as a process of its own, without jobs. */
export function serve({ folder }: Place, settings: Record<string, string> = {}): Promise<Copy> {
  const env = { YICHUANG_DATA: folder, RATE_LIMIT_FACTOR: '1000000', JOBS: 'false', ...settings }
  return startCopy({ outDir: BUILD, env: { ...withoutSettings(), ...env } })
}

/** Cookie of a demo account at a portal over the folder. */
export async function signIn({ folder }: Place, { base }: Copy, username: string): Promise<string> {
  const logins = JSON.parse(fs.readFileSync(demoLoginsFile(folder), 'utf8')) as DemoLogin[]
  const password = logins.find((each) => each.username === username)?.password
  const response = await fetch(`${base}/api/desk/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username, password }),
  })
  if (!response.ok) throw new Error(`${username}: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}
