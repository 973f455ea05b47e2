/** A database of its own for every test file, cloned from the run's template. */
import postgres from 'postgres'
import { inject } from 'vitest'

/** What the run's global setup hands to every test. */
export interface TestServer {
  ownerUrl: string
  appUrl: string
  /** Prefix of every database of this run. */
  run: string
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer
  }
}

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  drop(): Promise<void>
}

/** The same server and role, another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.toString()
}

let made = 0

/** Clones `template` (the migrated, empty one unless named). */
export async function cloneDatabase(
  server: TestServer = inject('postgres'),
  template = server.template,
): Promise<TestDatabase> {
  made += 1
  const name = `${server.run}_${process.pid}_${made}`
  await asOwner(server, `create database ${name} template ${template}`)
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    drop: () => dropDatabase(server, name),
  }
}

/** Autovacuum may be at work in it, which only a superuser may end: then once more when it is through. */
async function dropDatabase(server: TestServer, name: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await asOwner(server, `drop database if exists ${name} with (force)`)
    } catch (error) {
      const denied = error instanceof postgres.PostgresError && error.code === '42501'
      if (!denied || tries === 100) throw error
      await asOwner(server, 'select pg_sleep(0.1)')
    }
  }
}

async function asOwner(server: TestServer, statement: string): Promise<void> {
  const admin = postgres(server.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(statement)
  } finally {
    await admin.end()
  }
}
