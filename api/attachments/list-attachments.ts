/** The files of a draft or ticket, as their entitled readers see them. The caller has asked who reads. */
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { filesOf, viewOfFile } from './attachment-store.ts'
import type { AttachmentView, Holder } from './model.ts'

export async function listAttachments(
  deps: Deps,
  q: Queryable,
  holder: Exclude<Holder, 'loose'>,
): Promise<AttachmentView[]> {
  return (await filesOf(q, holder)).map((file) => viewOfFile(deps, file))
}
