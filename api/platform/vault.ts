/**
 * Personal fields at rest. Each person's record has a data key of its own, kept wrapped under the master key;
 * retention destroys the data key, and with it every copy in this database (个人信息保护法 §47). A backup made before
 * still holds the key: backups are to be destroyed on time too (docs/operations.md).
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Random } from './random.ts'

export interface Vault {
  /** A fresh data key, wrapped under the master key, to be stored beside the record. */
  newKey(): Buffer
  /** Seals a value under a wrapped data key; `context` binds it to its place (e.g. "ticket:<id>"). */
  seal(wrappedKey: Buffer, context: string, value: unknown): Buffer
  open<T>(wrappedKey: Buffer, context: string, sealed: Buffer): T
  /** The same for bytes as they are: parts of files. */
  sealBytes(wrappedKey: Buffer, context: string, plain: Buffer): Buffer
  openBytes(wrappedKey: Buffer, context: string, sealed: Buffer): Buffer
  /** Keyed hash for look-ups by phone or ID number without storing them. */
  blindIndex(kind: string, value: string): string
  /** Query code (查询码) of a ticket number: derived, never stored. Eight characters without look-alikes. */
  queryCode(number: string): string
  /** A short-lived pass that may stand in an address: sealed, dated, tamper-evident. */
  issuePass(purpose: string, value: unknown, expires: Date): string
  readPass<T>(purpose: string, pass: string, now: Date): T | undefined
}

const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight characters without look-alikes, to be read out and typed. */
export const readableCode = (bytes: Buffer): string =>
  [...bytes.subarray(0, 8)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('')

export function createVault(keys: { fields: string; codes: string; sessions: string }, random: Random): Vault {
  const master = derive(keys.fields, 'wrap')
  const indexKey = derive(keys.codes, 'blind-index')
  const codeKey = derive(keys.codes, 'query-code')
  const passKey = derive(keys.sessions, 'pass')
  const encrypt = (key: KeyObject, context: string, plain: Buffer): Buffer => {
    const nonce = random.bytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  // One record is sealed and opened many times under the same key.
  const unwrapped = new WeakMap<Buffer, KeyObject>()
  const unwrap = (wrapped: Buffer): KeyObject => {
    const key = unwrapped.get(wrapped) ?? createSecretKey(decrypt(master, 'data-key', wrapped))
    unwrapped.set(wrapped, key)
    return key
  }
  return {
    newKey: () => {
      const bytes = random.bytes(32)
      const wrapped = encrypt(master, 'data-key', bytes)
      unwrapped.set(wrapped, createSecretKey(bytes))
      return wrapped
    },
    seal: (wrapped, context, value) => encrypt(unwrap(wrapped), context, Buffer.from(JSON.stringify(value))),
    open: <T>(wrapped: Buffer, context: string, sealed: Buffer) =>
      JSON.parse(decrypt(unwrap(wrapped), context, sealed).toString()) as T,
    sealBytes: (wrapped, context, plain) => encrypt(unwrap(wrapped), context, plain),
    openBytes: (wrapped, context, sealed) => decrypt(unwrap(wrapped), context, sealed),
    blindIndex: (kind, value) =>
      createHmac('sha256', indexKey).update(`${kind}\0${value}`).digest('base64url').slice(0, 32),
    queryCode: (number) => {
      const digest = createHmac('sha256', codeKey).update(number).digest()
      return readableCode(digest)
    },
    issuePass: (purpose, value, expires) =>
      encrypt(passKey, purpose, Buffer.from(JSON.stringify({ value, expires: expires.getTime() }))).toString(
        'base64url',
      ),
    readPass: <T>(purpose: string, pass: string, now: Date) => {
      try {
        const { value, expires } = JSON.parse(decrypt(passKey, purpose, Buffer.from(pass, 'base64url')).toString()) as {
          value: T
          expires: number
        }
        return expires > now.getTime() ? value : undefined
      } catch {
        return undefined
      }
    },
  }
}

function decrypt(key: KeyObject, context: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}

function derive(hexKey: string, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(hexKey, 'hex'), 'yichuang', purpose, 32)))
}
