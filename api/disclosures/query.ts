/** What can be asked of the published records; list, export and pages read the same filter. */
import { z } from '@hono/zod-openapi'
import { DisclosureType } from '../../content/schema.ts'

const many = <S extends z.ZodType>(value: S) => z.union([z.array(value).max(20), value.transform((one) => [one])])
const code = many(z.string().min(1).max(60)).optional()
const yuan = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,2})?$/)
  .optional()

/** Stands for records that state no topic, trade, station or breach. */
export const UNSTATED = 'none'

export const SORTS = ['relevance', 'date', '-date', 'fine', '-fine'] as const

/** The filters; several values of one are alternatives, different ones must all hold. */
export const DisclosureFilter = z.object({
  q: z.string().trim().max(100).optional(),
  type: many(DisclosureType).optional(),
  station: code,
  result: code,
  breach: code,
  penaltyKind: code,
  industry: code,
  topic: code,
  /** Id of a law in the content (`FSL`), or one article (`FSL/124`). */
  law: code,
  uscc: z.string().max(40).optional(),
  /** Days of decision, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Yuan, both included. */
  fineMin: yuan,
  fineMax: yuan,
})
export type DisclosureFilter = z.infer<typeof DisclosureFilter>

/** Pages beyond this many records are refused: take the export instead. */
export const DEEPEST = 10_000

export const DisclosureQuery = DisclosureFilter.extend({
  /** Relevance with words to find, newest decision first without. */
  sort: z.enum(SORTS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  page: z.coerce.number().int().min(1).max(DEEPEST).default(1),
})
export type DisclosureQuery = z.infer<typeof DisclosureQuery>

/** Filters that name codes of a table, in the order a sentence takes them. */
export const CODE_FILTERS = {
  topic: 'topics',
  industry: 'industries',
  station: 'stations',
  breach: 'breaches',
  penaltyKind: 'penaltyKinds',
} as const
