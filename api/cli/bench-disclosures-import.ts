/** How long an import takes beside PostgreSQL's own COPY of the same rows, whether its memory stays flat, and the index apart. */
import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import type { Deps } from '../deps.ts'
import { applyOutbox } from '../search/outbox.ts'
import { writePenalties } from './bench-disclosures-rows.ts'
import { forgetPeak, peakMb } from './peak.ts'

const LEAST_RATIO = 0.2
/** What an import may hold beyond what it held after this many rows, whatever the size. */
const MOST_GROWTH_MB = 150
const EARLY_ROWS = 100_000
const MB = 1024 * 1024
const PIECE = 1000
const TELL_MS = 10_000

type Say = (line: string) => void

export interface Imported {
  /** Until the last batch is committed. */
  seconds: number
  stored: number
  /** Most memory of the process (VmHWM) after `EARLY_ROWS` rows, or a tenth of fewer, and at the end. */
  earlyMb: number
  peakMb: number
}

/** Generates a file and takes it in, in a process of its own, as `npm run import` does. */
export async function importGenerated(folder: string, rows: number, say: Say): Promise<Imported> {
  const file = path.join(folder, `penalties-${rows}.csv`)
  if (!fs.existsSync(file)) await writePenalties(file, rows)
  say(`${rows} 行，${(fs.statSync(file).size / MB).toFixed(0)} MB / rows, generated`)
  const child = fork(path.join(import.meta.dirname, 'bench-disclosures-child.ts'), [file, String(earlyRows(rows))])
  return new Promise((resolve, reject) => {
    let imported: Imported | undefined
    child.once('message', (said: Imported) => {
      imported = said
    })
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      imported && code === 0 ? resolve(imported) : reject(new Error(`The import ended: ${code ?? signal}`)),
    )
  })
}

const earlyRows = (rows: number) => Math.min(EARLY_ROWS, rows / 10)

/** @returns whether the bounds hold */
export async function reportImport(
  { seconds, stored, earlyMb, peakMb }: Imported,
  folder: string,
  rows: number,
  say: Say,
): Promise<boolean> {
  const raw = await rawCopy(folder)
  const ratio = raw.bare / seconds
  const rate = (took: number) => `${took.toFixed(1)} s  ${Math.round(rows / took)} 行/秒 rows/s`
  say(`导入 / import             ${rate(seconds)}  ${stored} 写入 / written`)
  say(`COPY 同样的行 / same rows  ${rate(raw.bare)}`)
  say('  同样的列，没有索引的新表，一个事务，到提交为止；不读文件、不检查、不遮盖')
  say('  the same columns into a new table without indexes, one transaction, until committed; no reading of the file,')
  say('  no checks, no mask')
  say(`COPY 到有索引的表 / with the indexes of the table  ${rate(raw.indexed)}（只供参考 / for comparison only）`)
  say(`比值 / ratio              ${ratio.toFixed(2)}（至少 / at least ${LEAST_RATIO}）`)
  say(
    `内存 / memory (VmHWM)     ${earlyRows(rows)} 行 / rows: ${earlyMb.toFixed(0)} MB；${rows} 行 / rows: ${peakMb.toFixed(0)} MB（最多多 / at most +${MOST_GROWTH_MB}）`,
  )
  return stored === rows && ratio >= LEAST_RATIO && peakMb - earlyMb <= MOST_GROWTH_MB
}

/** Brings the search up to date, with a line every ten seconds. */
export async function catchUp(deps: Deps, say: Say): Promise<void> {
  forgetPeak()
  const began = performance.now()
  let told = began
  const entries = await applyOutbox(deps, (done) => {
    if (performance.now() - told < TELL_MS) return
    told = performance.now()
    say(`  搜索 / search  ${done}`)
  })
  const took = (performance.now() - began) / 1000
  say(
    `搜索另计 / index apart     ${took.toFixed(1)} s  ${entries} 项 / entries  ${Math.round(entries / took)}/s  ${peakMb().toFixed(0)} MB (VmHWM)`,
  )
}

/** The stored rows once more, each time in one transaction. Seconds until they are committed. */
async function rawCopy(folder: string): Promise<{ bare: number; indexed: number }> {
  const sql = postgres(String(process.env['DATABASE_OWNER_URL']), { max: 1, onnotice: () => {} })
  const file = path.join(folder, 'raw.copy')
  const copy = async (table: string) => {
    await sql`drop table if exists bench_raw`
    await sql.unsafe(`create table bench_raw ${table}`)
    const began = performance.now()
    await sql.begin(async (tx) => {
      await pipeline(
        fs.createReadStream(file, { highWaterMark: 1 << 18 }),
        await tx`copy bench_raw from stdin`.writable(),
      )
    })
    return (performance.now() - began) / 1000
  }
  try {
    await copyOut(sql, file)
    return {
      bare: await copy('as select * from disclosures with no data'),
      indexed: await copy('(like disclosures including all)'),
    }
  } finally {
    await sql`drop table if exists bench_raw`
    await sql.end()
    fs.rmSync(file, { force: true })
  }
}

/** In pieces: the driver stops for good where a long answer has to wait for its reader. */
async function copyOut(sql: postgres.Sql, file: string): Promise<void> {
  const out = fs.createWriteStream(file)
  const [{ first, last } = { first: 1, last: 0 }] = await sql<
    { first: number; last: number }[]
  >`select min(seq)::int as first, max(seq)::int as last from disclosures`
  for (let from = first; from <= last; from += PIECE) {
    const piece = `copy (select * from disclosures where seq between ${from} and ${from + PIECE - 1}) to stdout`
    for await (const chunk of await sql.unsafe(piece).readable()) out.write(chunk)
  }
  await new Promise<void>((resolve) => out.end(resolve))
}
