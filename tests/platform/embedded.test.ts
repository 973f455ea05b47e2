/** The embedded PostgreSQL through every kind of end: neither process's end hurts another, and nothing acknowledged is lost. */
import { type ChildProcess, fork } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../api/platform/embedded-postgres.ts'
import { freePort } from '../../api/platform/start-lock.ts'
import { killPostmaster } from '../harness/postmaster.ts'

const HOLDER = path.resolve('tests/harness/hold-embedded.ts')
interface Held {
  child: ChildProcess
  port: number
  url: string
  said: string[]
  /** What it complained of so far. */
  complaints: () => string
}
const children: ChildProcess[] = []
let dataDir: string

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-embedded-'))
  // Open to the service user, as a clone under an ordinary folder is.
  fs.chmodSync(dataDir, 0o755)
})
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  // Joining and leaving as the last one stops the server.
  await (await startEmbedded({ dataDir })).release()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

function hold(folder = dataDir, identity: { uid?: number; gid?: number } = {}): Promise<Held> {
  const child = fork(HOLDER, [folder], { execArgv: [], ...identity, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  children.push(child)
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const { port, url, said } = message as Omit<Held, 'child' | 'complaints'>
      resolve({ child, port, url, said, complaints: () => errors })
    })
    child.once('exit', (code) => reject(new Error(`holder ended (${code}): ${errors}`)))
  })
}

/** Ends a holder; one told to end itself must do so without an error. */
async function end({ child, complaints }: Held, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  expect(child.exitCode, 'ended by itself').toBeNull()
  child.kill(signal)
  const code = await exit
  if (signal === 'SIGTERM') expect(code, complaints()).toBe(0)
}

