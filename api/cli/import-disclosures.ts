/** `npm run import -- penalties|permits|… FILE`: published records and the register, also beside a running portal. */
import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import type { MessageKey } from '../../content/messages/index.ts'
import { openDeps } from '../deps.ts'
import { KINDS, type Kind } from '../disclosures/import/fields.ts'
import { type ImportSummary, importDisclosures } from '../disclosures/import/import-disclosures.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { sentence } from '../platform/spreadsheet/fault.ts'
import { applyOutbox } from '../search/outbox.ts'
import { prepareEnvironment } from './environment.ts'

type Say = (line: string) => void

const WHAT: Record<Kind, string> = {
  penalties: '行政处罚；也可以是决定书文本或它们的文件夹 / penalties; also texts of decisions, or a folder of them',
  permits: '行政许可 / permits',
  inspections: '检查结果 / results of inspections',
  enterprises: '市场主体登记信息 / the register of businesses',
  abnormal: '经营异常名录、严重违法失信名单 / lists of abnormal operations and of grave breaches',
  sampling: '监督抽检结果 / results of samples tested',
}
const OUTCOMES = [
  ['rejected', '没有导入 / left out'],
  ['duplicate', '文件里重复 / duplicates within the file'],
  ['differs', '已公示但内容不同，没有改动 / published with other words, left as it is'],
  ['note', '已导入，请留意 / taken in, to be minded'],
] as const

export function addDisclosureImports(group: Command, say: Say): void {
  for (const kind of KINDS) {
    group
      .command(kind)
      .argument('<file>', 'CSV（可以是 .gz）或 .xlsx / CSV, also .gz, or .xlsx')
      .option('--mapping <file>', '映射文件，说明哪一列是什么 / a mapping file: which column says what')
      .option('--dry-run', '只说会发生什么，不写入 / say what would happen and change nothing')
      .description(`导入${WHAT[kind]}`)
      .action((file: string, options: { mapping?: string; dryRun?: boolean }) => run(kind, file, options, say))
  }
}

async function run(kind: Kind, file: string, options: { mapping?: string; dryRun?: boolean }, say: Say): Promise<void> {
  for (const each of [file, options.mapping])
    if (each !== undefined && !fs.existsSync(each)) throw new Error(`没有这个文件 / no such file: ${each}`)
  process.env['LOG_TO'] ??= path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/import.log')
  const prepared = await prepareEnvironment(say)
  try {
    const config = loadConfig(process.env)
    await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
    const deps = openDeps(config)
    try {
      const began = performance.now()
      const summary = await importDisclosures(deps, systemContext('import'), {
        kind,
        path: file,
        mapping: options.mapping,
        dryRun: options.dryRun,
        reportDir: path.join(config.dataDir, 'log'),
        progress: everySecond((rows) => say(`  ${rows} 行 / rows`)),
      }).catch(inBothLanguages)
      sayImport(summary, (performance.now() - began) / 1000, options.dryRun === true, say)
      if (options.dryRun) return
      say('正在更新搜索 / Updating the search …')
      const updating = performance.now()
      const records = await applyOutbox(
        deps,
        everySecond((done) => say(`  ${done}`)),
      )
      say(`搜索已更新 ${records} 项 / ${records} entries of the search updated（${seconds(updating)} s）`)
      if (summary.stopped) process.exitCode = 1
    } finally {
      await deps.close()
    }
  } finally {
    await prepared.release()
  }
}

/** What a verb refuses, as a sentence of the terminal. */
function inBothLanguages(error: unknown): never {
  if (error instanceof Problem && error.options.detail) {
    const reason = { key: error.options.detail as MessageKey }
    throw new Error(`${sentence('zh', reason)} / ${sentence('en', reason)}`, { cause: error })
  }
  throw error
}

export function sayImport(summary: ImportSummary, took: number, dryRun: boolean, say: Say): void {
  const { found, rows, stored, changed, known, report, stopped } = summary
  const rejected = new Set(report.first.filter(({ outcome }) => outcome === 'rejected').map(({ line }) => line))
  if (found) {
    say(`版式 / layout: ${found.layout}（${found.encoding}）`)
    const unread = [...found.ignored, ...found.otherSheets]
    if (unread.length > 0) say(`没有用到的列 / columns not used: ${unread.join('、')}`)
    if (found.personal.length > 0) say(`个人信息，不读 / personal data, not read: ${found.personal.join('、')}`)
  }
  say(`${rows} 行（${took.toFixed(1)} 秒） / rows (${took.toFixed(1)} s)`)
  say(`${dryRun ? '会写入 / would be written' : '写入 / written'}: ${stored}`)
  if (changed > 0) say(`${dryRun ? '会更新 / would be updated' : '更新 / updated'}: ${changed}`)
  if (known > 0) say(`已经有了 / there already: ${known}`)
  for (const [outcome, title] of OUTCOMES) {
    const count = outcome === 'rejected' ? summary.rejected : (report.counts.get(outcome) ?? 0)
    if (count > 0) say(`${title}: ${count}`)
  }
  sayLinks(summary, say)
  for (const { where, line, column, reason } of report.first)
    say(
      `  ${[where, line === null ? '' : `第 ${line} 行 / line ${line}`, column].filter(Boolean).join(' ')}: ${sentence('zh', reason)} / ${sentence('en', reason)}`,
    )
  if (rejected.size < summary.rejected) say('  …')
  if (report.file) say(`逐行说明 / every remark: ${report.file}`)
  if (stopped)
    say(`没有读到文件末尾 / not read to its end: ${sentence('zh', stopped.reason)} / ${sentence('en', stopped.reason)}`)
}

const LAWS_SHOWN = 15

/** How many records lead to the law they rest on, and which laws the others name. */
function sayLinks({ records, linked, unlinked }: ImportSummary, say: Say): void {
  if (linked === 0 && unlinked.size === 0) return
  const share = ((linked / records) * 100).toFixed(1)
  say(
    `法律依据：${records} 条记录，${linked} 条连到法规库的条文（${share}%），${records - linked} 条没有 / of ${records} records ${linked} are linked to an article of the library (${share}%), ${records - linked} are not`,
  )
  const laws = [...unlinked].sort(([, a], [, b]) => b - a)
  for (const [title, count] of laws.slice(0, LAWS_SHOWN)) say(`  ${count} × ${title}`)
  if (laws.length > LAWS_SHOWN) say('  …')
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)

/** Lets one call a second through. */
function everySecond<A extends unknown[]>(tell: (...args: A) => void): (...args: A) => void {
  let last = performance.now()
  return (...args) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    tell(...args)
  }
}
