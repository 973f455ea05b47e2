/** For a run with browser tests: one Chromium, the site built when a source changed, a database with the demo data to clone. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildWhenChanged } from '../../api/cli/build.ts'
import { demoLoginsFile } from '../../api/cli/demo-logins.ts'
import { seedDemo } from '../../api/cli/seed.ts'
import { openDeps } from '../../api/deps.ts'
import { loadConfig } from '../../api/platform/config.ts'
import { testEnvironment } from './api.ts'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'
import { cloneDatabase, type TestServer } from './postgres.ts'
import { testRoot } from './test-root.ts'

/** One demo login as the start prints it. */
export interface DemoLogin {
  username: string
  password: string
  title: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Address every test file connects its browser to. */
    chromium: string
    /** Folder of the built site, relative to the project. */
    outDir: string
    /** Database with the demo data. */
    demoTemplate: string
    demoLogins: DemoLogin[]
  }
}

export default async function setup(project: TestProject) {
  const root = path.resolve('.')
  const outDir = path.relative(root, path.join(testRoot(), 'dist'))
  await build(root, outDir)
  const demo = await seed(project.getProvidedContext().postgres)
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launchServer({ executablePath, args: CHROMIUM_FLAGS, env: { ...process.env, ...env } })
  project.provide('chromium', browser.wsEndpoint())
  project.provide('outDir', outDir)
  project.provide('demoTemplate', demo.template)
  project.provide('demoLogins', demo.logins)
  return () => browser.close()
}

/** Vitest says NODE_ENV=test, which would build another site than the start does. */
async function build(root: string, outDir: string): Promise<void> {
  const { NODE_ENV } = process.env
  delete process.env['NODE_ENV']
  await buildWhenChanged(root, (line) => process.stderr.write(`${line}\n`), outDir)
  if (NODE_ENV !== undefined) process.env['NODE_ENV'] = NODE_ENV
}

async function seed(server: TestServer): Promise<{ template: string; logins: DemoLogin[] }> {
  const database = await cloneDatabase(server, server.template)
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-seed-'))
  const deps = openDeps(loadConfig({ ...testEnvironment(database, dataDir), LOG_LEVEL: 'silent' }))
  await seedDemo(deps, () => {})
  await deps.close()
  const logins: DemoLogin[] = JSON.parse(fs.readFileSync(demoLoginsFile(dataDir), 'utf8'))
  fs.rmSync(dataDir, { recursive: true, force: true })
  return { template: new URL(database.ownerUrl).pathname.slice(1), logins }
}
