/** Verb: files what an Open311 client sends for a person. */
import { t } from '../../../content/messages/index.ts'
import { checkKey } from '../../api-keys/check-key.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { once } from '../../platform/idempotency.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { storeTicket } from '../file-ticket.ts'
import { fieldErrorsForFiling } from '../missing.ts'
import { receiptOf } from '../receipt.ts'
import { dayLabel } from '../words.ts'
import { reachableFields } from './field-names.ts'
import { readForm } from './form.ts'
import type { Value } from './render.ts'
import { findService } from './services.ts'

/** Per client program: many people stand behind one key. */
const REQUESTS: Limit = { name: 'open311-requests', max: 600, windowSeconds: 3600 }

/**
 * @returns one created request: its number, and in the notice by when we answer and the code the person follows it with
 * @throws Problem `unauthenticated`/`forbidden` for the key, `not-found` for the service, `invalid` with every wrong field
 */
export async function createRequest(
  deps: Deps,
  ctx: Context,
  form: URLSearchParams,
  idempotencyKey?: string,
): Promise<Value> {
  const keyId = await checkKey(deps, ctx, { key: form.get('api_key') ?? undefined, source: 'open311' })
  const code = form.get('service_code') ?? ''
  if (code === '')
    throw new Problem('invalid', {
      errors: [{ path: 'service_code', code: 'required', message: 'errors.field.required' }],
    })
  const service = findService(deps.content, ctx.locale, code)
  if (!service) throw new Problem('not-found', { detail: 'errors.open311.service' })
  const { draft, errors } = readForm(form, service, deps.content)
  const today = chinaDate(deps.clock.now())
  const missing = draft ? fieldErrorsForFiling(draft, deps.content, today) : []
  const all = reachableFields([...errors, ...missing])
  if (!draft || all.length > 0) throw new Problem('invalid', { errors: all })
  await spend(deps, REQUESTS, keyId)
  const call = { scope: `open311:${keyId}`, key: idempotencyKey, body: [...form] }
  const receipt = receiptOf(deps, await once(deps, call, (tx) => storeTicket(deps, tx, ctx, draft, undefined)))
  const [promise] = receipt.promises
  const { number, queryCode } = receipt
  const promised = promise ? `${promise.what}：${dayLabel(ctx.locale, promise.dueOn)}` : ''
  return {
    service_request_id: number,
    service_notice: t(ctx.locale, 'georeport.notice', { promised, queryCode }).trim(),
    account_id: null,
  }
}
