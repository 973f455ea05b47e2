/** ETag of public answers, and 304 to whoever has them already. Personal answers get none: their length tells nothing then. */
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'

// On the spot: WebCrypto's digest waits for a thread, which costs more than hashing a page.
const tag = etag({ generateDigest: (body) => new Uint8Array(createHash('sha1').update(body).digest()).buffer })

/** For answers marked `cache-control: public`; a page that reads in process needs none. */
export const publicEtag: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  if (c.env?.inProcess || !headers.get('cache-control')?.includes('public')) return
  // A file streamed while it is made would first be gathered whole to be hashed.
  if (headers.has('content-disposition') && !headers.has('etag')) return
  await tag(c, async () => {})
}
