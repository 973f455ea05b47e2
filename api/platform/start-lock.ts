/** One process at a time prepares a server, on a port nobody else has. */
import fs from 'node:fs'
import net from 'node:net'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() =>
        bound !== null && typeof bound === 'object' ? resolve(bound.port) : reject(new Error('no free port')),
      )
    })
  })
}

export function portFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** One process at a time prepares the server; a lock whose process is gone is stale and is taken over with a sentence. */
export async function takeLock(file: string, waitSeconds: number, say: (s: string) => void): Promise<() => void> {
  const deadline = Date.now() + waitSeconds * 1000
  // Written aside and then linked, so that a lock always names its process.
  const mine = `${file}.${process.pid}`
  fs.writeFileSync(mine, String(process.pid))
  try {
    for (;;) {
      try {
        fs.linkSync(mine, file)
        return () => fs.rmSync(file, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const pid = Number(readIfThere(file))
        if (!(pid > 0 && pid !== process.pid && alive(pid))) {
          say(
            `上次启动没有收尾（进程 ${pid} 已不在），接着启动。/ An earlier start ended midway (process ${pid} is gone); carrying on.`,
          )
          fs.rmSync(file, { force: true })
        } else if (Date.now() > deadline) {
          throw new Error(
            `另一进程（${pid}）正在准备内置数据库，等待超时；若确认没有，请删除 ${file} / Process ${pid} is preparing the embedded database; if it is not, delete ${file}.`,
          )
        } else {
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
      }
    }
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

function readIfThere(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

/** Whether a process runs. A killed one that nobody has collected yet (a zombie) does not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const state = /\)\s+(\S)/.exec(readIfThere(`/proc/${pid}/stat`))?.[1]
  return state !== 'Z' && state !== 'X'
}
