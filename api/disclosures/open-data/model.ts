/** What /data and programs are told of the published data as a whole. */
import { z } from '@hono/zod-openapi'
import { DisclosureType } from '../../../content/schema.ts'
import { VERSION_KINDS, WITHDRAWALS } from '../model.ts'

export const DumpList = z
  .object({
    madeAt: z.string(),
    items: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        rows: z.int(),
        bytes: z.int(),
        /** Of the file as it is downloaded, hexadecimal. */
        sha256: z.string(),
        url: z.string(),
      }),
    ),
  })
  .openapi('DumpList')

export const DataChange = z
  .object({
    at: z.string(),
    /** How a version came to be, or why a record is no longer shown. */
    kind: z.enum([...VERSION_KINDS, ...WITHDRAWALS]),
    id: z.string(),
    type: DisclosureType,
    version: z.int(),
    what: z.string(),
    demo: z.boolean(),
    url: z.string(),
  })
  .openapi('DataChange')
export type DataChange = z.infer<typeof DataChange>

export const DataTerms = z
  .object({
    /** Today in China. */
    asOf: z.string(),
    /** Null until the bureau has set one. */
    licence: z.object({ name: z.string(), title: z.string(), url: z.string() }).nullable(),
    terms: z.array(z.object({ text: z.string(), basis: z.string() })),
    /** Changes of the layout of the data, newest first. */
    layoutChanges: z.array(z.object({ on: z.string(), text: z.string() })),
  })
  .openapi('DataTerms')
