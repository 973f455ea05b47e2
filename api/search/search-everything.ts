/** Verb: first hits of every group; groups without any are left out. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { groups } from './groups.ts'

export async function searchEverything(deps: Deps, ctx: Context, typed: string, limit: number) {
  const text = typed.trim()
  if (text === '') return []
  const found = await Promise.all(
    groups.map(async (group) => ({ name: group.name, ...(await group.find(deps, ctx, text, limit)) })),
  )
  return found.filter(({ items }) => items.length > 0)
}
