/** Takes in an objection (异议) or a request for credit repair (信用修复) about a published record: a number, a code, a dated promise. */
import { eq, sql } from 'drizzle-orm'
import type { Locale } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { type FieldError, Problem } from '../../platform/errors.ts'
import { once } from '../../platform/idempotency.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { dataKeys } from '../../platform/tables.ts'
import { basisOf } from '../../tickets/basis.ts'
import { chinaTime } from '../../tickets/words.ts'
import { answerBy } from '../duties.ts'
import { demandOffLists, earliestEnd } from '../end-early.ts'
import { isShown } from '../public.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import type { Asked, RequestReceipt } from './model.ts'
import { sealContext } from './request-store.ts'
import type { RequestKind } from './states.ts'
import { disclosureRequests } from './tables.ts'

const FILING: Limit = { name: 'disclosure-request', max: 20, windowSeconds: 3600 }
/** Letter of the number by kind: 异议 Y, 修复 X. */
const LETTERS: Record<RequestKind, string> = { objection: 'Y', repair: 'X' }

export interface Filing {
  kind: RequestKind
  disclosureId: string
  asked: Asked
}

/**
 * @param idempotencyKey the same key and body give the same receipt, query code included
 * @throws Problem not-found; conflict when the record is no longer shown; invalid with every wrong field; unprocessable when
 *   the record cannot be repaired, or not yet
 */
export async function fileRequest(
  deps: Deps,
  ctx: Context,
  filing: Filing,
  idempotencyKey?: string,
): Promise<RequestReceipt> {
  await spend(deps, FILING, ctx.client)
  return once(deps, { scope: 'disclosure-request', key: idempotencyKey, body: filing }, (tx) =>
    store(deps, tx, ctx, filing),
  )
}

async function store(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  { kind, disclosureId, asked }: Filing,
): Promise<RequestReceipt> {
  const at = deps.clock.now()
  const today = chinaDate(at)
  const [row] = await tx.select().from(disclosures).where(eq(disclosures.id, disclosureId))
  if (!row) throw new Problem('not-found')
  if (!isShown(row, today)) throw new Problem('conflict', { detail: 'errors.disclosures.requestGone' })
  if (kind === 'repair') {
    demandRepairable(deps, row, today)
    await demandOffLists(deps, tx, row)
  }
  const errors = faultsOf(deps, kind, asked)
  if (errors.length > 0) throw new Problem('invalid', { errors })
  const { row: rule, dueOn } = answerBy(deps, kind, 'received', today)
  const id = deps.random.uuid()
  const wrapped = deps.vault.newKey()
  const dataKeyId = deps.random.uuid()
  const prefix = `${deps.content.bureau.numberPrefix}${LETTERS[kind]}${today.replaceAll('-', '')}`
  await tx.insert(dataKeys).values({ id: dataKeyId, wrapped, createdAt: at })
  const [stored] = await tx
    .insert(disclosureRequests)
    .values({
      ...{ id, kind, disclosureId, dueOn, dataKeyId, rule: rule.id },
      number: sql`${prefix}::text || lpad(nextval('disclosure_request_numbers')::text, 5, '0')`,
      state: 'received',
      receivedAt: at,
      receivedOn: today,
      sealed: deps.vault.seal(wrapped, sealContext(id), asked),
      demo: row.demo,
    })
    .returning({ number: disclosureRequests.number })
  const number = stored?.number ?? ''
  await audit(deps, tx, ctx, {
    action: 'disclosure-request.filed',
    entity: 'disclosure-request',
    entityId: id,
    after: { kind, record: disclosureId, rule: rule.id, dueOn },
  })
  const receipt = { number, receivedAt: chinaTime(at), dueOn, kind }
  return { ...receipt, ...promiseOf(deps, ctx.locale, rule, today, dueOn), queryCode: deps.vault.queryCode(number) }
}

function promiseOf(
  { content }: Deps,
  locale: Locale,
  rule: ReturnType<typeof answerBy>['row'],
  from: string,
  dueOn: string,
): Pick<RequestReceipt, 'promise' | 'confirmed' | 'url'> {
  const { id, what, unit, count, basis, confirmed } = rule
  const law = basis === null ? undefined : content.find.law.get(basis.law)
  const place =
    law && basis?.article === null
      ? { law: locale === 'zh' ? law.title : law.titleEn, article: '', url: law.url }
      : basisOf(content, locale, basis ?? { law: null, article: null })
  const why = { rule: id, unit, count, from, pausedUnits: 0 }
  return { promise: { what: what[locale], dueOn, basis: place, why }, confirmed, url: '/disclosures/requests' }
}

function demandRepairable(deps: Deps, row: DisclosureRow, today: string): void {
  const from = earliestEnd(deps, row)
  if (from === null) throw new Problem('unprocessable', { detail: 'errors.disclosures.neverEarly' })
  if (today < from) throw new Problem('unprocessable', { detail: 'errors.disclosures.tooEarly', params: { day: from } })
}

function faultsOf({ content }: Deps, kind: RequestKind, asked: Asked): FieldError[] {
  const { applicants, repairConditions } = content.disclosures.duties
  const who = applicants.find(({ id }) => id === asked.applicant)
  const { phone, email } = asked.contact
  const declared = repairConditions.every(({ id }) => asked.conditions.includes(id))
  const fault = (path: string, code: string, message: FieldError['message']): FieldError => ({ path, code, message })
  return [
    ...(who === undefined ? [fault('applicant', 'choice', 'errors.field.choice')] : []),
    ...(kind === 'repair' && who?.repair === false
      ? [fault('applicant', 'choice', 'errors.disclosures.partyOnly')]
      : []),
    ...(phone === undefined && email === undefined
      ? [fault('contact.phone', 'required', 'errors.disclosures.reach')]
      : []),
    ...(kind === 'repair' && !declared ? [fault('conditions', 'required', 'errors.disclosures.conditions')] : []),
  ]
}
