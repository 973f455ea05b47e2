/** The migrations make exactly the tables the code names: drizzle-kit finds nothing left to generate. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const OUT = 'api/migrations'
let copy: string
beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'yc-migrations-'))
  fs.cpSync(OUT, copy, { recursive: true })
})
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }))

const kit = (...args: string[]) =>
  execFileSync(process.execPath, ['node_modules/drizzle-kit/bin.cjs', ...args], { encoding: 'utf8', stdio: 'pipe' })
const sqlFiles = (folder: string) => fs.readdirSync(folder).filter((name) => name.endsWith('.sql'))

test('schema and migrations agree', () => {
  // The kit only takes a relative folder.
  kit(
    'generate',
    '--dialect=postgresql',
    '--schema=./api/**/tables.ts',
    `--out=${path.relative('.', copy)}`,
    '--name=difference',
  )
  const added = sqlFiles(copy).filter((name) => !sqlFiles(OUT).includes(name))
  expect(added.map((name) => fs.readFileSync(path.join(copy, name), 'utf8'))).toEqual([])
})

test('the history is sound and every migration says what it does', () => {
  kit('check', '--dialect=postgresql', `--out=${OUT}`)
  expect(sqlFiles(OUT).filter((name) => !/^\d{4}_[a-z]+(_[a-z0-9]+)*\.sql$/.test(name))).toEqual([])
  const journal: { entries: { tag: string }[] } = JSON.parse(fs.readFileSync(`${OUT}/meta/_journal.json`, 'utf8'))
  expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(sqlFiles(OUT).sort())
})
