/** Photos and papers (证据材料) that go with a draft or a ticket. */
import { z } from '@hono/zod-openapi'

export const MOST_BYTES = 10 * 1024 * 1024
export const MOST_FILES = 9
/** Width times height a picture may have: the largest phones take 200 million, and send them as 50. */
export const MOST_PIXELS = 100_000_000

export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/heic', 'application/pdf'] as const
export type FileType = (typeof FILE_TYPES)[number]

/** `clean` and `infected` by a scanner; `unscanned` where none is configured; `held` while the scanner is away. */
export const SCAN_STATES = ['clean', 'unscanned', 'held', 'infected'] as const
export type ScanState = (typeof SCAN_STATES)[number]

/** Whose hand a file comes from: the person's, an officer's, or that of the business complained of. */
export const SENDERS = ['person', 'bureau', 'business'] as const
export type Sender = (typeof SENDERS)[number]

/** What the person and the officers see of one file; its content has an address of its own. */
export const AttachmentView = z
  .object({
    id: z.uuid(),
    /** The sender's name for it, made safe; data, never an instruction. */
    name: z.string(),
    type: z.enum(FILE_TYPES),
    bytes: z.int(),
    scan: z.enum(SCAN_STATES),
    preview: z.boolean(),
    addedAt: z.string(),
    /** Of the bureau's files outsiders see what is shown to them, of the business's only itself sees its own. */
    from: z.enum(SENDERS),
  })
  .openapi('Attachment')
export type AttachmentView = z.infer<typeof AttachmentView>

/** Who else may see what an officer added. */
export const Audience = z.strictObject({ citizen: z.boolean(), business: z.boolean() })
export type Audience = z.infer<typeof Audience>

/** The same for staff in charge. */
export const DeskAttachment = AttachmentView.extend({ addedBy: z.string().nullable(), shownTo: Audience }).openapi(
  'DeskAttachment',
)
export type DeskAttachment = z.infer<typeof DeskAttachment>

/** What a file belongs to; neither while a program has not filed the draft that names it. */
export type Holder = { conversationId: string } | { ticketId: string } | 'loose'
