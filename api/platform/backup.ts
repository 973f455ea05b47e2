/**
 * Backup and restore without outside programs: every table by COPY in one snapshot, files and keys beside them,
 * a manifest with sums. A restore is all or nothing and refuses what it cannot bring back whole.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type postgres from 'postgres'
import { z } from 'zod'
import { connect } from './connect.ts'

const Manifest = z.object({
  madeAt: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), sha256: z.string() })),
  sequences: z.record(z.string().regex(/^[a-z_]+$/), z.string()),
  keys: z.record(z.string(), z.string()),
})

export interface BackupOptions {
  ownerUrl: string
  dataDir: string
  folder: string
  /** Keys without which sealed fields cannot be read. */
  keys: Record<string, string>
  madeAt: Date
  say: (line: string) => void
}

/** Writes a backup into a new folder. */
export async function backUp({ ownerUrl, dataDir, folder, keys, madeAt, say }: BackupOptions): Promise<void> {
  if (fs.existsSync(folder)) throw new Error(`${folder} 已存在，请换一个文件夹 / already exists; choose another folder`)
  fs.mkdirSync(path.join(folder, 'tables'), { recursive: true, mode: 0o700 })
  const sql = connect(ownerUrl, { max: 1 })
  try {
    const manifest = await sql.begin('isolation level repeatable read read only', async (tx) => {
      const tables: z.infer<typeof Manifest>['tables'] = []
      for (const name of await tableNames(tx)) {
        const sum = createHash('sha256')
        await pipeline(
          await tx`copy ${tx(name)} to stdout`.readable(),
          hashing(sum),
          createGzip(),
          fs.createWriteStream(tableFile(folder, name)),
        )
        tables.push({ name, sha256: sum.digest('hex') })
        say(`  ${name}`)
      }
      return {
        madeAt: madeAt.toISOString(),
        migrations: await migrations(tx),
        tables,
        sequences: await sequences(tx),
        keys,
      }
    })
    if (fs.existsSync(path.join(dataDir, 'files')))
      fs.cpSync(path.join(dataDir, 'files'), path.join(folder, 'files'), { recursive: true })
    fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
  } finally {
    await sql.end()
  }
}

export interface RestoreOptions {
  ownerUrl: string
  dataDir: string
  folder: string
  say: (line: string) => void
}

/** Reads a backup's manifest, so that a caller can compare keys before anything changes. */
export function readManifest(folder: string): z.infer<typeof Manifest> {
  const file = path.join(folder, 'manifest.json')
  if (!fs.existsSync(file))
    throw new Error(`${folder} 里没有 manifest.json，不是完整的备份 / holds no manifest.json: not a whole backup`)
  return Manifest.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
}

/** Replaces everything in a migrated database by the backup, in one transaction. */
export async function restore({ ownerUrl, dataDir, folder, say }: RestoreOptions): Promise<void> {
  const manifest = readManifest(folder)
  for (const table of manifest.tables) {
    const sum = createHash('sha256')
    await pipeline(fs.createReadStream(tableFile(folder, table.name)), createGunzip(), async (rows) => {
      for await (const chunk of rows) sum.update(chunk)
    })
    if (sum.digest('hex') !== table.sha256)
      throw new Error(
        `备份中的 ${table.name} 已损坏，未恢复 / ${table.name} in the backup is damaged; nothing was restored`,
      )
  }
  const sql = connect(ownerUrl, { max: 1 })
  try {
    await sql.begin(async (tx) => {
      if (JSON.stringify(await migrations(tx)) !== JSON.stringify(manifest.migrations)) {
        throw new Error(
          '备份与当前程序的数据库版本不同：请用备份时的程序版本恢复，再升级 / The backup was made by another version: restore with that version, then upgrade',
        )
      }
      const ordered = await parentsFirst(
        tx,
        manifest.tables.map((table) => table.name),
      )
      await tx.unsafe(`truncate ${ordered.map((name) => `"${name}"`).join(', ')}`)
      for (const name of ordered) {
        await pipeline(
          fs.createReadStream(tableFile(folder, name)),
          createGunzip(),
          await tx`copy ${tx(name)} from stdin`.writable(),
        )
        say(`  ${name}`)
      }
      for (const [name, value] of Object.entries(manifest.sequences))
        await tx`select setval(${name}::regclass, ${value}::bigint)`
    })
    if (fs.existsSync(path.join(folder, 'files')))
      fs.cpSync(path.join(folder, 'files'), path.join(dataDir, 'files'), { recursive: true })
  } finally {
    await sql.end()
  }
}

const tableFile = (folder: string, name: string) => path.join(folder, 'tables', `${name}.copy.gz`)

function hashing(sum: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk)
      done(null, chunk)
    },
  })
}

async function tableNames(tx: postgres.TransactionSql): Promise<string[]> {
  const rows = await tx<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  return rows.map((row) => row.name)
}

async function migrations(tx: postgres.TransactionSql): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`
  return rows.map((row) => row.hash)
}

async function sequences(tx: postgres.TransactionSql): Promise<Record<string, string>> {
  const rows = await tx<
    { name: string; value: string | null }[]
  >`select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public'`
  return Object.fromEntries(rows.flatMap((row) => (row.value === null ? [] : [[row.name, row.value]])))
}

async function parentsFirst(tx: postgres.TransactionSql, names: string[]): Promise<string[]> {
  const links = await tx<{ child: string; parent: string }[]>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f'`
  const ordered: string[] = []
  const visit = (name: string) => {
    if (ordered.includes(name) || !names.includes(name)) return
    for (const link of links) if (link.child === name && link.parent !== name) visit(link.parent)
    ordered.push(name)
  }
  names.forEach(visit)
  return ordered
}
