/** Runs `prepare.ts` in a process of its own: what it loaded and read is given back before the portal serves. */
import { fork } from 'node:child_process'
import path from 'node:path'

export function prepareApart(say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: string | undefined
    const child = fork(path.join(import.meta.dirname, 'prepare.ts'))
    child.on('message', (message: { line: string } | { failed: string }) => {
      if ('line' in message) say(message.line)
      else failure = message.failed
    })
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(failure ?? `准备数据库时中断 / preparing the database ended: ${code ?? signal}`)),
    )
  })
}
