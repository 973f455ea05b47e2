/** Three workers, for half of a browser test is waiting; one PostgreSQL for the run, one database per file; Chromium and the built site only when a browser test runs. */
import { defineConfig } from 'vitest/config'
import { SlowFirst } from './tests/harness/slow-first.ts'

const guards = ['tests/harness/setup.ts']
/** What needs the built site. */
const BROWSER = ['tests/browser/**/*.test.ts', 'tests/invariants/pages*.test.ts', 'tests/platform/shutdown.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    // A worker keeps what it has loaded from file to file: loading it anew took a sixth of the run.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    reporters: ['default', './tests/harness/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'api',
          include: ['{api,site,search,content,tests}/**/*.test.ts'],
          exclude: BROWSER,
          globalSetup: ['tests/harness/global-postgres.ts'],
          setupFiles: guards,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: BROWSER,
          setupFiles: guards,
          globalSetup: ['tests/harness/global-postgres.ts', 'tests/harness/global-browser.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
