/** What a server speaks to its database before its first visitor. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rehearseTurns } from '../../api/assistant/rehearse-turn.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const counted = async () => {
  const [row] = await api.deps.db.execute(sql`
    select (select count(*)::int from conversations) as conversations, (select count(*)::int from data_keys) as keys,
      (select count(*)::int from rate_limits) as limits`)
  return row
}

test('a rehearsal opens every connection of the pool and leaves nothing behind', async () => {
  const before = await counted()
  await rehearseTurns(api.deps)
  const [open] = await api.deps.db.execute(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = current_user`,
  )
  expect(open?.['count']).toBe(api.deps.config.database.pool)
  expect(await counted()).toEqual(before)
})

test('a turn after it is answered and kept', async () => {
  const response = await api.post('/api/assistant/turns', { message: '演示烤肉店多收了我 20 元，要求退钱。' })
  const { conversationId } = await response.json()
  expect(response.status).toBe(200)
  const again = await api.post('/api/assistant/turns', { message: '在舜华路。', conversationId })
  expect([again.status, (await again.json()).conversationId]).toEqual([200, conversationId])
})
