/** Over the API: a complaint told, taken up, and its business asked to answer. */
import { systemContext } from '../../api/platform/context.ts'
import { actOnTicket } from '../../api/tickets/act-on-ticket.ts'
import { partyCode } from '../../api/tickets/party/find-by-party-code.ts'
import { complaintDraft } from '../factories/drafts.ts'
import type { TestApi } from './api.ts'

export interface Doors {
  number: string
  /** Of the person. */
  queryCode: string
  /** Of the business. */
  code: string
}

export async function invitedBusiness(api: TestApi): Promise<Doors> {
  const ticket = (await (await api.post('/api/tickets', complaintDraft())).json()) as Omit<Doors, 'code'>
  const { number } = ticket
  const ctx = systemContext('test')
  let expectedState = 'dispatched' as Awaited<ReturnType<typeof actOnTicket>>['state']
  for (const step of [
    { action: 'take' },
    { action: 'accept' },
    { action: 'invite-business', asked: { claim: '演示：请说明收费。' } },
  ] as const)
    expectedState = (await actOnTicket(api.deps, ctx, { number, expectedState, ...step })).state
  return { ...ticket, code: partyCode(api.deps, number, 1) }
}
