/** Addresses of the lists behind figures: the filter of the whole, narrowed to one part of it. Pure. */
import type { DisclosureFilter } from '../query.ts'

export function listAddress(filter: DisclosureFilter): string {
  const pairs = Object.entries(filter).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : Array.isArray(value) ? value.map((each) => [name, each]) : [[name, String(value)]],
  )
  return pairs.length === 0 ? '/api/disclosures' : `/api/disclosures?${new URLSearchParams(pairs)}`
}

/** The filter within a span of days, both included. */
export function withinDays(filter: DisclosureFilter, from: string, to: string): DisclosureFilter {
  return {
    ...filter,
    from: filter.from && filter.from > from ? filter.from : from,
    to: filter.to && filter.to < to ? filter.to : to,
  }
}

/** The filter within a span of sums in yuan, both included; an open end is null. */
export function withinSums(filter: DisclosureFilter, from: string, to: string | null): DisclosureFilter {
  const fineMin = filter.fineMin && Number(filter.fineMin) > Number(from) ? filter.fineMin : from
  const tighter = filter.fineMax !== undefined && (to === null || Number(filter.fineMax) < Number(to))
  const fineMax = tighter ? filter.fineMax : (to ?? undefined)
  return { ...filter, fineMin, fineMax }
}
