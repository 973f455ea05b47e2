/** Templates of the documents that go out (告知文书), one row per version. */
import { z } from 'zod'
import { Day, Localised } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

export const NoticeTemplate = z
  .strictObject({
    /** Number in the catalogue; N4B and N4D are its variants for the business and for delegation. */
    id: z.string().regex(/^N\d{1,2}[A-Z]?$/),
    version: z.int().positive(),
    /** First and last day documents are issued by this version. */
    from: Day,
    to: Day.nullable(),
    title: Localised,
    /** Who it is addressed to. `internal` never leaves the bureau. */
    readers: z.enum(['citizen', 'business', 'both', 'internal']),
    /** Letters of the number series (文书字号); null for the receipt, whose number is the ticket's. */
    series: z.string().min(1).nullable(),
    /** Paragraphs. `{name}` is filled in; a paragraph whose field is empty is left out. */
    body: z.array(Localised).min(1),
    /** Fields that must stand in it, by the name of the field. */
    fields: z.array(z.string().regex(/^[a-zA-Z]+$/)),
    /** Articles it rests on; `from` and `to` by the day of receipt. */
    basis: z.array(Citation),
    /** Whether the other ways to settle a consumer dispute are told (消费者权益保护法 §39). */
    routes: z.boolean(),
    /** Marks a hand has to add: seal, signatures. */
    marks: z.array(Localised),
  })
  .refine((template) => template.readers === 'internal' || template.body.every(({ en }) => en.length > 0), {
    message: 'what is sent out stands in both languages',
    path: ['body'],
  })
export type NoticeTemplate = z.infer<typeof NoticeTemplate>
