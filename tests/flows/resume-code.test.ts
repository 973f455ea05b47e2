/** A conversation goes on with another device: by a short code that runs out, is kept only as a hash, and cannot be tried out. */
import { expect, onTestFinished, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { NOW, openApi } from '../harness/api.ts'

async function openStory() {
  const clock = fixedClock(NOW)
  const api = await openApi({ clock, config: { rateLimitFactor: 1 } })
  onTestFinished(() => api.close())
  const turn = await api.post('/api/assistant/turns', { message: '我在演示超市买的牛奶过期了' })
  const { conversationId } = (await turn.json()) as { conversationId: string }
  const make = async () =>
    ((await (await api.post(`/api/assistant/conversations/${conversationId}/code`, {})).json()) as { code: string })
      .code
  const resume = (code: string) => api.post('/api/assistant/resume', { code })
  return { api, clock, conversationId, make, resume }
}

test('the code opens the conversation as people type it, until tomorrow, and a new one ends it', async () => {
  const { clock, conversationId, make, resume } = await openStory()
  const first = await make()
  expect(first).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
  expect(await (await resume(` ${first.toLowerCase().replace('-', ' ')} `)).json()).toEqual({ conversationId })
  const second = await make()
  expect((await resume(first)).status).toBe(404)
  expect((await resume(second)).status).toBe(200)
  clock.set('2026-11-23T10:00:01+08:00')
  expect((await resume(second)).status).toBe(404)
})

test('the code itself is nowhere in the database, and the eleventh try waits', async () => {
  const { api, make, resume } = await openStory()
  const code = (await make()).replace('-', '')
  const rows = await api.deps.sql`select resume_index from conversations`
  expect(JSON.stringify(rows)).not.toContain(code)
  const tries = await Promise.all(Array.from({ length: 10 }, (_, index) => resume(`AAAA222${index}`)))
  expect(tries.map(({ status }) => status)).toEqual(Array(10).fill(404))
  expect((await resume(code)).status).toBe(429)
})
