/** Whether a version binds on a day: from its dates and later versions, never from a flag of the source. */

export const STATUSES = ['in-force', 'amended', 'repealed', 'not-yet'] as const
export type Status = (typeof STATUSES)[number]

export interface Span {
  /** First and last day in force, `YYYY-MM-DD`; null where open or unknown. */
  effectiveOn: string | null
  endsOn: string | null
}

/** @param superseded whether a later version of the same law is known */
export function statusOn(day: string, { effectiveOn, endsOn }: Span, superseded: boolean): Status {
  if (effectiveOn !== null && effectiveOn > day) return 'not-yet'
  if (endsOn === null || endsOn >= day) return 'in-force'
  return superseded ? 'amended' : 'repealed'
}

/** The version that binds on a day; before the first, the first. Versions come oldest first. */
export function versionOn<V extends Span>(versions: readonly V[], day: string): V | undefined {
  return versions.findLast(({ effectiveOn }) => effectiveOn === null || effectiveOn <= day) ?? versions[0]
}
