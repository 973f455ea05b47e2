/** A business as anybody may read it, with everything published about it (企业公示档案). */
import { z } from '@hono/zod-openapi'
import { Disclosure } from '../disclosures/model.ts'

const Named = z.object({ id: z.string(), name: z.string() })

export const Enterprise = z
  .object({
    uscc: z.string(),
    /** Number from before the unified code (原注册号). */
    legacyNumber: z.string().nullable(),
    name: z.string(),
    category: z.string(),
    categoryName: z.string(),
    status: z.string(),
    statusName: z.string(),
    /** Whether it may trade at all in this state of registration. */
    trading: z.boolean(),
    industry: Named.nullable(),
    address: z.string().nullable(),
    station: z.string().nullable(),
    stationName: z.string().nullable(),
    establishedOn: z.string().nullable(),
    /** Legal representative; null for sole traders, whose operator is never named. */
    representative: z.string().nullable(),
    demo: z.boolean(),
    url: z.string(),
  })
  .openapi('Enterprise')
export type Enterprise = z.infer<typeof Enterprise>

/** A business that belongs together with another. */
const Kin = z.object({ uscc: z.string(), name: z.string(), statusName: z.string(), url: z.string() })

export const EnterpriseRecord = Enterprise.extend({
  figures: z.object({
    penalties: z.int(),
    /** Sum of the fines now shown. */
    fineYuan: z.string(),
    inspections: z.int(),
    /** Checks that found no problem. */
    clean: z.int(),
    permits: z.int(),
    lists: z.int(),
  }),
  /** Head office, of a branch. */
  parent: Kin.nullable(),
  branches: z.array(Kin),
  complaints: z.object({
    /** Complaints of the last months; null below the number from which they are shown. */
    count: z.int().nullable(),
    smallest: z.int(),
    months: z.int(),
    since: z.string(),
  }),
  /** Newest first; more than `limit` of a kind are left to the list. */
  records: z.array(Disclosure),
  total: z.int(),
}).openapi('EnterpriseRecord')
export type EnterpriseRecord = z.infer<typeof EnterpriseRecord>
