/** Reports of the time before the store of reporters: the person moves there, once, and is looked at as everywhere else. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../api/platform/context.ts'
import { dataKeys } from '../../api/platform/tables.ts'
import { TicketDraft } from '../../api/tickets/model.ts'
import { lookAtReporter } from '../../api/tickets/reporters/look-at-reporter.ts'
import { moveReporters } from '../../api/tickets/reporters/move-reporters.ts'
import { reporterIdentities } from '../../api/tickets/reporters/tables.ts'
import { tickets } from '../../api/tickets/tables.ts'
import { findTicket, openDraft, sealDraft, type TicketRecord } from '../../api/tickets/ticket-store.ts'
import { demoContact, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const record = async (number: string): Promise<TicketRecord> => {
  const found = await findTicket(api.deps.db, number)
  if (!found) throw new Error(`no ticket ${number}`)
  return found
}
/** Puts a report back into the form it had before: the person in the draft, the telephone indexed, no identity. */
async function asBefore(draft: object): Promise<string> {
  const { number } = await (await api.post('/api/tickets', draft)).json()
  const { ticket, wrappedKey } = await record(number)
  const { db } = api.deps
  const gone = await db.delete(reporterIdentities).where(eq(reporterIdentities.ticketId, ticket.id)).returning()
  for (const { dataKeyId } of gone) await db.delete(dataKeys).where(eq(dataKeys.id, dataKeyId))
  const sealed = sealDraft(api.deps, wrappedKey, ticket.id, TicketDraft.parse(draft))
  const phoneIndex = api.deps.vault.blindIndex('phone', demoContact.phone)
  await db.update(tickets).set({ sealed, phoneIndex }).where(eq(tickets.id, ticket.id))
  return number
}
const audited = async () => (await api.deps.sql`select entity_id from audit_log where action = 'reporter.moved'`).length

test('the person leaves the draft for a key of its own; a second run changes nothing', async () => {
  const number = await asBefore(reportDraft())
  expect(openDraft(api.deps, await record(number)).contact).toMatchObject(demoContact)
  expect(await moveReporters(api.deps)).toBe(1)
  const { ticket } = await record(number)
  expect(ticket.phoneIndex).toBe(null)
  const draft = openDraft(api.deps, await record(number))
  expect(draft.contact).toEqual({ wantsReply: true, keepSecret: false })
  expect(draft.narrative).toBe(reportDraft().narrative)
  expect(await audited()).toBe(1)

  const actor: Actor = {
    ...{ kind: 'staff', id: 'officer', station: 'shunhualu', section: null },
    permissions: ['tickets.read', 'tickets.handle', 'reports.identity'],
  }
  const ctx = { actor, requestId: 'test', locale: 'zh', client: 'test' } as const
  expect(await lookAtReporter(api.deps, ctx, { number, reason: '演示：核对线索。' })).toEqual(demoContact)

  const before = (await record(number)).ticket.sealed
  expect(await moveReporters(api.deps)).toBe(0)
  expect((await record(number)).ticket.sealed).toEqual(before)
  expect(await audited()).toBe(1)
})

test('anonymous reports, complaints and what was forgotten are left alone', async () => {
  await api.post('/api/tickets', reportDraft({ anonymous: true }))
  const number = await asBefore(reportDraft())
  await api.deps.db
    .update(tickets)
    .set({ sealed: Buffer.alloc(0) })
    .where(eq(tickets.number, number))
  expect(await moveReporters(api.deps)).toBe(0)
})
