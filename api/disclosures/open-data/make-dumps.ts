/** Writes every dump in one reading of the table. */
import path from 'node:path'
import { and, asc, gt, lte, sql } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../platform/spreadsheet/csv-row.ts'
import { cellsOf, headings } from '../export/columns.ts'
import { LAYOUTS, type LayoutType } from '../export/shuanggongshi.ts'
import { publicView } from '../public.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import { shown } from '../where.ts'
import {
  DUMP_NAMES,
  type DumpName,
  dumpRoot,
  type Fingerprint,
  type Manifest,
  openDump,
  writeManifest,
} from './dump-files.ts'

const ROWS_AT_ONCE = 1000

/** @param upTo newest record that counts; every record when absent */
export async function fingerprintOf(deps: Deps, upTo?: number): Promise<Fingerprint> {
  const today = chinaDate(deps.clock.now())
  const [row] = await deps.db
    .select({
      lastSeq: sql<number>`coalesce(max(${disclosures.seq}), 0)::int8`.mapWith(Number),
      records: sql<number>`count(*)::int8`.mapWith(Number),
      versions: sql<number>`coalesce(sum(${disclosures.version}), 0)::int8`.mapWith(Number),
    })
    .from(disclosures)
    .where(and(shown(today), upTo === undefined ? undefined : lte(disclosures.seq, upTo)))
  return row ?? { lastSeq: 0, records: 0, versions: 0 }
}

/** The fingerprint is taken first: whatever changes while the files are written makes them out of date. */
export async function makeDumps(deps: Deps): Promise<Manifest> {
  const at = deps.clock.now()
  const fingerprint = await fingerprintOf(deps)
  // By the real time, so that a later folder always has the later name.
  const folder = `${Date.now()}-${deps.random.uuid().slice(0, 8)}`
  const place = path.join(dumpRoot(deps), folder)
  const files = await Promise.all(DUMP_NAMES.map((name) => openDump(place, name)))
  const file = (name: DumpName) => files[DUMP_NAMES.indexOf(name)]
  for (const name of DUMP_NAMES) await file(name)?.write(headOf(name), 0)
  for await (const rows of rowsUpTo(deps, fingerprint.lastSeq))
    for (const name of DUMP_NAMES) {
      const lines = linesOf(deps, name, rows)
      await file(name)?.write(lines.join(''), lines.length)
    }
  const manifest = {
    ...fingerprint,
    madeAt: at.toISOString(),
    folder,
    files: await Promise.all(files.map((each) => each.close())),
  }
  await writeManifest(deps, manifest)
  return manifest
}

async function* rowsUpTo(deps: Deps, last: number): AsyncGenerator<DisclosureRow[]> {
  const today = chinaDate(deps.clock.now())
  for (let after = 0; ; ) {
    const rows = await deps.db
      .select()
      .from(disclosures)
      .where(and(gt(disclosures.seq, after), lte(disclosures.seq, last), shown(today)))
      .orderBy(asc(disclosures.seq))
      .limit(ROWS_AT_ONCE)
    const end = rows.at(-1)
    if (!end) return
    yield rows
    after = end.seq
  }
}

const LAYOUT_OF: Partial<Record<DumpName, LayoutType>> = {
  'penalties-shuanggongshi.csv.gz': 'penalty',
  'permits-shuanggongshi.csv.gz': 'permit',
}

function headOf(name: DumpName): string {
  if (name === 'disclosures.jsonl.gz') return ''
  const layout = LAYOUT_OF[name]
  const columns = layout ? LAYOUTS[layout].headings : headings(name === 'disclosures-en.csv.gz' ? 'en' : 'zh')
  return BYTE_ORDER_MARK + csvRow(columns)
}

function linesOf(deps: Deps, name: DumpName, rows: readonly DisclosureRow[]): string[] {
  const layout = LAYOUT_OF[name]
  if (layout)
    return rows
      .filter(({ type }) => type === layout)
      .map((row) => csvRow(LAYOUTS[layout].cells(publicView(deps, 'zh', row), deps.content)))
  const locale = name === 'disclosures-en.csv.gz' ? 'en' : 'zh'
  const records = rows.map((row) => publicView(deps, locale, row))
  return name === 'disclosures.jsonl.gz'
    ? records.map((record) => `${JSON.stringify(record)}\n`)
    : records.map((record) => csvRow(cellsOf(record, locale)))
}
