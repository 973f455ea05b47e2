/** A flood of reads from one address is told to wait; others are not. */
import { expect, test } from 'vitest'
import { openApi } from '../harness/api.ts'

test('past the limit a reader is answered 429 with the time to wait', async () => {
  const api = await openApi({ config: { rateLimitFactor: 3 / 3000 } })
  const read = (client: string) => Promise.resolve(api.app.request('/api/calendar?year=2026', {}, { client }))
  for (let count = 1; count <= 3; count += 1) expect((await read('192.0.2.1')).status).toBe(200)
  const refused = await read('192.0.2.1')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await read('192.0.2.2')).status).toBe(200)
  await api.close()
})
