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

/** Pieces nobody needs once they are sent. */
const usedOnce = new WeakSet<Uint8Array>()
/** Says that a piece, and the whole buffer behind it, is nobody's any more once it is sent. */
export const onceSentForget = (piece: Uint8Array): void => void usedOnce.add(piece)

const paced = (answer: ServerResponse) => {
  const written: Uint8Array<ArrayBuffer>[] = []
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    async transform(piece, out) {
      if (answer.writableNeedDrain) await takenOrGone(answer)
      // The last but one has surely been written. Left to the collector, megabytes a second make it go through the whole heap.
      if (written.length === 2 && answer.writableLength === 0) written.shift()?.buffer.transfer(0)
      if (usedOnce.has(piece)) written.push(piece)
      if (written.length > 2) written.shift()
      out.enqueue(piece)
    },
  })
}

const takenOrGone = (answer: ServerResponse) =>
  new Promise<void>((resolve) => {
    const settle = () => {
      answer.off('drain', settle).off('close', settle)
      resolve()
    }
    answer.on('drain', settle).on('close', settle)
  })
