/** A file made while it is sent keeps the reader's pace: the server below writes whatever it gets, however slow the reader. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { madeWhileSent } from './compression.ts'

/** What goes over the wire for the request at hand: handlers of web requests are not given it. */
const onTheWire = new AsyncLocalStorage<ServerResponse>()
subscribe('http.server.request.start', (message) =>
  onTheWire.enterWith((message as { response: ServerResponse }).response),
)

/** Outermost, so that nothing keeps pieces behind it. */
export const readersPace: MiddlewareHandler = async (c, next) => {
  await next()
  const answer = onTheWire.getStore()
  if (answer && c.res.body && madeWhileSent(c.res)) c.res = new Response(c.res.body.pipeThrough(paced(answer)), c.res)
}

const paced = (answer: ServerResponse) =>
  new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    async transform(piece, out) {
      if (answer.writableNeedDrain) await takenOrGone(answer)
      out.enqueue(piece)
    },
  })

const takenOrGone = (answer: ServerResponse) =>
  new Promise<void>((resolve) => {
    const settle = () => {
      answer.off('drain', settle).off('close', settle)
      resolve()
    }
    answer.on('drain', settle).on('close', settle)
  })
