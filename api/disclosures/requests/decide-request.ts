/** Decides a request about a record: right, and then the record is put right in the same transaction; or not, with reasons. */
import { z } from '@hono/zod-openapi'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { type FieldError, Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import { correctIn } from '../correct-disclosure.ts'
import { answerBy } from '../duties.ts'
import { endEarly } from '../end-early.ts'
import { redactIn } from '../redact-disclosure.ts'
import { withdrawIn } from '../withdraw-disclosure.ts'
import { answerContext, findRequest, openSealed } from './request-store.ts'
import { movesFrom, REMEDIES_OF, REQUEST_ACTIONS, type RequestState } from './states.ts'
import { disclosureRequests, type RequestRow } from './tables.ts'

const Words = z.string().trim().min(1).max(4000)

/** How the record is put right. */
export const RemedyInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('correction'),
    recordVersion: z.int(),
    changes: z.record(z.string(), z.unknown()).default({}),
    detail: z.record(z.string(), z.unknown()).default({}),
    reason: Words,
  }),
  z.strictObject({
    kind: z.literal('redaction'),
    recordVersion: z.int(),
    texts: z.array(z.string().max(2000)).min(1).max(20),
    reason: Words,
  }),
  z.strictObject({ kind: z.literal('withdrawal'), withdrawal: z.enum(['annulled', 'mistaken']), reason: Words }),
  z.strictObject({ kind: z.literal('early-end'), reason: Words }),
])
export type RemedyInput = z.infer<typeof RemedyInput>

export const Decision = z.strictObject({
  version: z.int(),
  action: z.enum(REQUEST_ACTIONS),
  /** Told to the applicant; needed to uphold or refuse. */
  answer: Words.optional(),
  remedy: RemedyInput.optional(),
})
export type Decision = z.infer<typeof Decision>

/** @throws Problem not-found; conflict when it is no longer as it was read; invalid without answer or remedy; what the remedy throws */
export async function decideRequest(
  deps: Deps,
  ctx: Context,
  number: string,
  { version, action, answer, remedy }: Decision,
): Promise<{ state: RequestState; version: number }> {
  demand(ctx, 'disclosures.requests')
  return deps.db.transaction(async (tx) => {
    const row = await findRequest(tx, number)
    if (!row) throw new Problem('not-found')
    const move = movesFrom(row.kind, row.state).find((each) => each.action === action)
    if (!move || row.version !== version) throw new Problem('conflict')
    const errors = lacking(row, action, answer, remedy)
    if (errors.length > 0) throw new Problem('invalid', { errors })
    if (action === 'uphold' && remedy) await putRight(deps, tx, ctx, row, remedy)
    const final = action !== 'check-others'
    const { wrapped } = await openSealed(deps, tx, row)
    const longer = final ? undefined : answerBy(deps, row.kind, 'checking', row.receivedOn)
    const done = await tx
      .update(disclosureRequests)
      .set({
        state: move.to,
        version: version + 1,
        handlerId: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
        ...(longer ? { rule: longer.row.id, dueOn: longer.dueOn } : {}),
        ...(final
          ? {
              decidedAt: deps.clock.now(),
              remedy: action === 'uphold' ? (remedy?.kind ?? null) : null,
              answer: wrapped && answer ? deps.vault.seal(wrapped, answerContext(row.id), answer) : null,
            }
          : {}),
      })
      .where(and(eq(disclosureRequests.id, row.id), eq(disclosureRequests.version, version)))
      .returning({ id: disclosureRequests.id })
    if (done.length === 0) throw new Problem('conflict')
    await audit(deps, tx, ctx, {
      action: `disclosure-request.${action}`,
      entity: 'disclosure-request',
      entityId: row.id,
      before: { state: row.state, dueOn: row.dueOn },
      after: { state: move.to, remedy: remedy?.kind ?? null, record: row.disclosureId, ...(longer ?? {}) },
    })
    return { state: move.to, version: version + 1 }
  })
}

function lacking(
  { kind }: RequestRow,
  action: Decision['action'],
  answer: string | undefined,
  remedy: RemedyInput | undefined,
): FieldError[] {
  if (action === 'check-others') return []
  const required = (path: string): FieldError => ({ path, code: 'required', message: 'errors.field.required' })
  return [
    ...(answer === undefined ? [required('answer')] : []),
    ...(action === 'uphold' && remedy === undefined ? [required('remedy')] : []),
    ...(action === 'uphold' && remedy && !REMEDIES_OF[kind].includes(remedy.kind)
      ? [{ path: 'remedy', code: 'choice', message: 'errors.field.choice' } as const]
      : []),
  ]
}

async function putRight(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  { disclosureId: id }: RequestRow,
  remedy: RemedyInput,
): Promise<void> {
  const { reason } = remedy
  switch (remedy.kind) {
    case 'correction':
      await correctIn(deps, tx, ctx, {
        ...{ id, reason, changes: remedy.changes, detail: remedy.detail },
        version: remedy.recordVersion,
      })
      return
    case 'redaction':
      await redactIn(deps, tx, ctx, { id, version: remedy.recordVersion, texts: remedy.texts, reason })
      return
    case 'withdrawal':
      await withdrawIn(deps, tx, ctx, { id, kind: remedy.withdrawal, reason })
      return
    case 'early-end':
      await endEarly(deps, tx, ctx, { id, reason })
      return
    default:
      remedy satisfies never
  }
}
