/** Typed client of the API: pages call it in process (no socket), islands and tests by `fetch`. */
import { hc } from 'hono/client'
import type { Api } from './app.ts'

export function createClient(fetcher: typeof fetch, base = 'http://in.process') {
  return hc<Api>(base, { fetch: fetcher })
}
export type Client = ReturnType<typeof createClient>
