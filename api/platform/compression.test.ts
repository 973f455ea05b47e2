/** What travels compressed, and that it arrives whole. */
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { publicCompression } from './compression.ts'

const TEXT = '演示,一行\r\n'.repeat(200_000)
const FILE = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="a.csv"' }
const PUBLIC = { 'cache-control': 'public, max-age=30' }

const app = new Hono()
app.use(publicCompression)
app.get('/file', (c) => c.body(new Blob([TEXT]).stream(), 200, { ...FILE, ...PUBLIC, vary: 'Accept-Language' }))
app.get('/workbook', (c) =>
  c.body(new Blob([TEXT]).stream(), 200, { ...FILE, ...PUBLIC, 'content-type': 'application/zip' }),
)
app.get('/page', (c) => c.body(TEXT, 200, { 'content-type': 'text/html', ...PUBLIC }))
app.get('/own', (c) => c.body(TEXT, 200, { ...FILE, 'cache-control': 'no-store' }))

const ask = async (path: string, encoding: string) => {
  const answer = await app.request(path, { headers: { 'accept-encoding': encoding } })
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

test.each(['/file', '/page'])('%s is packed for who takes it so, and arrives whole', async (path) => {
  const { headers, bytes } = await ask(path, 'gzip, deflate')
  expect(headers.get('content-encoding')).toBe('gzip')
  expect(headers.get('vary')).toContain('Accept-Encoding')
  expect(bytes.length).toBeLessThan(TEXT.length / 10)
  expect(gunzipSync(bytes).toString()).toBe(TEXT)
})

test.each([
  ['/file', 'identity'],
  ['/workbook', 'gzip'],
  ['/own', 'gzip'],
])('%s with %s travels as it is', async (path, encoding) => {
  const { headers, bytes } = await ask(path, encoding)
  expect(headers.get('content-encoding')).toBeNull()
  expect(bytes.toString()).toBe(TEXT)
})
