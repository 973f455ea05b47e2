/** JSON merge patch (RFC 7396): null removes, objects merge, everything else replaces. */
export type MergePatch = { [field: string]: unknown }

const isObject = (value: unknown): value is MergePatch =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) merged.delete(field)
    else merged.set(field, mergePatch(merged.get(field), value))
  }
  return Object.fromEntries(merged)
}

/** Dotted paths of the values a patch sets or removes. */
export function patchedPaths(patch: MergePatch, prefix = ''): string[] {
  return Object.entries(patch).flatMap(([field, value]) =>
    isObject(value) ? patchedPaths(value, `${prefix}${field}.`) : [`${prefix}${field}`],
  )
}
