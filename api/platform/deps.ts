/** What every verb may rely on. Features add theirs in api/deps.ts. */

import type postgres from 'postgres'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Random } from './random.ts'
import type { Vault } from './vault.ts'

export interface PlatformDeps {
  config: Config
  db: Database
  /** The driver itself, for health, COPY and LISTEN. */
  sql: postgres.Sql
  clock: Clock
  random: Random
  log: Logger
  vault: Vault
  metrics: Metrics
}
