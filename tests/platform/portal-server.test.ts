/** The server before the pages: files of the build as they are, everything else handed on. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import fs from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPortalServer } from '../../api/cli/portal-server.ts'

const files = fs.mkdtempSync(path.join(os.tmpdir(), 'yichuang-files-'))
let server: http.Server
let port: number
beforeAll(async () => {
  fs.mkdirSync(path.join(files, '_astro'))
  fs.writeFileSync(path.join(files, '_astro/a.Xy12.css'), 'p{}')
  fs.writeFileSync(path.join(files, 'seal.svg'), '<svg/>')
  fs.writeFileSync(path.join(files, 'gone.svg'), '<svg/>')
  server = createPortalServer(files, (request, response) => response.end(`handed on: ${request.method} ${request.url}`))
  fs.rmSync(path.join(files, 'gone.svg'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  fs.rmSync(files, { recursive: true })
})

/** As it is typed: `fetch` would tidy the path up. */
const ask = (url: string, method = 'GET', headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: url, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    request.on('error', reject).end()
  })

test('a file whose name changes with its contents is kept for a year, any other is asked for again', async () => {
  const style = await ask('/_astro/a.Xy12.css?v=1')
  expect([style.status, style.body, style.headers['content-type']]).toEqual([200, 'p{}', 'text/css; charset=utf-8'])
  expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const seal = await ask('/seal.svg')
  expect([seal.body, seal.headers['cache-control']]).toEqual(['<svg/>', 'public, max-age=0'])
  const again = await ask('/seal.svg', 'GET', { 'if-none-match': String(seal.headers.etag) })
  expect([again.status, again.body]).toEqual([304, ''])
  const part = await ask('/seal.svg', 'GET', { range: 'bytes=1-3' })
  expect([part.status, part.body]).toEqual([206, 'svg'])
  expect((await ask('/seal.svg', 'HEAD')).headers['content-length']).toBe('6')
})

test('pages, other methods, folders, ways out of the folder and what has gone meanwhile are handed on', async () => {
  for (const url of [
    '/',
    '/api/health',
    '/_astro',
    '/_astro/',
    '/../etc/passwd',
    '/_astro/../seal.svg',
    '/gone.svg',
    '/%2e%2e/seal.svg',
  ])
    expect((await ask(url)).body, url).toBe(`handed on: GET ${url}`)
  expect((await ask('/seal.svg', 'POST')).body).toBe('handed on: POST /seal.svg')
  expect((await ask('/%E0%A4%A')).status).toBe(400)
})

/** What belongs to the request at hand, as readers-pace.ts keeps it. */
const own = new AsyncLocalStorage<IncomingMessage>()
subscribe('http.server.request.start', (message) => own.enterWith((message as { request: IncomingMessage }).request))

test('everybody who is at the door is let in before the first is served, and served in turn', async () => {
  const seen: string[] = []
  const rush = createPortalServer(files, (request, response) => {
    seen.push(`served ${request.url}${own.getStore() === request ? '' : ' as somebody else'}`)
    response.end()
  })
  rush.on('connection', () => seen.push('in'))
  await new Promise<void>((resolve) => rush.listen(0, '127.0.0.1', resolve))
  const { port: at } = rush.address() as AddressInfo
  const people = Array.from({ length: 30 }, (_, number) => number)
  const come = (number: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(at, '127.0.0.1').on('error', reject)
      socket.write(`GET /${number} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
      socket.resume().on('close', () => resolve())
    })
  await Promise.all(people.map(come))
  expect(seen).toEqual([...people.map(() => 'in'), ...people.map((number) => `served /${number}`)])
  rush.close()
})
