/** Reading and writing files and who holds them. Verbs decide; this only stores. */
import { and, asc, eq, inArray, isNull, lt, notExists, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable, Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import {
  type AttachmentView,
  type Audience,
  type DeskAttachment,
  type FileType,
  type Holder,
  MOST_FILES,
  type ScanState,
  type Sender,
} from './model.ts'
import { attachmentFiles, attachmentParts, attachments } from './tables.ts'

/** Small enough that a page of the database holds no long lock and reading needs little memory. */
const PART_BYTES = 512 * 1024
type PartKind = 'file' | 'preview'

export interface NewFile {
  name: string
  type: FileType
  bytes: Buffer
  preview?: Buffer | undefined
  scan: ScanState
  fingerprint: string
}

export interface FileRecord {
  id: string
  fileId: string
  type: FileType
  bytes: number
  preview: boolean
  scan: ScanState
  fingerprint: string
  sealedName: Buffer
  createdAt: Date
  wrappedKey: Buffer
  staffId: string | null
  fromBusiness: boolean
  toCitizen: boolean
  toBusiness: boolean
}

/** Who handed a file in, and to whom an officer shows it. */
export type By = Pick<FileRecord, 'staffId' | 'fromBusiness' | 'toCitizen' | 'toBusiness'>
const BY_PERSON: By = { staffId: null, fromBusiness: false, toCitizen: false, toBusiness: false }
export const BY_BUSINESS: By = { ...BY_PERSON, fromBusiness: true }

export const senderOf = ({ staffId, fromBusiness }: By): Sender =>
  fromBusiness ? 'business' : staffId === null ? 'person' : 'bureau'

/** What of a ticket's files its owner sees, and what the business does. */
export const isForCitizen = (by: By): boolean => by.toCitizen || senderOf(by) === 'person'
export const isForBusiness = (by: By): boolean => by.toBusiness || senderOf(by) === 'business'

const LOOSE = { conversationId: null, ticketId: null }
const columnsOf = (holder: Holder) => (holder === 'loose' ? LOOSE : { ...LOOSE, ...holder })

function heldBy(holder: Exclude<Holder, 'loose'>): SQL {
  return 'ticketId' in holder
    ? eq(attachments.ticketId, holder.ticketId)
    : eq(attachments.conversationId, holder.conversationId)
}

const record = {
  id: attachments.id,
  fileId: attachmentFiles.id,
  type: attachmentFiles.type,
  bytes: attachmentFiles.bytes,
  preview: attachmentFiles.preview,
  scan: attachmentFiles.scan,
  fingerprint: attachmentFiles.fingerprint,
  sealedName: attachmentFiles.sealedName,
  createdAt: attachments.createdAt,
  wrappedKey: dataKeys.wrapped,
  staffId: attachments.staffId,
  fromBusiness: attachments.fromBusiness,
  toCitizen: attachments.toCitizen,
  toBusiness: attachments.toBusiness,
}

/** The files of one holder, oldest first. */
export function filesOf(q: Queryable, holder: Exclude<Holder, 'loose'>): Promise<FileRecord[]> {
  return q
    .select(record)
    .from(attachments)
    .innerJoin(attachmentFiles, eq(attachmentFiles.id, attachments.fileId))
    .innerJoin(dataKeys, eq(dataKeys.id, attachmentFiles.dataKeyId))
    .where(heldBy(holder))
    .orderBy(asc(attachments.createdAt), asc(attachments.id))
}

/** One upload at a time for one holder, until the transaction ends: the tenth file is the tenth. */
export async function lockHolder(tx: Transaction, holder: Exclude<Holder, 'loose'>): Promise<void> {
  const id = 'ticketId' in holder ? holder.ticketId : holder.conversationId
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`)
}

/** Keeps a file with a ticket once, and no more than each hand may add. @returns `fresh` unless it was there already */
export async function keepFile(
  deps: Deps,
  tx: Transaction,
  ticketId: string,
  file: NewFile,
  by: By,
): Promise<{ kept: FileRecord; fresh: boolean }> {
  await lockHolder(tx, { ticketId })
  const there = (await filesOf(tx, { ticketId })).filter((each) => senderOf(each) === senderOf(by))
  const same = there.find(({ fingerprint }) => fingerprint === file.fingerprint)
  if (same) return { kept: same, fresh: false }
  if (there.length >= MOST_FILES)
    throw new Problem('conflict', { detail: 'errors.upload.tooMany', params: { most: MOST_FILES } })
  return { kept: await insertFile(deps, tx, { ticketId }, file, by), fresh: true }
}

export async function insertFile(
  deps: Deps,
  tx: Transaction,
  holder: Holder,
  file: NewFile,
  by: By = BY_PERSON,
): Promise<FileRecord> {
  const { type, preview, scan, fingerprint } = file
  const [id, fileId, dataKeyId] = [deps.random.uuid(), deps.random.uuid(), deps.random.uuid()]
  const wrappedKey = deps.vault.newKey()
  const createdAt = deps.clock.now()
  const row = {
    id: fileId,
    dataKeyId,
    type,
    bytes: file.bytes.length,
    preview: preview !== undefined,
    scan,
    fingerprint,
    sealedName: deps.vault.seal(wrappedKey, `file-name:${fileId}`, file.name),
    createdAt,
  }
  await tx.insert(dataKeys).values({ id: dataKeyId, wrapped: wrappedKey, createdAt })
  await tx.insert(attachmentFiles).values(row)
  await writeParts(deps, tx, { fileId, wrappedKey }, 'file', file.bytes)
  if (preview) await writeParts(deps, tx, { fileId, wrappedKey }, 'preview', preview)
  await tx.insert(attachments).values({ id, fileId, ...columnsOf(holder), ...by, createdAt })
  return { ...row, ...by, id, fileId, wrappedKey }
}

const context = (fileId: string, kind: PartKind, seq: number) => `file:${fileId}:${kind}:${seq}`

async function writeParts(
  deps: Deps,
  tx: Transaction,
  { fileId, wrappedKey }: Pick<FileRecord, 'fileId' | 'wrappedKey'>,
  kind: PartKind,
  bytes: Buffer,
): Promise<void> {
  for (let seq = 0; seq * PART_BYTES < bytes.length; seq += 1) {
    const part = bytes.subarray(seq * PART_BYTES, (seq + 1) * PART_BYTES)
    const sealed = deps.vault.sealBytes(wrappedKey, context(fileId, kind, seq), part)
    await tx.insert(attachmentParts).values({ fileId, kind, seq, sealed })
  }
}

/** The content, part by part. */
export async function* readParts(
  deps: Deps,
  { fileId, wrappedKey }: Pick<FileRecord, 'fileId' | 'wrappedKey'>,
  kind: PartKind,
): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const [part] = await deps.db
      .select({ sealed: attachmentParts.sealed })
      .from(attachmentParts)
      .where(and(eq(attachmentParts.fileId, fileId), eq(attachmentParts.kind, kind), eq(attachmentParts.seq, seq)))
    if (!part) return
    yield deps.vault.openBytes(wrappedKey, context(fileId, kind, seq), part.sealed)
  }
}

/** Files waiting for the scanner, oldest first. */
export function heldFiles(q: Queryable, limit: number): Promise<Pick<FileRecord, 'fileId' | 'wrappedKey'>[]> {
  return q
    .select({ fileId: attachmentFiles.id, wrappedKey: dataKeys.wrapped })
    .from(attachmentFiles)
    .innerJoin(dataKeys, eq(dataKeys.id, attachmentFiles.dataKeyId))
    .where(eq(attachmentFiles.scan, 'held'))
    .orderBy(asc(attachmentFiles.createdAt))
    .limit(limit)
}

/** What the scanner said in the end; of an infected file only its name stays. */
export async function settleScan(tx: Transaction, fileId: string, scan: 'clean' | 'infected'): Promise<void> {
  const preview = scan === 'infected' ? { preview: false } : {}
  await tx
    .update(attachmentFiles)
    .set({ scan, ...preview })
    .where(eq(attachmentFiles.id, fileId))
  if (scan === 'infected') await tx.delete(attachmentParts).where(eq(attachmentParts.fileId, fileId))
}

/** Gives the files of a conversation to a ticket as well; each gets an id there. */
export async function shareFiles(
  deps: Deps,
  tx: Transaction,
  rows: readonly { id: string; fileId: string }[],
  ticketId: string,
): Promise<void> {
  const createdAt = deps.clock.now()
  if (rows.length > 0) await tx.insert(attachments).values(rows.map((row) => ({ ...row, ticketId, createdAt })))
}

/** Gives files nobody holds yet to a ticket. @returns how many there were */
export async function claimLoose(tx: Transaction, ids: readonly string[], ticketId: string): Promise<number> {
  const claimed = await tx
    .update(attachments)
    .set({ ticketId })
    .where(and(inArray(attachments.id, [...ids]), isNull(attachments.conversationId), isNull(attachments.ticketId)))
    .returning({ id: attachments.id })
  return claimed.length
}

export async function setAudience(tx: Transaction, id: string, { citizen, business }: Audience): Promise<void> {
  await tx.update(attachments).set({ toCitizen: citizen, toBusiness: business }).where(eq(attachments.id, id))
}

export const deleteOne = (tx: Transaction, holder: Exclude<Holder, 'loose'>, id: string) =>
  deleteHeld(tx, and(heldBy(holder), eq(attachments.id, id)))
export const deleteOfConversations = (tx: Transaction, ids: readonly string[]) =>
  deleteHeld(tx, inArray(attachments.conversationId, [...ids]))
export const deleteOfTickets = (tx: Transaction, ids: readonly string[]) =>
  deleteHeld(tx, inArray(attachments.ticketId, [...ids]))
export const deleteLoose = (tx: Transaction, before: Date) =>
  deleteHeld(
    tx,
    and(isNull(attachments.conversationId), isNull(attachments.ticketId), lt(attachments.createdAt, before)),
  )

/** Removes holdings, and with the last one the file and its key. @returns how many holdings */
async function deleteHeld(tx: Transaction, which: SQL | undefined): Promise<number> {
  const gone = await tx.delete(attachments).where(which).returning({ fileId: attachments.fileId })
  if (gone.length === 0) return 0
  const stillHeld = tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(eq(attachments.fileId, attachmentFiles.id))
  const files = await tx
    .delete(attachmentFiles)
    .where(
      and(
        inArray(
          attachmentFiles.id,
          gone.map(({ fileId }) => fileId),
        ),
        notExists(stillHeld),
      ),
    )
    .returning({ key: attachmentFiles.dataKeyId })
  const keys = files.map(({ key }) => key)
  if (keys.length > 0) await tx.delete(dataKeys).where(inArray(dataKeys.id, keys))
  return gone.length
}

export function viewOfFile(deps: Deps, file: FileRecord): AttachmentView {
  const { id, type, bytes, scan, preview, createdAt, wrappedKey, fileId, sealedName } = file
  const name = deps.vault.open<string>(wrappedKey, `file-name:${fileId}`, sealedName)
  return { id, name, type, bytes, scan, preview, addedAt: createdAt.toISOString(), from: senderOf(file) }
}

export function deskViewOfFile(deps: Deps, file: FileRecord): DeskAttachment {
  const shownTo = { citizen: isForCitizen(file), business: isForBusiness(file) }
  return { ...viewOfFile(deps, file), addedBy: file.staffId, shownTo }
}
