import { like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putRows } from '../../api/platform/put-rows.ts'
import { auditLog, dataKeys } from '../../api/platform/tables.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const at = new Date('2026-11-22T02:00:00.123Z')
const row = (action: string) => ({
  id: api.deps.random.uuid(),
  at,
  actorKind: 'system',
  actorId: null,
  action,
  entity: '演示',
  entityId: `quote " and \\ and half \ud83d`,
  after: { list: [1, '演示'], half: 'a\ud83d', whole: '😀', slash: '\\ud83d' },
  reason: '',
})

test.each([1, 3, 500])('%i rows are stored as they are, half a character as the sign for it', async (count) => {
  const rows = Array.from({ length: count }, () => row(`put-${count}`))
  await putRows(api.deps.db, auditLog, rows)
  const stored = await api.deps.db
    .select()
    .from(auditLog)
    .where(like(auditLog.action, `put-${count}`))
  const expected = rows.map((each) => ({
    ...each,
    before: null,
    requestId: null,
    entityId: `quote " and \\ and half \ufffd`,
    after: { ...each.after, half: 'a\ufffd' },
  }))
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
  expect(stored.sort(byId)).toEqual(expected.sort(byId))
})

test.each([1, 100])('bytes and instants of %i rows come back the same, inside a transaction too', async (count) => {
  const rows = Array.from({ length: count }, (_, serial) => ({
    id: api.deps.random.uuid(),
    wrapped: Buffer.from([0, 255, serial]),
    createdAt: at,
  }))
  await api.deps.db.transaction((tx) => putRows(tx, dataKeys, rows))
  const stored = new Map((await api.deps.db.select().from(dataKeys)).map((each) => [each.id, each]))
  expect(rows.map(({ id }) => stored.get(id))).toEqual(rows)
})

test('no rows are no statement', async () => {
  await putRows(api.deps.db, auditLog, [])
})
