import type { Deps } from '../deps.ts'

/** How a key is kept. */
export const hashOfKey = (deps: Deps, key: string): string => deps.vault.blindIndex('api-key', key)
