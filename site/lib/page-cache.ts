/**
 * Keeps rendered public pages for some seconds, as a proxy in front would: a crowd asking for one page costs one
 * rendering. Only answers marked public are kept, which are the same bytes for everyone; the address is the key.
 */
import { createHash } from 'node:crypto'

const MOST_PAGES = 300
const MOST_BYTES = 512 * 1024

interface Kept {
  until: number
  status: number
  headers: [string, string][]
  body: ArrayBuffer
}

export function createPageCache(seconds: number) {
  const pages = new Map<string, Kept>()
  const underWay = new Map<string, Promise<Kept | undefined>>()

  const keep = async (address: string, response: Response): Promise<Kept | undefined> => {
    const open = response.headers.get('cache-control')?.includes('public') && !response.headers.has('set-cookie')
    if (response.status !== 200 || !open) return undefined
    const body = await response.arrayBuffer()
    const headers = new Headers(response.headers)
    headers.set('etag', `"${createHash('sha1').update(new Uint8Array(body)).digest('base64url')}"`)
    const page = { until: performance.now() + seconds * 1000, status: 200, headers: [...headers], body }
    if (body.byteLength <= MOST_BYTES) pages.set(address, page)
    const oldest = pages.keys().next().value
    if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest)
    return page
  }

  /** The page at `address`, rendered now or some seconds ago. */
  return async (address: string, render: () => Promise<Response>): Promise<Response> => {
    if (seconds === 0) return render()
    const kept = pages.get(address)
    if (kept && kept.until > performance.now()) return answer(kept)
    pages.delete(address)
    const sameTime = await underWay.get(address)
    if (sameTime) return answer(sameTime)
    const { promise, resolve } = Promise.withResolvers<Kept | undefined>()
    underWay.set(address, promise)
    let page: Kept | undefined
    try {
      const response = await render()
      page = await keep(address, response)
      return page ? answer(page) : response
    } finally {
      underWay.delete(address)
      resolve(page)
    }
  }
}

const answer = ({ status, headers, body }: Kept) => new Response(body, { status, headers })
