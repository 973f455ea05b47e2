/** The bureau's periods for the home page, statutory ones and promises apart. */
import type { Client } from '../../../api/client.ts'
import { loadOffices, type Offices } from './bureau.ts'

export type Period = Offices['periods'][number]

export async function loadPeriods(api: Client['api']): Promise<{ law: Period[]; promises: Period[] }> {
  const { periods } = await loadOffices(api)
  return { law: periods.filter((period) => period.basis), promises: periods.filter((period) => !period.basis) }
}
