/** What changed between two versions of a record. Pure. */
import type { RecordContent } from './model.ts'

/** Dotted path of a changed field with what it said before and after; null where it said nothing. */
export interface Change {
  field: string
  before: unknown
  after: unknown
}

export function difference(before: RecordContent, after: RecordContent): Change[] {
  const { detail: oldDetail, ...oldFields } = before
  const { detail: newDetail, ...newFields } = after
  return [...compare('', oldFields, newFields), ...compare('detail.', oldDetail, newDetail)]
}

export const changedFields = (before: RecordContent, after: RecordContent): string[] =>
  difference(before, after).map(({ field }) => field)

function compare(prefix: string, before: object, after: object): Change[] {
  const old = new Map(Object.entries(before))
  const fresh = new Map(Object.entries(after))
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((field) => ({ field: prefix + field, before: old.get(field) ?? null, after: fresh.get(field) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}
