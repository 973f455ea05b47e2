/** What every page shows of the bureau, and the whole of the offices page: a view of GET /api/offices. */
import type { Client } from '../../../api/client.ts'
import { keptFor } from './kept.ts'

const FRESH_MS = 60_000

/** The bureau, its stations, sections, hotlines and periods, in both languages. */
export const loadOffices = keptFor(FRESH_MS, async (api: Client['api']) => (await api.offices.$get()).json())
export type Offices = Awaited<ReturnType<typeof loadOffices>>
