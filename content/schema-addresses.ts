/** Shape of how addresses are read and how sure a reading is. */
import { z } from 'zod'
import { Words } from './schema-basics.ts'

const Ending = z.union([
  z.string().min(1),
  z.strictObject({ word: z.string().min(1), notAfter: Words.default([]), notBefore: Words.default([]) }),
])

const Level = z.strictObject({ endings: z.array(Ending).min(1), notBefore: Words })
export type AddressLevel = z.infer<typeof Level>

/** What a reading shows that makes it more or less sure. */
export const ADDRESS_SIGNS = [
  'noRoad',
  'noNumber',
  'noTown',
  'noDistrict',
  'noCity',
  'noCommunity',
  'unread',
  'longRoad',
  'twoRoads',
  'twice',
  'villageUnread',
  'numberUnread',
] as const
export type AddressSign = (typeof ADDRESS_SIGNS)[number]

export const AddressRules = z.strictObject({
  /** Provinces people write without 省. */
  provinces: Words.min(1),
  district: Level,
  town: Level,
  community: Level,
  road: Level,
  number: Level,
  confidence: z.strictObject({
    /** Below it a person looks (0 to 1). */
    least: z.number().min(0).max(1),
    base: z.number(),
    signs: z.record(z.enum(ADDRESS_SIGNS), z.number()),
  }),
})
export type AddressRules = z.infer<typeof AddressRules>
