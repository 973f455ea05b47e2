/** The embedded server's process, wherever its cluster lives: under a closed clone root keeps it in a folder of the system. */
import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'

/** kill -9 of the postmaster of `dataDir`, as the system's memory killer would. */
export async function killPostmaster(dataDir: string): Promise<void> {
  const state = fs.readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')
  const { port, superPassword } = JSON.parse(state) as { port: number; superPassword: string }
  const sql = postgres(`postgres://postgres:${superPassword}@127.0.0.1:${port}/postgres`, { max: 1 })
  const [row] = await sql<{ data_directory: string }[]>`show data_directory`
  await sql.end()
  const lock = fs.readFileSync(path.join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8')
  process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
}
