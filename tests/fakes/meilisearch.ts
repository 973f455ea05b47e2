/**
 * A small honest server that speaks Meilisearch's protocol as far as the portal uses it: keys that may only search, tasks
 * done in order some time after they were accepted, settings, documents, search, swap. It can be stopped, hung and begun again.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type Document, Index, type Query, Refused, type Settings } from './meilisearch-index.ts'
import { bodyOf, createTasks } from './meilisearch-tasks.ts'

interface Key {
  uid: string
  key: string
  actions: string[]
  indexes: string[]
}

export interface FakeMeilisearch {
  url: string
  masterKey: string
  /** Requests so far: `POST /multi-search` with the kind of key it came with. */
  requests: { route: string; by: 'master' | 'search' | 'nobody' }[]
  /** Refuses connections; what it holds stays. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Accepts requests and never answers, until called with false. */
  hang(on: boolean): void
  /** Forgets indexes and keys, as a new server would. */
  wipe(): void
  close(): Promise<void>
}

export async function startFakeMeilisearch(): Promise<FakeMeilisearch> {
  const masterKey = randomBytes(16).toString('hex')
  const indexes = new Map<string, Index>()
  const keys = new Map<string, Key>()
  const { tasks, enqueue } = createTasks()
  const requests: FakeMeilisearch['requests'] = []
  let hung = false
  let port = 0
  let server: http.Server | undefined

  const indexOf = (uid: string) => {
    const index = indexes.get(uid)
    if (!index) throw new Refused(404, 'index_not_found', `Index ${uid} not found.`)
    return index
  }
  const openFor = (uid: string, primaryKey: string | null) => {
    const index = indexes.get(uid) ?? new Index(primaryKey ?? 'id')
    indexes.set(uid, index)
    return index
  }
  const swap = (pairs: readonly { indexes: [string, string] }[]) => {
    for (const {
      indexes: [one, other],
    } of pairs) {
      const [first, second] = [indexOf(one), indexOf(other)]
      indexes.set(one, second).set(other, first)
    }
  }

  type Handler = (match: RegExpMatchArray, body: unknown, url: URL) => { status: number; body: unknown }
  const ok = (body: unknown, status = 200) => ({ status, body })
  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/health$/, () => ok({ status: 'available' })],
    [
      'GET',
      /^\/keys\/([\w-]+)$/,
      ([, uid = '']) => {
        const key = keys.get(uid)
        if (!key) throw new Refused(404, 'api_key_not_found', `API key ${uid} not found.`)
        return ok(key)
      },
    ],
    [
      'POST',
      /^\/keys$/,
      (_, body) => {
        const wanted = body as Omit<Key, 'key'>
        if (keys.has(wanted.uid)) throw new Refused(409, 'api_key_already_exists', 'The key already exists.')
        const key = { ...wanted, key: randomBytes(16).toString('hex') }
        keys.set(wanted.uid, key)
        return ok(key, 201)
      },
    ],
    [
      'GET',
      /^\/tasks\/(\d+)$/,
      ([, uid = '']) => {
        const task = tasks[Number(uid)]
        if (!task) throw new Refused(404, 'task_not_found', `Task ${uid} not found.`)
        return ok(task)
      },
    ],
    [
      'POST',
      /^\/indexes$/,
      (_, body) => {
        const { uid, primaryKey } = body as { uid: string; primaryKey: string }
        return ok(
          enqueue('indexCreation', uid, () => {
            if (indexes.has(uid)) throw new Refused(409, 'index_already_exists', `Index ${uid} already exists.`)
            openFor(uid, primaryKey)
          }),
          202,
        )
      },
    ],
    [
      'POST',
      /^\/swap-indexes$/,
      (_, body) =>
        ok(
          enqueue('indexSwap', null, () => swap(body as Parameters<typeof swap>[0])),
          202,
        ),
    ],
    [
      'POST',
      /^\/multi-search$/,
      (_, body) => {
        const { queries } = body as { queries: (Query & { indexUid: string })[] }
        return ok({
          results: queries.map((query) => ({ indexUid: query.indexUid, ...indexOf(query.indexUid).search(query) })),
        })
      },
    ],
    ['GET', /^\/indexes\/([\w-]+)$/, ([, uid = '']) => ok({ uid, primaryKey: indexOf(uid).primaryKey })],
    [
      'DELETE',
      /^\/indexes\/([\w-]+)$/,
      ([, uid = '']) =>
        ok(
          enqueue('indexDeletion', uid, () => {
            indexOf(uid)
            indexes.delete(uid)
          }),
          202,
        ),
    ],
    [
      'GET',
      /^\/indexes\/([\w-]+)\/stats$/,
      ([, uid = '']) =>
        ok({ numberOfDocuments: indexOf(uid).documents.size, isIndexing: false, fieldDistribution: {} }),
    ],
    [
      'PATCH',
      /^\/indexes\/([\w-]+)\/settings$/,
      ([, uid = ''], body) =>
        ok(
          enqueue('settingsUpdate', uid, () => {
            const index = openFor(uid, null)
            index.settings = { ...index.settings, ...(body as Settings) }
          }),
          202,
        ),
    ],
    [
      'POST',
      /^\/indexes\/([\w-]+)\/documents$/,
      ([, uid = ''], body, url) =>
        ok(
          enqueue('documentAdditionOrUpdate', uid, () =>
            openFor(uid, url.searchParams.get('primaryKey')).put(body as Document[]),
          ),
          202,
        ),
    ],
    [
      'POST',
      /^\/indexes\/([\w-]+)\/documents\/delete$/,
      ([, uid = ''], body) =>
        ok(
          enqueue('documentDeletion', uid, () => indexOf(uid).deleteBy((body as { filter: string }).filter)),
          202,
        ),
    ],
    [
      'GET',
      /^\/indexes\/([\w-]+)\/documents\/([\w-]+)$/,
      ([, uid = '', id = '']) => {
        const document = indexOf(uid).documents.get(id)
        if (!document) throw new Refused(404, 'document_not_found', `Document ${id} not found.`)
        return ok(document)
      },
    ],
  ]

  const whoAsks = (authorization: string | undefined): 'master' | 'search' | 'nobody' => {
    const given = authorization?.replace(/^Bearer /, '')
    if (given === masterKey) return 'master'
    return [...keys.values()].some(({ key, actions }) => key === given && actions.includes('search'))
      ? 'search'
      : 'nobody'
  }
  const answer = (method: string, url: URL, body: unknown, authorization: string | undefined) => {
    const by = whoAsks(authorization)
    requests.push({ route: `${method} ${url.pathname}`, by })
    if (url.pathname !== '/health' && by === 'nobody')
      throw authorization
        ? new Refused(403, 'invalid_api_key', 'The provided API key is invalid.')
        : new Refused(401, 'missing_authorization_header', 'The Authorization header is missing.')
    if (by === 'search' && url.pathname !== '/multi-search' && url.pathname !== '/health')
      throw new Refused(403, 'invalid_api_key', 'The provided API key is invalid.')
    for (const [verb, path, handler] of routes) {
      const match = verb === method ? url.pathname.match(path) : null
      if (match) return handler(match, body, url)
    }
    throw new Refused(404, 'not_found', `${method} ${url.pathname} is not spoken here.`)
  }

  const start = async () => {
    server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      if (hung) return
      const text = Buffer.concat(chunks).toString('utf8')
      let reply: { status: number; body: unknown }
      try {
        const url = new URL(request.url ?? '/', 'http://fake')
        reply = answer(
          request.method ?? 'GET',
          url,
          text === '' ? undefined : JSON.parse(text),
          request.headers.authorization,
        )
      } catch (error) {
        reply = {
          status: error instanceof Refused ? error.status : 400,
          body: { ...bodyOf(error), type: 'invalid_request', link: '' },
        }
      }
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
    })
    port = await listening(server, port)
  }
  const stop = async () => {
    const ending = server
    server = undefined
    if (!ending) return
    const closed = new Promise((resolve) => ending.close(resolve))
    ending.closeAllConnections()
    await closed
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    masterKey,
    requests,
    stop,
    start,
    hang: (on) => {
      hung = on
      if (!on) server?.closeAllConnections()
    },
    wipe: () => {
      indexes.clear()
      keys.clear()
    },
    close: stop,
  }
}

/** Comes back at its own port, also when the system lent it to an outgoing connection meanwhile. */
async function listening(server: http.Server, port: number): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    try {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return (server.address() as AddressInfo).port
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || tries === 100) throw error
      await setTimeout(50)
    }
  }
}
