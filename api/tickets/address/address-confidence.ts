/** How sure the reading of an address is: a calibrated number from what the reading shows, and what weighs most against it. */
import type { AddressRules, AddressSign } from '../../../content/schema-addresses.ts'
import { ADDRESS_FIELDS, type Address } from './parse-address.ts'

export interface AddressConfidence {
  /** How likely every part is read as people would, 0 to 1. */
  value: number
  /** A person should look. */
  low: boolean
  /** What speaks most against it, where anything does. */
  reason: AddressSign | undefined
}

const LONG_ROAD = 5
const BEGINNING = 30

const lettersBeside = (text: string, parts: Address): number => {
  const rest = ADDRESS_FIELDS.reduce((left, field) => left.replaceAll(parts[field] ?? '\n', ''), text)
  return rest.match(/[\u4e00-\u9fff]/g)?.length ?? 0
}

const SIGNS: Record<AddressSign, (text: string, parts: Address) => boolean> = {
  noRoad: (_, { road }) => !road,
  noNumber: (_, { number }) => !number,
  noTown: (_, { town }) => !town,
  noDistrict: (_, { district }) => !district,
  noCity: (_, { city }) => !city,
  noCommunity: (_, { community }) => !community,
  unread: (text, parts) => {
    const last = parts.number ?? parts.road
    return last !== undefined && lettersBeside(text.slice(0, text.indexOf(last)), parts) > 0
  },
  longRoad: (_, { road }) => (road?.length ?? 0) >= LONG_ROAD,
  twoRoads: (text, { road, town }) =>
    /[\u4e00-\u9fff]{2}(?:路|大道|街(?!道)|巷|弄)/.test(text.replace(road ?? '\n', '').replace(town ?? '\n', '')),
  twice: (text, { city, district, town }) =>
    [city, district, town].some((word) => word !== undefined && text.split(word).length > 2),
  villageUnread: (text, { community }) => !community && /社区|村/.test(text.slice(0, BEGINNING)),
  numberUnread: (text, { number }) => !number && /\d+号/.test(text),
}

/** Pure; weights and threshold are content. */
export function addressConfidence({ confidence }: AddressRules, text: string, parts: Address): AddressConfidence {
  const shown = (Object.keys(SIGNS) as AddressSign[]).filter((sign) => SIGNS[sign](text, parts))
  const weight = (sign: AddressSign): number => confidence.signs[sign]
  const sum = shown.reduce((total, sign) => total + weight(sign), confidence.base)
  const value = 1 / (1 + Math.exp(-sum))
  const reason = shown.filter((sign) => weight(sign) < 0).sort((a, b) => weight(a) - weight(b))[0]
  return { value, low: value < confidence.least, reason }
}
