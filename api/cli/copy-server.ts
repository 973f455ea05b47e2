/** A copy of the portal as a process of its own, on a free port: what benchmarks and tests measure, stop and kill. */
import { type ChildProcess, fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { freePort } from '../platform/start-lock.ts'

const STOP_MS = 10_000

export interface CopyOptions {
  /** Folder of the build, relative to the project. */
  outDir: string
  /** Whole environment of the child beside address and port. */
  env: Record<string, string | undefined>
  /** Those of `npm start` unless said. */
  nodeArgs?: string[]
}

export interface Copy {
  /** `http://127.0.0.1:port` */
  base: string
  child: ChildProcess
  /** What the start said to the operator. */
  banner: string
  /** What it wrote to stdout and stderr, at the time of the call. */
  output(): string
  /** SIGTERM; its exit code, or the signal's name when it had to be killed after 10 s. */
  stop(): Promise<number | string>
}

/** Resolves when the copy listens; rejects with its output when it ends before. */
export async function startCopy({ outDir, env, nodeArgs = startArgs() }: CopyOptions): Promise<Copy> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const child = fork(path.join(import.meta.dirname, 'serve-copy.ts'), [], {
    execArgv: nodeArgs,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env, HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: base, YICHUANG_OUT_DIR: outDir },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  const banner = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve(String(said)))
    child.once('exit', (code) => reject(new Error(`The copy ended (${code}) before it listened:\n${output}`)))
  })
  return { base, child, banner, output: () => output, stop: () => stop(child) }
}

/** What `npm start` gives Node: a benchmark measures the portal as it is run. */
function startArgs(): string[] {
  const { scripts } = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

async function stop(child: ChildProcess): Promise<number | string> {
  const ended = child.exitCode ?? child.signalCode
  if (ended !== null) return ended
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  const exit = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 0)),
  )
  child.kill('SIGTERM')
  const code = await exit
  clearTimeout(late)
  return code
}
