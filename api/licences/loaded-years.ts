/** The work calendar ends with the years loaded; a day beyond them is the reader's to change. */
import { Problem } from '../platform/errors.ts'

/** @throws Problem `invalid`, naming `path`, when `work` needs a year that is not loaded */
export function inLoadedYears<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const wrong = { path, code: 'calendar', message: 'errors.licences.calendar' } as const
    throw new Problem('invalid', { errors: [wrong], cause: error })
  }
}
