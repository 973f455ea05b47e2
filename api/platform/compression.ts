/** Public answers travel compressed; personal ones do not, so that their length tells nothing. */
import { Duplex } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { compress } from 'hono/compress'

const whole = compress()
/** A file made while it is sent may be of any length: its making must not wait for its packing. */
const QUICK = { level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024 }

export const publicCompression: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('cache-control')?.includes('public')) return
  return madeWhileSent(c.res) ? packed(c) : whole(c, async () => {})
}

/** Whether it is a file whose length nobody knows yet. */
export const madeWhileSent = ({ headers }: Response): boolean =>
  headers.has('content-disposition') && !headers.has('content-length')

const packed = (c: Parameters<MiddlewareHandler>[0]) => {
  const { body, headers } = c.res
  if (!body || c.req.method === 'HEAD' || !headers.get('content-type')?.startsWith('text/')) return
  c.header('vary', 'Accept-Encoding', { append: true })
  const encoding = accepts(c, { header: 'Accept-Encoding', supports: ['gzip', 'identity'], default: 'identity' })
  if (encoding !== 'gzip') return
  c.res = new Response(body.pipeThrough(Duplex.toWeb(createGzip(QUICK)) as TransformStream), c.res)
  c.header('content-encoding', 'gzip')
}
