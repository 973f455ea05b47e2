/** Puts a mail into the outbox, in the transaction of what it is about; the mail job sends it, or it waits to be read at the desk. */
import type { Queryable } from '../database.ts'
import type { PlatformDeps } from '../deps.ts'
import { dataKeys } from '../tables.ts'
import { outgoingMail } from './tables.ts'

export interface Mail {
  /** Mail address; for `way: 'sms'` a telephone number. */
  to: string
  way?: 'mail' | 'sms'
  subject: string
  /** Plain text. */
  text: string
  /** What it is about, for instance `alert-news`. */
  kind: string
  /** Ends a subscription with one call (RFC 8058). */
  unsubscribe?: string
}

/** What is sealed of a mail. */
export type SealedMail = Omit<Mail, 'kind' | 'way'>

/** @returns id of the mail; its Message-ID is made from it, so that a repeated sending can be recognised */
export async function queueMail(
  deps: Pick<PlatformDeps, 'clock' | 'random' | 'vault'>,
  tx: Queryable,
  { kind, way = 'mail', ...mail }: Mail,
): Promise<string> {
  const id = deps.random.uuid()
  const dataKeyId = deps.random.uuid()
  const at = deps.clock.now()
  const wrapped = deps.vault.newKey()
  await tx.insert(dataKeys).values({ id: dataKeyId, wrapped, createdAt: at })
  await tx.insert(outgoingMail).values({
    ...{ id, kind, way, dataKeyId },
    state: 'waiting',
    sealed: deps.vault.seal(wrapped, sealContext(id), mail satisfies SealedMail),
    notBefore: at,
    createdAt: at,
  })
  return id
}

export const sealContext = (id: string) => `mail:${id}`
