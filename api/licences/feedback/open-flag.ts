/** Puts a guide or a power before the desk's eyes (核对任务); called in the transaction of what made it necessary. */
import type { Deps } from '../../deps.ts'
import type { Transaction } from '../../platform/database.ts'
import { guideFlags } from '../tables.ts'
import type { FLAG_REASONS } from './model.ts'

/** Powers stand among the guides' tasks under this name. */
export const POWER_PREFIX = 'power:'

export async function openFlag(
  deps: Pick<Deps, 'clock' | 'random'>,
  tx: Transaction,
  flag: { guide: string; reason: (typeof FLAG_REASONS)[number]; matter: string },
): Promise<void> {
  const row = { ...flag, id: deps.random.uuid(), state: 'open' as const, openedAt: deps.clock.now() }
  await tx.insert(guideFlags).values(row).onConflictDoNothing()
}
