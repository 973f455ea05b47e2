/** Takes a file out of a draft again. What has been filed stays: it belongs to the record. */
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { deleteOne } from './attachment-store.ts'
import { findHolder } from './find-holder.ts'

export async function removeAttachment(deps: Deps, input: { id: string; conversationId: string }): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await findHolder(deps, tx, input)
    const removed = await deleteOne(tx, { conversationId: input.conversationId }, input.id)
    if (removed === 0) throw new Problem('not-found')
  })
}
