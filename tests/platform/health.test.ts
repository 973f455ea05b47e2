import { beforeAll, expect, test } from 'vitest'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  return api.close
})

test('health says which engines run', async () => {
  const response = await api.client.health.$get()
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'postgres', assistant: 'local' })
})
