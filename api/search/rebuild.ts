/** Builds indexes anew from Postgres, each beside the one in use, and swaps them in. */
import { schemaOf } from '../../search/engine.ts'
import type { Deps } from '../deps.ts'
import { whileAlone } from './lock.ts'
import { sources } from './sources.ts'

export interface RebuildOptions {
  /** Only these collections; all when left out. */
  only?: readonly string[]
  progress?: (collection: string, documents: number) => void
}

/** @returns whether it ran; false when another process is writing the index just now */
export async function rebuildIndexes(deps: Deps, { only, progress = () => {} }: RebuildOptions = {}): Promise<boolean> {
  return whileAlone(deps, async () => {
    for (const source of sources) {
      if (only && !only.includes(source.index.name)) continue
      const { documents } = await deps.search.rebuild(source.index, source.all(deps))
      progress(source.index.name, documents)
    }
  })
}

/** At a start: builds the collections that were never built, or were built by another definition. */
export async function ensureIndexes(deps: Deps, progress: RebuildOptions['progress'] = () => {}): Promise<void> {
  const stale = await staleIndexes(deps)
  if (stale.length > 0) await rebuildIndexes(deps, { only: stale, progress })
}

/** Names of collections that were never built, or were built by another definition. */
export async function staleIndexes(deps: Deps): Promise<string[]> {
  const stale: string[] = []
  for (const { index } of sources) {
    const { schema, builtAt } = await deps.search.stats(index)
    if (builtAt === null || schema !== schemaOf(index)) stale.push(index.name)
  }
  return stale
}
