/** Brings the embedded database back when it is killed while the portal runs. */

import net from 'node:net'
import { startEmbedded } from '../platform/embedded-postgres.ts'
import type { Prepared } from './environment.ts'

const EVERY_MS = 1000

export function keepDatabaseAlive(prepared: Prepared, say: (sentence: string) => void): () => void {
  if (!prepared.embedded) return () => {}
  let embedded = prepared.embedded
  let busy = false
  const timer = setInterval(async () => {
    if (busy || (await listening(embedded.port))) return
    busy = true
    try {
      say('内置数据库停了，正在重新启动… / The embedded database stopped; starting it again …')
      embedded = await startEmbedded({ dataDir: prepared.dataDir, say })
      prepared.release = () => embedded.release()
    } catch (error) {
      say(String(error instanceof Error ? error.message : error))
    } finally {
      busy = false
    }
  }, EVERY_MS)
  return () => clearInterval(timer)
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.setTimeout(900, () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
