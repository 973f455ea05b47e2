/** Everything a verb may rely on, built once per process. */
import { loadContent } from '../content/load.ts'
import type { Content } from '../content/schema.ts'
import type { SearchEngine } from '../search/engine.ts'
import { createCalendar, type WorkCalendar } from './calendar/calendar.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import type { PlatformDeps } from './platform/deps.ts'
import { createLog, type Logger } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { type Random, systemRandom } from './platform/random.ts'
import { createVault } from './platform/vault.ts'
import { catchUpSearch } from './search/catch-up.ts'
import { openSearch } from './search/open-search.ts'
import { createStaffAuth, type StaffAuth } from './staff/auth.ts'

export interface Deps extends PlatformDeps {
  content: Content
  calendar: WorkCalendar
  staffAuth: StaffAuth
  search: SearchEngine
}

export interface OpenDeps extends Deps {
  close(): Promise<void>
}

export interface Overrides {
  clock?: Clock
  random?: Random
  log?: Logger
}

export function openDeps(config: Config, overrides: Overrides = {}): OpenDeps {
  const random = overrides.random ?? systemRandom
  const handle = openDatabase(config.database.url, config.database.pool)
  const content = loadContent(config.root)
  const platform: PlatformDeps = {
    config,
    db: handle.db,
    sql: handle.sql,
    clock: overrides.clock ?? systemClock,
    random,
    log: overrides.log ?? createLog(config.log),
    vault: createVault(config.keys, random),
    metrics: createMetrics(),
  }
  const search = openSearch({ config, content, log: platform.log, catchUp: () => catchUpSearch(deps) })
  const deps: OpenDeps = {
    ...platform,
    content,
    search,
    calendar: createCalendar(content.calendar),
    staffAuth: createStaffAuth(platform, content.staffAccess),
    close: async () => {
      await search.close()
      await handle.close()
    },
  }
  return deps
}
