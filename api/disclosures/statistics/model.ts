/** Figures of a filter: counts and sums of the records now shown, each with the list behind it. */
import { z } from '@hono/zod-openapi'

/** Sums are decimal strings of yuan; `list` is the address of the records counted, null where no filter names them. */
const Part = z.object({
  value: z.string(),
  name: z.string(),
  count: z.int(),
  fineYuan: z.string(),
  list: z.string().nullable(),
})

/** Checks (检查) and how many found nothing wrong. `rate` is a share of one, null where too few were made to speak of a rate. */
const Passed = z.object({
  inspections: z.int(),
  clean: z.int(),
  rate: z.string().nullable(),
  inspectionList: z.string().nullable(),
  cleanList: z.string().nullable(),
})

const Period = z.object({
  from: z.string(),
  to: z.string(),
  count: z.int(),
  fineYuan: z.string(),
  list: z.string(),
})

export const Comparison = z
  .object({
    /** Days asked for, up to today; the same days a year earlier. */
    now: Period,
    before: Period,
    /** Records of the earlier days no longer shown because their period is over; null where too few to be told, or not countable. */
    takenDown: z.int().nullable(),
  })
  .openapi('DisclosureComparison')
export type Comparison = z.infer<typeof Comparison>

export const Statistics = z
  .object({
    asOf: z.string(),
    sentence: z.string(),
    total: z.int(),
    fineYuan: z.string(),
    /** Null where the days asked for span more than a year. */
    comparison: Comparison.nullable(),
    /** Oldest first, without gaps. */
    months: z.array(Part.extend(Passed.shape)),
    /** Kinds of breach of the penalties, most frequent first. */
    breaches: z.array(Part),
    stations: z.array(Part.extend(Passed.shape)),
    fines: z.object({
      count: z.int(),
      medianYuan: z.string().nullable(),
      highestYuan: z.string().nullable(),
      /** `to` is included; null on the last. */
      bands: z.array(z.object({ from: z.string(), to: z.string().nullable(), count: z.int(), list: z.string() })),
    }),
    passed: Passed,
  })
  .openapi('DisclosureStatistics')
export type Statistics = z.infer<typeof Statistics>
export type Part = z.infer<typeof Part>
export type Passed = z.infer<typeof Passed>
