/** What a notice (告知文书) is once issued: a document that page, print and DOCX show alike. */
import { z } from '@hono/zod-openapi'

/** Notices of the catalogue; N4B goes to the business, N4D tells of a delegated mediation. */
export const NOTICE_IDS = [
  'N1',
  'N2',
  'N3',
  'N4',
  'N4B',
  'N4D',
  'N5',
  'N6',
  'N7',
  'N8',
  'N9',
  'N10',
  'N11',
  'N12',
  'N13',
  'N14',
  'N15',
  'N16',
] as const
export type NoticeId = (typeof NOTICE_IDS)[number]

export const NOTICE_READERS = ['citizen', 'business', 'both', 'internal'] as const

export const NoticeDocument = z
  .object({
    title: z.string(),
    /** Document number (文号). */
    number: z.string(),
    addressee: z.string(),
    paragraphs: z.array(z.string()),
    /** Required fields of this kind of document. */
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    /** Articles it rests on. */
    basis: z.array(z.string()),
    /** Other ways to settle the dispute, told where the law asks for it. */
    routes: z.array(z.string()),
    /** Unit that handles it, with its office telephone: never an officer's own. */
    unit: z.string(),
    phone: z.string(),
    bureau: z.string(),
    issuedOn: z.iso.date(),
    /** Marks that a hand still has to add: signatures, the seal. */
    marks: z.array(z.string()),
  })
  .openapi('NoticeDocument')
export type NoticeDocument = z.infer<typeof NoticeDocument>

export const IssuedNotice = z
  .object({
    id: z.uuid(),
    template: z.enum(NOTICE_IDS),
    version: z.int(),
    number: z.string(),
    title: z.string(),
    issuedAt: z.string(),
    readers: z.enum(NOTICE_READERS),
  })
  .openapi('IssuedNotice')
export type IssuedNotice = z.infer<typeof IssuedNotice>
