/** A person's own request, by number and query code: where it stands and what was answered. */
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { chinaTime } from '../../tickets/words.ts'
import type { RequestStatus } from './model.ts'
import { findRequest, openSealed, remedyName, requestStateName } from './request-store.ts'

const BY_CLIENT: Limit = { name: 'request-code', max: 60, windowSeconds: 600 }

/** @throws Problem not-found for a wrong number and for a wrong code alike; too-many-requests */
export async function readRequest(
  deps: Deps,
  ctx: Context,
  key: { number: string; code: string | undefined },
): Promise<RequestStatus> {
  await spend(deps, BY_CLIENT, ctx.client)
  const number = key.number.trim().toUpperCase()
  const row = await findRequest(deps.db, number)
  const right = sameCode(key.code ?? '', deps.vault.queryCode(number))
  if (!row || !right) throw new Problem('not-found', { detail: 'errors.tickets.numberOrCode' })
  const { kind, state, dueOn, remedy, receivedAt, decidedAt, disclosureId } = row
  const { answer } = await openSealed(deps, deps.db, row)
  return {
    ...{ number, kind, state, dueOn, remedy, answer },
    stateName: requestStateName(ctx.locale, state),
    receivedAt: chinaTime(receivedAt),
    decidedAt: decidedAt && chinaTime(decidedAt),
    remedyName: remedy && remedyName(ctx.locale, remedy),
    record: `/disclosures/${disclosureId}`,
  }
}

function sameCode(given: string, expected: string): boolean {
  const typed = Buffer.from(given.replace(/[\s-]/g, '').toUpperCase())
  const right = Buffer.from(expected)
  return typed.length === right.length && timingSafeEqual(typed, right)
}
