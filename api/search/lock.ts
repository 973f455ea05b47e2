/** One writer of the index at a time, over all processes. */
import type { PlatformDeps } from '../platform/deps.ts'
import { whileLocked } from '../platform/while-locked.ts'

const SEARCH_LOCK = 4_321_002

/** Runs `work` while no other process writes the index; answers false without running it when one does. */
export const whileAlone = (deps: Pick<PlatformDeps, 'sql'>, work: () => Promise<void>): Promise<boolean> =>
  whileLocked(deps, SEARCH_LOCK, work)
