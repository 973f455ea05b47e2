/** `npm run import -- orders FILE --source 12345`: orders of a hotline as tickets, also beside a running portal. */
import fs from 'node:fs'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import { sentence } from '../platform/spreadsheet/fault.ts'
import { openReport, type Report } from '../platform/spreadsheet/report.ts'
import { HOTLINES } from '../tickets/hand-over.ts'
import type { Hotline } from '../tickets/hotlines/model.ts'
import { importOrders, type OrderImportSummary } from '../tickets/hotlines/sheet/import-orders.ts'
import { prepareEnvironment } from './environment.ts'

type Say = (line: string) => void
interface Options {
  source: Hotline
  dryRun?: boolean
}

const OUTCOMES = [
  ['duplicate', '文件里重复 / duplicates within the file'],
  ['differs', '编号已登记，内容不同，没有改动 / number known with other words, left as it is'],
  ['note', '已导入，请留意 / taken in, to be minded'],
] as const

export function addOrdersImport(group: Command, say: Say): void {
  group
    .command('orders')
    .argument('<file>', 'CSV（可以是 .gz）或 .xlsx / CSV, also .gz, or .xlsx')
    .addOption(
      new Option('--source <hotline>', '哪条热线的工单 / orders of which hotline')
        .choices(HOTLINES)
        .makeOptionMandatory(),
    )
    .option('--dry-run', '只说会发生什么，不写入 / say what would happen and change nothing')
    .description('导入热线工单；按热线编号识别，重复导入不会再建 / import hotline orders; a second time makes nothing')
    .action((file: string, options: Options) => run(file, options, say))
}

async function run(file: string, { source, dryRun = false }: Options, say: Say): Promise<void> {
  if (!fs.existsSync(file)) throw new Error(`没有这个文件 / no such file: ${file}`)
  process.env['LOG_TO'] ??= path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/import.log')
  const prepared = await prepareEnvironment(say)
  try {
    const config = loadConfig(process.env)
    await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
    const deps = openDeps(config)
    const stamp = deps.clock
      .now()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '')
    const report = openReport(path.join(config.dataDir, 'log'), `import-orders-${source}-${stamp}`)
    try {
      const summary = await importOrders(deps, systemContext('import'), {
        ...{ path: file, source, dryRun },
        say: (entry) => report.add(entry),
        made: ({ line, number, kind, route, ticket }) => {
          const unit = route.station ?? route.section
          const place = route.needsReview ? `${unit}（待分送 / to be dispatched）` : unit
          say(`  第 ${line} 行 / line ${line}: ${number} → ${kind} ${ticket ?? ''} ${place}`)
        },
      })
      await report.close()
      sayImport(summary, report, dryRun, say)
      if (summary.stopped) process.exitCode = 1
    } finally {
      await deps.close()
    }
  } finally {
    await prepared.release()
  }
}

function sayImport(summary: OrderImportSummary, report: Report, dryRun: boolean, say: Say): void {
  const { found, rows, stored, known, rejected, stopped } = summary
  if (found) {
    const unread = [...found.ignored, ...found.otherSheets]
    if (unread.length > 0) say(`没有用到的列和工作表 / columns and sheets not used: ${unread.join('、')}`)
  }
  say(`${rows} 行 / rows${found ? `（${found.encoding}）` : ''}`)
  say(`${dryRun ? '会建立 / would be made' : '建立 / made'}: ${stored}`)
  if (known > 0) say(`已经有了 / there already: ${known}`)
  if (rejected > 0) say(`没有导入 / left out: ${rejected}`)
  for (const [outcome, title] of OUTCOMES) {
    const count = report.counts.get(outcome) ?? 0
    if (count > 0) say(`${title}: ${count}`)
  }
  for (const { where, line, column, reason } of report.first)
    say(
      `  ${[where, line === null ? '' : `第 ${line} 行 / line ${line}`, column].filter(Boolean).join(' ')}: ${sentence('zh', reason)} / ${sentence('en', reason)}`,
    )
  if (report.file) say(`逐行说明 / every remark: ${report.file}`)
  if (stopped)
    say(`没有读到文件末尾 / not read to its end: ${sentence('zh', stopped.reason)} / ${sentence('en', stopped.reason)}`)
}
