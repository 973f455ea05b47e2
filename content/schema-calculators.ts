/** Shapes of `content/licences/calculators.yaml`: the periods, days and words the calculators work with. */
import { z } from 'zod'
import { Day, Localised, Slug, Words } from './schema-basics.ts'
import { DayLimit } from './schema-licences.ts'
import { Citation } from './schema-rules.ts'

/** Month and day, `06-30`. */
const MonthDay = z.string().regex(/^\d{2}-\d{2}$/)

/** A rule of the name self-check: words that may not stand in a name, or only with care. */
const NameRule = z.strictObject({
  id: Slug,
  /** `refuse`: not possible; `look`: somebody has to look at it. */
  weight: z.enum(['refuse', 'look']),
  words: Words.min(1),
  text: Localised,
  basis: Citation,
})

export const Calculators = z.strictObject({
  annualReport: z.strictObject({
    opens: MonthDay,
    closes: MonthDay,
    /** Days of the year on which a reminder goes into the calendar. */
    reminders: z.array(MonthDay),
    basis: z.array(Citation).min(1),
    firstYearBasis: Citation,
    soleTraderBasis: Citation,
    missedBasis: Citation,
  }),
  simpleDeregistration: z.strictObject({
    /** Publication (公示期) of everybody but sole traders, and the time to apply after it. */
    publication: DayLimit,
    applyWithin: DayLimit,
    soleTrader: DayLimit,
    basis: z.array(Citation).min(1),
    bars: z.array(z.strictObject({ id: Slug, text: Localised, basis: Citation })).min(1),
  }),
  capital: z.strictObject({
    years: z.int().positive(),
    /** Last day on which a company was formed under the old rule, and by when it has to adjust. */
    oldUntil: Day,
    adjustBy: Day,
    countFrom: Day,
    basis: Citation,
    oldBasis: Citation,
  }),
  name: z.strictObject({
    minimum: z.int().positive(),
    forms: z.array(z.strictObject({ word: z.string().min(1), form: Localised })).min(1),
    trades: Words.min(1),
    rules: z.array(NameRule).min(1),
    order: Citation,
    ownName: Citation,
    districtAsName: Citation,
    same: Citation,
    kept: Citation,
    limitedBasis: Citation,
  }),
})

export type Calculators = z.infer<typeof Calculators>
