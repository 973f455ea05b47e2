/** The case file of a business: both check digits, the number from before, branches, and counts too small to be given. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeUscc, usccError } from '../../api/enterprises/credit-code.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { fileTicket } from '../../api/tickets/file-ticket.ts'
import { TicketDraft } from '../../api/tickets/model.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
const ctx = systemContext('test')
const HEAD = composeUscc('91370171', 'MA0E0001')
const BRANCH = composeUscc('91370171', 'MA0E0002')
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
  const { sql } = api.deps
  for (const [uscc, name, category, parent, legacy] of [
    [HEAD, '演示总店有限公司', 'company', null, '370171000000123'],
    [BRANCH, '演示总店有限公司一分公司', 'branch', HEAD, null],
  ] as const)
    await sql`insert into enterprises (uscc, name, category, status, parent_uscc, legacy_number, updated_at)
      values (${uscc}, ${name}, ${category}, 'active', ${parent}, ${legacy}, now())`
})
afterAll(() => api.close())
const read = async (path: string, language = 'zh') =>
  (await api.request(path, { headers: { 'accept-language': language } })).json()

test('the inner digit of the organisation code is checked apart from the last one', () => {
  const wrongInside = `${HEAD.slice(0, 16)}${HEAD[16] === '0' ? '1' : '0'}`
  const last = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((digit) => usccError(wrongInside + digit) === 'ORG_CHECK')
  expect(usccError(HEAD)).toBeNull()
  expect(last).toBeDefined()
})

test('head office and branches lead to each other', async () => {
  expect(await read(`/api/enterprises/${HEAD}`)).toMatchObject({ parent: null, branches: [{ uscc: BRANCH }] })
  expect(await read(`/api/enterprises/${BRANCH}`, 'en')).toMatchObject({ parent: { uscc: HEAD }, branches: [] })
})

test('the number from before the unified code finds it, and stands apart', async () => {
  const found = await read('/api/enterprises?q=370171000000123')
  expect(found).toMatchObject({ total: 1, items: [{ uscc: HEAD, legacyNumber: '370171000000123' }] })
})

test('complaints are counted from the number on at which nobody can be recognised, and only of the last year', async () => {
  const about = { respondent: { name: '演示总店', uscc: HEAD, address: '舜华路 1 号' } }
  const complain = () => fileTicket(api.deps, ctx, TicketDraft.parse(complaintDraft(about)))
  const count = async () => (await read(`/api/enterprises/${HEAD}`)).complaints
  for (let filed = 0; filed < 4; filed++) await complain()
  await fileTicket(api.deps, ctx, TicketDraft.parse(reportDraft(about)))
  expect(await count()).toEqual({ count: null, smallest: 5, months: 12, since: '2025-11-23' })
  await complain()
  expect(await count()).toMatchObject({ count: 5 })
  try {
    clock.set('2027-11-23T10:00:00+08:00')
    expect(await count()).toMatchObject({ count: null })
  } finally {
    clock.set(NOW)
  }
})
