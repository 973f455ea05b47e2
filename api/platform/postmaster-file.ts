/** What PostgreSQL notes of itself in its data folder while it runs: `postmaster.pid`. */
import fs from 'node:fs'
import path from 'node:path'
import { alive } from './start-lock.ts'

/** Above every process number Linux gives out. */
const NO_PROCESS = '4194304'
const PORT_LINE = 3

const fileOf = (cluster: string) => path.join(cluster, 'postmaster.pid')

/** The port of the server that runs in this folder, ready or still recovering; undefined when none does. */
export function portOfRunning(cluster: string): number | undefined {
  const file = fileOf(cluster)
  if (!fs.existsSync(file)) return undefined
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[PORT_LINE])]
  return pid > 0 && port > 0 && alive(pid) ? port : undefined
}

/**
 * Where nobody collects dead processes (many containers) a killed server lingers as a zombie, and PostgreSQL takes it for
 * a running one. Its number in the lock file is replaced by one no process has; the shared-memory check stays in force.
 */
export function forgetDeadServer(cluster: string): void {
  const file = fileOf(cluster)
  if (!fs.existsSync(file)) return
  const [pid, ...rest] = fs.readFileSync(file, 'utf8').split('\n')
  if (Number(pid) > 0 && !alive(Number(pid))) fs.writeFileSync(file, [NO_PROCESS, ...rest].join('\n'))
}
