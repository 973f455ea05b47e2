/** Verb: a six-digit code goes to the telephone or mail address given with a complaint (核实联系方式), through the outbox. */
import { t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { queueMail } from '../../platform/mail/queue-mail.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { findByCode, spendLookup, type TicketKey } from '../find-by-code.ts'
import { openDraft } from '../ticket-store.ts'
import { chinaTime } from '../words.ts'
import { contactProofs } from './tables.ts'

const SENDING: Limit = { name: 'contact-proof', max: 5, windowSeconds: 3600 }
const LIFE_MS = 15 * 60_000

export interface ProofAsked {
  channel: 'phone' | 'email'
  expiresAt: string
  /** Shown on screen in the demonstration alone, where nothing is really sent. */
  shownCode: string | null
}

/** @throws Problem `conflict` when it is proven, `unprocessable` when that way was not given */
export async function askContactProof(
  deps: Deps,
  ctx: Context,
  { channel, ...key }: TicketKey & { channel: 'phone' | 'email' },
): Promise<ProofAsked> {
  await spendLookup(deps, ctx, key)
  await spend(deps, SENDING, key.number)
  return deps.db.transaction(async (tx) => {
    const record = await findByCode(deps, tx, key)
    const { ticket } = record
    if (ticket.kind !== 'complaint' || ticket.closedAt !== null || ticket.contactProvenAt !== null)
      throw new Problem('conflict', { detail: 'errors.tickets.nothingToProve' })
    const to = openDraft(deps, record).contact[channel]
    if (!to) throw new Problem('unprocessable', { detail: 'errors.tickets.noSuchContact' })
    const code = sixDigits(deps)
    const now = deps.clock.now()
    const expiresAt = new Date(now.getTime() + LIFE_MS)
    const codeIndex = proofIndex(deps, ticket.id, code)
    const row = { channel, codeIndex, sentAt: now, expiresAt, attempts: 0 }
    await tx
      .insert(contactProofs)
      .values({ ticketId: ticket.id, ...row })
      .onConflictDoUpdate({ target: contactProofs.ticketId, set: row })
    await queueMail(deps, tx, {
      ...{ to, way: channel === 'phone' ? 'sms' : 'mail', kind: 'contact-proof' },
      subject: t(ctx.locale, 'tickets.proof.subject', { number: ticket.number }),
      text: t(ctx.locale, 'tickets.proof.text', { number: ticket.number, code }),
    })
    await audit(deps, tx, ctx, {
      action: 'ticket.contact-proof-asked',
      entity: 'ticket',
      entityId: ticket.id,
      after: { channel },
    })
    return { channel, expiresAt: chinaTime(expiresAt), shownCode: deps.config.production ? null : code }
  })
}

export const proofIndex = (deps: Pick<Deps, 'vault'>, ticketId: string, code: string) =>
  deps.vault.blindIndex('contact-proof', `${ticketId}:${code}`)

function sixDigits({ random }: Pick<Deps, 'random'>): string {
  return String(random.bytes(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
