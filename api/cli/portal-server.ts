/** The HTTP server of `npm start`: files of the build by their names, everything else to the pages and the API. */
import { AsyncLocalStorage } from 'node:async_hooks'
import fs from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import send from 'send'

/** What the build exports to answer a request with. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** Their names change with their contents. */
const LASTING = '/_astro/'

/**
 * The adapter's own server asks the disk three times at every request, also for pages and the API, whether there is a
 * file of that name. Here the names are read once.
 *
 * @param files folder of the build with what browsers get as it is
 */
export function createPortalServer(files: string, handler: Handler): http.Server {
  const names = new Set(
    fs
      .readdirSync(files, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(files.length).replaceAll('\\', '/')),
  )
  const answer: Handler = (request, response) => {
    const path = pathOf(request)
    if (path === undefined) return response.writeHead(400).end('Bad request.')
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads || !names.has(path)) return handler(request, response)
    const lasting = path.startsWith(LASTING)
    return send(request, path, { root: files, index: false, maxAge: lasting ? '1y' : 0, immutable: lasting })
      .on('error', () => handler(request, response))
      .pipe(response)
  }
  return letAllIn(http.createServer(), answer)
}

/** Rounds of the event loop a request waits at most. */
const MOST_ROUNDS = 100

/**
 * Node lets in one connection per round of its event loop. Where many come at once, every round would be as long as the
 * work for those already in, and the last would wait a second to be let in at all. So work begins when nobody has come
 * for a round: rounds without work are short.
 */
function letAllIn(server: http.Server, answer: Handler): http.Server {
  const waiting: (() => unknown)[] = []
  let rounds = 0
  let came = false
  const round = () => {
    if (came && rounds < MOST_ROUNDS) {
      came = false
      rounds += 1
      setImmediate(round)
      return
    }
    rounds = 0
    for (const begin of waiting.splice(0)) begin()
  }
  return server
    .on('connection', () => {
      came = true
      if (rounds > 0) return
      rounds = 1
      setImmediate(round)
    })
    .on('request', (request, response) => {
      if (rounds === 0) answer(request, response)
      // What is kept for the request at hand stays with it (readers-pace.ts).
      else waiting.push(AsyncLocalStorage.bind(() => response.destroyed || answer(request, response)))
    })
}

/** The decoded path; undefined when it cannot be decoded. */
function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  try {
    return decodeURI(url.replace(/[?#].*$/s, ''))
  } catch {
    return undefined
  }
}
