/** What happens by itself: files held for the scanner are asked about again, files nobody claimed are deleted after a day. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import { systemContext } from '../platform/context.ts'
import { deleteLoose, heldFiles, readParts, settleScan } from './attachment-store.ts'
import { scan } from './scan.ts'

const AT_ONCE = 20
const LOOSE_MS = 24 * 3600 * 1000

/** @returns how many held files the scanner has answered for */
export async function sweepAttachments(deps: Deps): Promise<number> {
  await deps.db.transaction((tx) => deleteLoose(tx, new Date(deps.clock.now().getTime() - LOOSE_MS)))
  let settled = 0
  for (const file of await heldFiles(deps.db, AT_ONCE)) {
    const bytes: Buffer[] = []
    for await (const part of readParts(deps, file, 'file')) bytes.push(part)
    const state = await scan(deps.config.scanner, Buffer.concat(bytes))
    // Still away, or no longer configured: it stays held until somebody puts that right.
    if (state !== 'clean' && state !== 'infected') return settled
    await deps.db.transaction(async (tx) => {
      await settleScan(tx, file.fileId, state)
      await audit(deps, tx, systemContext('attachments.sweep'), {
        action: 'attachment.scanned',
        entity: 'attachment',
        entityId: file.fileId,
        after: { scan: state },
      })
    })
    settled += 1
  }
  return settled
}
