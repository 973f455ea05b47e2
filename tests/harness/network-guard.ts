/**
 * Nothing in a test may leave the machine. Installed in every test worker, and in the server under test through
 * `node --import`; the attempt fails at the caller and is kept for the test (or said on stderr) so that nobody can swallow it.
 */
import dns from 'node:dns'
import net from 'node:net'

const attempts: string[] = []
const ALLOWED = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::', '', ...databaseHosts()])

/** What was tried since the last call. */
export function takeNetworkAttempts(): string[] {
  return attempts.splice(0)
}

let installed = false

/** Once for the process, which runs many files. */
export function installNetworkGuard(): void {
  if (installed) return
  installed = true
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const host = hostOf(args)
    if (host !== undefined && !ALLOWED.has(host)) throw refused(host)
    return Reflect.apply(connect, this, args) as net.Socket
  } as typeof connect
  const lookup = dns.lookup
  dns.lookup = Object.assign((host: string, ...rest: unknown[]) => {
    if (!ALLOWED.has(host) && net.isIP(host) === 0) throw refused(host)
    return Reflect.apply(lookup, dns, [host, ...rest]) as unknown
  }, lookup) as typeof lookup
}

function refused(host: string): Error {
  attempts.push(host)
  if (!process.env['VITEST_WORKER_ID']) process.stderr.write(`network guard: ${host}\n`)
  return new Error(`A test tried to reach ${host}; only loopback is allowed`)
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, or the already normalised `[options, callback]` of node's own callers. */
function hostOf(args: unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return undefined
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
  }
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first)))
    return typeof second === 'string' ? second : 'localhost'
  return undefined
}

/** The tests' own PostgreSQL may stand on another machine. */
function databaseHosts(): string[] {
  const names = ['TEST_DATABASE_OWNER_URL', 'TEST_DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_URL']
  return names.flatMap((name) => (process.env[name] ? [new URL(String(process.env[name])).hostname] : []))
}
