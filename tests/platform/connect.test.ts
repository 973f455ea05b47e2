/** Connections that break while they are made, and values that cross them. */
import net from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { connect } from '../../api/platform/connect.ts'
import { whileLocked } from '../../api/platform/while-locked.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  return api.close
})

/** A way to the server that breaks as soon as the first connection is open, and holds afterwards. */
async function breakingOnce(port: number): Promise<{ port: number; broke: () => boolean; close: () => void }> {
  const READY = Buffer.from([0x5a, 0, 0, 0, 5])
  let broke = false
  const proxy = net.createServer((client) => {
    const server = net.connect(port, '127.0.0.1')
    client.pipe(server)
    server.on('data', (chunk) => {
      client.write(chunk, () => {
        if (broke || !chunk.includes(READY)) return
        broke = true
        client.resetAndDestroy()
      })
    })
    for (const [end, other] of [
      [client, server],
      [server, client],
    ] as const)
      end.on('error', () => other.destroy()).on('close', () => other.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return { port: (proxy.address() as net.AddressInfo).port, broke: () => broke, close: () => proxy.close() }
}

test('a server that goes away while a connection opens fails that statement alone, and nothing unheard', async () => {
  const url = new URL(api.deps.config.database.url)
  const way = await breakingOnce(Number(url.port))
  url.port = String(way.port)
  const sql = connect(url.href, { max: 1 })
  await expect(sql`select 1 as one`).rejects.toThrow()
  expect(way.broke()).toBe(true)
  expect([...(await sql`select 2 as two`)]).toEqual([{ two: 2 }])
  await sql.end()
  way.close()
})

test('lists of text come and go whole', async () => {
  const list = ['甲', 'b,c', 'a "quoted" \\ word', '', '{}']
  const [row] = await api.deps.sql<{ list: string[]; same: boolean }[]>`
    select ${list}::text[] as list, ${list}::text[] = array[${list[0] ?? ''}, 'b,c', 'a "quoted" \\ word', '', '{}'] as same`
  expect(row).toEqual({ list, same: true })
  const [none] = await api.deps.sql<{ list: string[] }[]>`select '{}'::text[] as list`
  expect(none?.list).toEqual([])
})

test('of two that want the same lock one works and the other is told', async () => {
  const LOCK = 4_399_001
  let inner: boolean | undefined
  const outer = await whileLocked(api.deps, LOCK, async () => {
    inner = await whileLocked(api.deps, LOCK, async () => {})
  })
  expect({ outer, inner }).toEqual({ outer: true, inner: false })
  expect(await whileLocked(api.deps, LOCK, async () => {})).toBe(true)
})

test('a transaction begun behind many statements has its connection for itself', async () => {
  const sql = connect(api.deps.config.database.url, { max: 2 })
  await Promise.all([sql`select 0`, sql`select 0`])
  const statements = Array.from({ length: 200 }, () => sql`select 1 as one`.execute())
  const begun = sql.begin(async (tx) => [...(await tx`select 'inside' as where`)])
  expect(await Promise.all(statements)).toHaveLength(200)
  expect(await begun).toEqual([{ where: 'inside' }])
  await sql.end()
})
