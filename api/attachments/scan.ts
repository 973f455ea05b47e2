/** Asks a malware scanner about a file: a program (exit 0 clean, 1 infected) or a clamd by its stream protocol. */
import { spawn } from 'node:child_process'
import net from 'node:net'
import type { Config } from '../platform/config.ts'

const TIME_LIMIT_MS = 30_000
const CHUNK = 64 * 1024

/** `held` when the scanner does not answer: the file waits for it. */
export async function scan(
  scanner: Config['scanner'],
  bytes: Buffer,
): Promise<'clean' | 'infected' | 'held' | 'unscanned'> {
  if (!scanner) return 'unscanned'
  const answer = await ('command' in scanner ? byProgram(scanner.command, bytes) : byClamd(scanner, bytes))
  return answer ?? 'held'
}

type Answer = 'clean' | 'infected' | undefined

function byProgram([program = '', ...args]: readonly string[], bytes: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const { PATH } = process.env
    const env = PATH === undefined ? {} : { PATH }
    const child = spawn(program, args, { env, timeout: TIME_LIMIT_MS, stdio: ['pipe', 'ignore', 'ignore'] })
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? 'clean' : code === 1 ? 'infected' : undefined))
    child.stdin.on('error', () => {})
    child.stdin.end(bytes)
  })
}

/** `zINSTREAM`, then pieces with their length before them, an empty one at the end. */
function byClamd({ host, port }: { host: string; port: number }, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: TIME_LIMIT_MS })
    let said = ''
    const end = (answer: Answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('error', () => end(undefined)).on('timeout', () => end(undefined))
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
    })
    socket.on('close', () => end(/\bFOUND\b/.test(said) ? 'infected' : /: OK\b/.test(said) ? 'clean' : undefined))
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const piece = bytes.subarray(at, at + CHUNK)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(piece.length)
        socket.write(length)
        socket.write(piece)
      }
      socket.write(Buffer.alloc(4))
    })
  })
}
