/** How long an import takes beside PostgreSQL's own COPY of the same rows, and whether its memory stays flat. */
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import type { Deps } from '../deps.ts'
import { importDisclosures } from '../disclosures/import/import-disclosures.ts'
import { systemContext } from '../platform/context.ts'
import { applyOutbox } from '../search/outbox.ts'
import { writePenalties } from './bench-disclosures-rows.ts'

const LEAST_RATIO = 0.2
/** What an import may hold beyond what it held at a tenth of the way, whatever the size. */
const MOST_GROWTH_MB = 150
const MB = 1024 * 1024
const PIECE = 1000

/** @returns whether the bounds hold */
export async function benchImport(
  deps: Deps,
  folder: string,
  rows: number,
  say: (line: string) => void,
): Promise<boolean> {
  const file = path.join(folder, `penalties-${rows}.csv`)
  await writePenalties(file, rows)
  say(`${rows} 行，${(fs.statSync(file).size / MB).toFixed(0)} MB / rows, generated`)
  const memory = watchMemory()
  const began = performance.now()
  const summary = await importDisclosures(deps, systemContext('bench'), {
    kind: 'penalties',
    path: file,
    reportDir: folder,
    progress: (done) => memory.at(done / rows),
  })
  const imported = (performance.now() - began) / 1000
  const { early, peak } = memory.stop()
  const raw = await rawCopy(folder)
  const indexing = performance.now()
  const entries = await applyOutbox(deps)
  const caughtUp = (performance.now() - indexing) / 1000
  const ratio = raw / imported
  const growth = peak - early
  const kept = summary.stored === rows && ratio >= LEAST_RATIO && growth <= MOST_GROWTH_MB
  say(
    `导入 / import             ${imported.toFixed(1)} s  ${Math.round(rows / imported)} 行/秒 rows/s  ${summary.stored} 写入 / written`,
  )
  say(`COPY 同样的行 / same rows  ${raw.toFixed(1)} s  ${Math.round(rows / raw)} 行/秒 rows/s`)
  say(`比值 / ratio              ${ratio.toFixed(2)}（至少 / at least ${LEAST_RATIO}）`)
  say(`内存 / memory             ${early.toFixed(0)} MB → ${peak.toFixed(0)} MB（最多多 / at most +${MOST_GROWTH_MB}）`)
  say(`搜索另计 / index apart     ${caughtUp.toFixed(1)} s  ${entries} 项 / entries`)
  return kept
}

/** The stored rows once more into a bare table, in one transaction. @returns seconds until it is committed */
async function rawCopy(folder: string): Promise<number> {
  const sql = postgres(String(process.env['DATABASE_OWNER_URL']), { max: 1, onnotice: () => {} })
  const file = path.join(folder, 'raw.copy')
  try {
    await sql`drop table if exists bench_raw`
    await sql`create table bench_raw as select * from disclosures with no data`
    await copyOut(sql, file)
    const began = performance.now()
    await sql.begin(async (tx) => {
      await pipeline(
        fs.createReadStream(file, { highWaterMark: 1 << 18 }),
        await tx`copy bench_raw from stdin`.writable(),
      )
    })
    const seconds = (performance.now() - began) / 1000
    await sql`drop table bench_raw`
    return seconds
  } finally {
    await sql.end()
    fs.rmSync(file, { force: true })
  }
}

/** In pieces: the driver stops for good where a long answer has to wait for its reader. */
async function copyOut(sql: postgres.Sql, file: string): Promise<void> {
  const out = fs.createWriteStream(file)
  const [{ last } = { last: 0 }] = await sql<{ last: number }[]>`select max(seq)::int as last from disclosures`
  for (let from = 1; from <= last; from += PIECE) {
    const piece = `copy (select * from disclosures where seq between ${from} and ${from + PIECE - 1}) to stdout`
    for await (const chunk of await sql.unsafe(piece).readable()) out.write(chunk)
  }
  await new Promise<void>((resolve) => out.end(resolve))
}

function watchMemory() {
  let early = 0
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss / MB)
  }, 100)
  return {
    /** @param share of the rows that are read */
    at(share: number) {
      if (share >= 0.1 && early === 0) early = Math.max(peak, process.memoryUsage().rss / MB)
    },
    stop() {
      clearInterval(timer)
      return { early, peak: Math.max(peak, early) }
    },
  }
}
