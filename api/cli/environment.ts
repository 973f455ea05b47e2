/** Completes the environment for any command: secrets and database fall back to `.data` unless configured. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { dataDirOf, parseEnvironment } from '../platform/config.ts'
import { type EmbeddedServer, startEmbedded } from '../platform/embedded-postgres.ts'

export interface Prepared {
  dataDir: string
  /** Present when the embedded database serves; release it when done. */
  embedded: EmbeddedServer | undefined
  release(): Promise<void>
}

/** Puts the resolved settings into `process.env`, starting or joining the embedded database when none is configured. */
export async function prepareEnvironment(say: (sentence: string) => void): Promise<Prepared> {
  const env = parseEnvironment(process.env)
  const dataDir = dataDirOf(env)
  process.env['YICHUANG_ROOT'] = env.YICHUANG_ROOT
  process.env['YICHUANG_DATA'] = dataDir
  if (env.YICHUANG_ENV === 'production') return { dataDir, embedded: undefined, release: async () => {} }
  fs.mkdirSync(dataDir, { recursive: true })
  completeSecrets(path.join(dataDir, 'secrets.json'))
  if (env.DATABASE_URL) {
    process.env['DATABASE_OWNER_URL'] ??= env.DATABASE_URL
    return { dataDir, embedded: undefined, release: async () => {} }
  }
  const embedded = await startEmbedded({ dataDir, say })
  useEmbedded(embedded)
  return { dataDir, embedded, release: () => embedded.release() }
}

function useEmbedded(embedded: EmbeddedServer): void {
  process.env['DATABASE_URL'] = embedded.url('app')
  process.env['DATABASE_OWNER_URL'] = embedded.url('owner')
  process.env['YICHUANG_EMBEDDED'] = '1'
}

/** Fresh keys on the first start, the same ones ever after. */
function completeSecrets(file: string): void {
  const names = ['YICHUANG_KEY_FIELDS', 'YICHUANG_KEY_CODES', 'YICHUANG_KEY_SESSIONS'] as const
  const kept: Record<string, string> = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
  for (const name of names) kept[name] ??= randomBytes(32).toString('hex')
  fs.writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 })
  for (const name of names) process.env[name] ??= kept[name]
}
