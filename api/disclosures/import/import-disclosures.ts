/** Verb: published records from files of other systems. Whole batches only, so a run that dies is finished by the next. */
import fs from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { FileFault, type Reason } from '../../platform/spreadsheet/fault.ts'
import { openReport, type Report } from '../../platform/spreadsheet/report.ts'
import { inSome } from '../../platform/spreadsheet/rows.ts'
import { whileLocked } from '../../platform/while-locked.ts'
import { demandPublisher } from '../may.ts'
import { decisionRecords, isDecisionText } from './decisions.ts'
import type { Kind } from './fields.ts'
import { importRegister } from './import-register.ts'
import type { Incoming, Recognised } from './incoming.ts'
import { builtInLayouts, readMapping } from './mapping.ts'
import { tableRecords } from './table.ts'
import { recordKeeper } from './take-records.ts'
import { loadWords } from './words.ts'

const ROWS_BETWEEN = 50
/** One import at a time, over all processes: two would wait for each other's rows. */
const IMPORT_LOCK = 4_321_003

export interface ImportOptions {
  kind: Kind
  path: string
  /** A mapping file; without it the built-in layouts are tried. */
  mapping?: string | undefined
  /** Says what would happen and changes nothing. */
  dryRun?: boolean | undefined
  /** Where the report is written. */
  reportDir: string
  progress?: (rows: number) => void
}

export interface ImportSummary {
  found: Recognised | null
  rows: number
  stored: number
  /** Businesses whose entry was replaced. */
  changed: number
  /** There already. */
  known: number
  /** Rows left out; each may have several reasons. */
  rejected: number
  /** Records taken in or there already, and of those the ones that lead to an article of the library. */
  records: number
  linked: number
  /** Laws named by the others, with the number of records that name them. */
  unlinked: Map<string, number>
  report: Pick<Report, 'counts' | 'kinds' | 'first' | 'file'>
  /** Why the file was not read to its end; what came before is in. */
  stopped: { reason: Reason; line: number | null } | null
}

/** What takes rows in, a batch at a time. */
export interface Keeper {
  take(incoming: Incoming): void | Promise<void>
  /** Waits for everything taken. */
  finish(): Promise<void>
}

/**
 * @throws FileFault when nothing could be read of the file
 * @throws Problem conflict while another import runs
 */
export async function importDisclosures(deps: Deps, ctx: Context, options: ImportOptions): Promise<ImportSummary> {
  demandPublisher(ctx)
  const summary = {
    found: null,
    rows: 0,
    stored: 0,
    changed: 0,
    known: 0,
    rejected: 0,
    records: 0,
    linked: 0,
    unlinked: new Map(),
    stopped: null,
  } as Omit<ImportSummary, 'report'>
  const report = openReport(options.reportDir, reportName(deps, options))
  const ran = await whileLocked(deps, IMPORT_LOCK, async () => {
    const words = loadWords(deps.config.root, deps.content)
    const keeper =
      options.kind === 'enterprises'
        ? importRegister(deps, ctx, { ...options, report, summary })
        : recordKeeper(deps, ctx, { ...options, kind: options.kind, report, summary, words })
    try {
      for await (const some of recordsOf(deps, options, words, summary)) {
        for (const incoming of some) {
          summary.rows += 1
          const wait = keeper.take(incoming)
          if (wait) await wait
          // The database’s answers to the batch before are heard in between.
          if (summary.rows % ROWS_BETWEEN === 0) await setImmediate()
          if (summary.rows % 1000 === 0) options.progress?.(summary.rows)
        }
      }
    } catch (error) {
      if (!(error instanceof FileFault) || summary.rows === 0) throw error
      summary.stopped = { reason: error.reason, line: error.line }
      await report.add({ outcome: 'rejected', where: '', line: error.line, column: '', reason: error.reason })
    } finally {
      await keeper.finish()
      await report.close()
    }
  })
  if (!ran) throw new Problem('conflict', { detail: 'imports.busy' })
  return { ...summary, report }
}

function recordsOf(
  deps: Deps,
  { kind, path: file, mapping }: ImportOptions,
  words: ReturnType<typeof loadWords>,
  summary: Omit<ImportSummary, 'report'>,
) {
  const texts = isDecisionText(file) || fs.statSync(file).isDirectory()
  if (texts && kind !== 'penalties') throw new FileFault('imports.file.notTable')
  if (texts) return inSome(decisionRecords(file, words))
  const mappings = mapping === undefined ? builtInLayouts(deps.config.root, kind) : [readMapping(mapping, kind)]
  return tableRecords(file, mappings, words, (found) => {
    summary.found = found
  })
}

function reportName(deps: Deps, { kind, path: file }: ImportOptions): string {
  const name = path
    .basename(file)
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '')
    .slice(0, 60)
  return `import-${kind}-${name}-${deps.clock
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')}`
}
