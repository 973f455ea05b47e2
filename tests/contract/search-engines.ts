/** The engines the contract suite can reach on this machine: two always, a real Meilisearch where there is one. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { SearchEngine } from '../../search/engine.ts'
import { createMeilisearchEngine } from '../../search/engines/meilisearch.ts'
import { createSqliteEngine } from '../../search/engines/sqlite.ts'
import { startFakeMeilisearch } from '../fakes/meilisearch.ts'
import { freePort } from '../harness/server.ts'

export interface EngineCase {
  name: string
  open(): Promise<SearchEngine>
}

const KEY = 'contract-suite-key'

export function engines(): EngineCase[] {
  const url = process.env['MEILI_URL']
  const binary = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'meilisearch'))
    .find(existsSync)
  const real: EngineCase[] = url
    ? [
        {
          name: 'Meilisearch at MEILI_URL',
          open: async () => createMeilisearchEngine({ root: process.cwd(), url, key: process.env['MEILI_KEY'] }),
        },
      ]
    : binary
      ? [{ name: 'Meilisearch from the PATH', open: () => startMeilisearch(binary) }]
      : []
  return [{ name: 'SQLite', open: openSqlite }, { name: 'scripted Meilisearch', open: openFake }, ...real]
}

async function openFake(): Promise<SearchEngine> {
  const server = await startFakeMeilisearch()
  const engine = createMeilisearchEngine({ root: process.cwd(), url: server.url, key: server.masterKey })
  return { ...engine, close: () => engine.close().then(server.close) }
}

async function openSqlite(): Promise<SearchEngine> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yc-search-'))
  const engine = createSqliteEngine({ root: process.cwd(), file: path.join(folder, 'search.db') })
  return { ...engine, close: () => engine.close().then(() => rmSync(folder, { recursive: true, force: true })) }
}

async function startMeilisearch(binary: string): Promise<SearchEngine> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yc-meili-'))
  const address = `127.0.0.1:${await freePort()}`
  const child = spawn(binary, ['--http-addr', address, '--db-path', folder, '--master-key', KEY, '--no-analytics'], {
    cwd: folder,
    stdio: 'ignore',
  })
  const url = `http://${address}`
  for (
    let attempt = 0;
    attempt < 100 &&
    !(await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    ));
    attempt += 1
  )
    await new Promise((resolve) => setTimeout(resolve, 100))
  const engine = createMeilisearchEngine({ root: process.cwd(), url, key: KEY })
  const close = async () => {
    await engine.close()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...engine, close }
}
