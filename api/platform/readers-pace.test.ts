/** A long file waits for its reader, behind the very code that writes our answers. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestFromNodeRequest, writeResponse } from 'astro/app/node'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onceSentForget, readersPace } from './readers-pace.ts'

const PIECE = new Uint8Array(1024 * 1024)
const PIECES = 100
let made = 0
let gone: () => void = () => {}

const file = () =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (made === PIECES) return controller.close()
      made += 1
      controller.enqueue(PIECE)
    },
    cancel: () => gone(),
  })
const app = new Hono()
app.use(readersPace)
app.get('/file', (c) => c.body(file(), 200, { 'content-disposition': 'attachment' }))
/** Pieces of their own, each filled with its number, given away as they are made. */
const given: Uint8Array<ArrayBuffer>[] = []
app.get('/given', (c) =>
  c.body(
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (given.length === PIECES) return controller.close()
        const piece = new Uint8Array(PIECE.length).fill(given.length)
        given.push(piece)
        onceSentForget(piece)
        controller.enqueue(piece)
      },
    }),
    200,
    { 'content-disposition': 'attachment' },
  ),
)
app.get('/other', (c) => c.text('other'))

const server = http.createServer(async (request, response) =>
  writeResponse(await app.fetch(createRequestFromNodeRequest(request)), response),
)
let base: string
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  made = 0
})

async function read(what = 'file'): Promise<http.IncomingMessage> {
  const [answer] = await once(http.get(`${base}/${what}`), 'response')
  return answer
}
/** Time enough for a file that waits for nobody. */
const meanwhile = async () => {
  for (let at = 0; at < PIECES; at += 1) await (await fetch(`${base}/other`)).text()
}

test('no more is made than a reader takes, and all of it arrives', async () => {
  const answer = await read()
  await meanwhile()
  expect(made).toBeLessThan(PIECES / 4)
  let bytes = 0
  for await (const part of answer) bytes += part.length
  expect(bytes).toBe(PIECES * PIECE.length)
})

test('the making ends when the reader goes', async () => {
  const answer = await read()
  await meanwhile()
  const end = new Promise<void>((resolve) => {
    gone = resolve
  })
  answer.destroy()
  await end
  expect(made).toBeLessThan(PIECES)
})

test('what was given away is let go once sent, and arrives whole at a slow reader', async () => {
  const answer = await read('given')
  await meanwhile()
  let at = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    // Every byte of a piece is its number.
    for (let from = 0; from < part.length; ) {
      const left = Math.min(PIECE.length - (at % PIECE.length), part.length - from)
      const number = Math.floor(at / PIECE.length)
      expect(part.subarray(from, from + left).every((byte) => byte === number)).toBe(true)
      from += left
      at += left
    }
  }
  expect(at).toBe(PIECES * PIECE.length)
  expect(given.filter(({ buffer }) => buffer.detached).length).toBeGreaterThan(PIECES / 2)
})
