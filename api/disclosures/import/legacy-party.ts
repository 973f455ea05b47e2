/** Finds the business by its registration number from before the unified code (注册号). Remembers what it found. */
import type { Deps } from '../../deps.ts'
import { normaliseUscc } from '../../enterprises/credit-code.ts'
import { findByLegacyNumber } from '../../enterprises/find-by-legacy-number.ts'
import type { Incoming } from './incoming.ts'

const REMEMBERED = 20_000

/** @returns the code of the one business that had the number; null where there is none, or more than one */
export function legacyLookUp(deps: Deps): (number: string) => Promise<string | null> {
  const known = new Map<string, string | null>()
  return async (written) => {
    const number = normaliseUscc(written)
    const before = known.get(number)
    if (before !== undefined) return before
    const uscc = await findByLegacyNumber(deps, number)
    if (known.size >= REMEMBERED) known.clear()
    known.set(number, uscc)
    return uscc
  }
}

/** The number of a row that states no code; undefined where it has one, or neither. */
export const legacyNumberOf = ({ values: { one } }: Incoming): string | undefined =>
  one.has('uscc') ? undefined : one.get('legacyNumber')

/** What is said of a row whose number led to a business, in place of that it is no code. */
export function joinedNotes({ notes }: Incoming, uscc: string): Incoming['notes'] {
  const column = notes.find(({ reason }) => reason.key === 'imports.cell.legacyNumber')?.column ?? 'legacyNumber'
  const others = notes.filter(({ reason }) => reason.key !== 'imports.cell.legacyNumber')
  return [...others, { column, reason: { key: 'imports.party.joined', params: { uscc } } }]
}