async function query<T extends object>(url: string, statement: string): Promise<readonly T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  try {
    return await sql.unsafe<T[]>(statement)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Killed, and no longer there to be joined. */
async function killPostgres(port: number): Promise<void> {
  await killPostmaster(dataDir)
  await expect.poll(() => listening(port)).toBe(false)
}

const write = (url: string, id: number) =>
  query(url, `create table if not exists kept (id int); insert into kept values (${id})`)
const kept = async (url: string) =>
  (await query<{ id: number }>(url, 'select id from kept order by id')).map(({ id }) => id)

describe('two processes', () => {
  test('that start at the same time on an empty folder share one server; the last to leave stops it', async () => {
    const [first, second] = await Promise.all([hold(), hold()])
    expect(first.port).toBe(second.port)
    await write(first.url, 1)
    await end(first, 'SIGTERM')
    expect(await kept(second.url)).toEqual([1])
    await end(second, 'SIGTERM')
    await expect.poll(() => listening(second.port)).toBe(false)
  })

  test('the port is remembered, and the data', async () => {
    const [before] = [JSON.parse(fs.readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')) as { port: number }]
    const held = await hold()
    expect(held.port).toBe(before.port)
    expect(await kept(held.url)).toEqual([1])
    await end(held, 'SIGTERM')
  })

  test('a work in progress survives the other process’s kill -9', async () => {
    const [first, second] = await Promise.all([hold(), hold()])
    const sql = postgres(second.url, { max: 1 })
    await sql.begin(async (tx) => {
      await tx`insert into kept values (2)`
      await end(first, 'SIGKILL')
      await tx`insert into kept values (3)`
    })
    await sql.end()
    await end(second, 'SIGTERM')
    await expect.poll(() => listening(second.port)).toBe(false)
  })
})

describe('kill -9', () => {
  test('of the application: the server runs on, the next start joins it and later stops it', async () => {
    const killed = await hold()
    await write(killed.url, 4)
    await end(killed, 'SIGKILL')
    expect(await listening(killed.port)).toBe(true)
    const next = await hold()
    expect([next.port, await kept(next.url)]).toEqual([killed.port, [1, 2, 3, 4]])
    await end(next, 'SIGTERM')
    await expect.poll(() => listening(next.port)).toBe(false)
  })

  test('of PostgreSQL: the next start recovers what was acknowledged', async () => {
    const held = await hold()
    await write(held.url, 5)
    await killPostgres(held.port)
    const next = await hold()
    expect(await kept(next.url)).toEqual([1, 2, 3, 4, 5])
    await Promise.all([end(held, 'SIGTERM'), end(next, 'SIGTERM')])
  })

  test('of both', async () => {
    const held = await hold()
    await write(held.url, 6)
    await end(held, 'SIGKILL')
    await killPostgres(held.port)
    const next = await hold()
    expect(await kept(next.url)).toEqual([1, 2, 3, 4, 5, 6])
    await end(next, 'SIGTERM')
  })
})

describe('what an earlier end left behind', () => {
  test('a stale lock is taken over with a sentence', async () => {
    const gone = await hold()
    await end(gone, 'SIGTERM')
    fs.writeFileSync(path.join(dataDir, 'postgres.lock'), String(gone.child.pid))
    const held = await hold()
    expect(held.said.join()).toContain(`process ${gone.child.pid} is gone`)
    await end(held, 'SIGTERM')
  })

  test('a lock cut short while it was written does not block the start', async () => {
    fs.writeFileSync(path.join(dataDir, 'postgres.lock'), '')
    const held = await hold()
    await end(held, 'SIGTERM')
  })

  test('a server that runs at another port than noted is joined there', async () => {
    const held = await hold()
    const file = path.join(dataDir, 'postgres.json')
    const noted = JSON.parse(fs.readFileSync(file, 'utf8')) as { port: number }
    const other = await freePort()
    fs.writeFileSync(file, JSON.stringify({ ...noted, port: other }))
    const next = await hold()
    expect(next.port).toBe(held.port)
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(noted)
    await Promise.all([end(held, 'SIGTERM'), end(next, 'SIGTERM')])
  })

  test('a port someone else took meanwhile is replaced, with a sentence', async () => {
    const before = await hold()
    await end(before, 'SIGTERM')
    const thief = net.createServer().listen(before.port, '127.0.0.1')
    await new Promise((resolve) => thief.once('listening', resolve))
    const held = await hold()
    expect(held.port).not.toBe(before.port)
    expect(held.said.join()).toContain(`Port ${before.port} is taken`)
    expect(await kept(held.url)).toEqual([1, 2, 3, 4, 5, 6])
    await end(held, 'SIGTERM')
    thief.close()
  })

  test('an initialisation cut short is done again', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-cut-'))
    fs.chmodSync(folder, 0o755)
    fs.mkdirSync(path.join(folder, 'postgres'))
    fs.writeFileSync(path.join(folder, 'postgres/PG_VERSION'), '18\n')
    const held = await hold(folder)
    expect(await query(held.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await end(held, 'SIGTERM')
    fs.rmSync(folder, { recursive: true, force: true })
  })
})

describe('where it may stand', () => {
  test('under a folder closed to everybody else', async () => {
    const before = systemFolders()
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-closed-'))
    fs.chmodSync(closed, 0o700)
    const held = await hold(path.join(closed, 'clone/.data'))
    expect(await query(held.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await end(held, 'SIGTERM')
    await expect.poll(() => listening(held.port)).toBe(false)
    fs.rmSync(closed, { recursive: true, force: true })
    for (const folder of systemFolders().filter((name) => !before.includes(name)))
      fs.rmSync(folder, { recursive: true, force: true })
  })

  // In a clone under a closed folder nobody but its owner can run anything.
  test.runIf(process.getuid?.() === 0 && isOpen(process.cwd()))('as an ordinary user too', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-user-'))
    fs.chownSync(folder, 65_534, 65_534)
    const held = await hold(folder, { uid: 65_534, gid: 65_534 })
    expect(await query(held.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await end(held, 'SIGTERM')
    fs.rmSync(folder, { recursive: true, force: true })
  })
})

/** Where root keeps clusters of closed clones. */
function systemFolders(): string[] {
  return ['/var/lib/yichuang', path.join(os.tmpdir(), 'yichuang')].flatMap((base) =>
    fs.existsSync(base) ? fs.readdirSync(base).map((name) => path.join(base, name)) : [],
  )
}

function isOpen(folder: string): boolean {
  const closed = (fs.statSync(folder).mode & 0o001) === 0
  return !closed && (folder === path.dirname(folder) || isOpen(path.dirname(folder)))
}
