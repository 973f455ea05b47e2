import { beforeAll, expect, test } from 'vitest'
import { healthRoutes } from '../../api/health/routes.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { queueMail } from '../../api/platform/mail/queue-mail.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
  return api.close
})

test('health says which engines run', async () => {
  const response = await api.client.health.$get()
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'postgres', assistant: 'local' })
})

test('health says how the outbox stands; waiting mail is no fault without a mail server', async () => {
  await api.deps.db.transaction((tx) => {
    const mail = { kind: 'demo', to: 'demo@example.org', subject: '演示', text: '演示' }
    return queueMail(api.deps, tx, mail)
  })
  const before = await (await api.client.health.$get()).json()
  expect(before).toMatchObject({ status: 'ok', mail: { configured: false, waiting: 1, oldestMinutes: 0, failed: 0 } })
  clock.set(new Date(clock.now().getTime() + 2 * 3_600_000).toISOString())
  const after = await (await api.client.health.$get()).json()
  expect(after).toMatchObject({ status: 'ok', mail: { waiting: 1, oldestMinutes: 120 } })
  const sending = {
    ...api.deps,
    config: { ...api.deps.config, smtp: { url: 'smtp://localhost', from: 'demo@example.org' } },
  }
  const answer = await healthRoutes(sending).request('/health')
  expect(await answer.json()).toMatchObject({
    status: 'degraded',
    mail: { configured: true, oldestMinutes: 120 },
    notes: ['mail has waited for 120 minutes'],
  })
})
