/** `npm run import -- laws PATH…`: texts of laws into the library, also beside a running portal. */
import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import { importLaws } from '../regulations/import-laws.ts'
import { applyOutbox } from '../search/outbox.ts'
import { prepareEnvironment } from './environment.ts'

type Say = (line: string) => void

const STEPS = { read: '读取 / read', store: '写入 / written' }
const SHOWN_REASONS = 20

export function addImportCommand(program: Command, say: Say): void {
  const group = program.command('import').description('导入数据 / bring data in')
  group
    .command('laws')
    .argument(
      '<path...>',
      'LawRefBook 格式的 Markdown 文件或文件夹 / Markdown files or folders in the LawRefBook layout',
    )
    .option('--list-skipped', '列出全部未导入的文件 / list every file left out')
    .description('导入法律法规全文；重复导入不会改变什么 / import texts of laws; doing it again changes nothing')
    .action(async (paths: string[], { listSkipped }: { listSkipped?: boolean }) => {
      for (const each of paths)
        if (!fs.existsSync(each)) throw new Error(`没有这个文件或文件夹 / no such file or folder: ${each}`)
      process.env['LOG_TO'] ??= path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/import.log')
      const prepared = await prepareEnvironment(say)
      try {
        const config = loadConfig(process.env)
        await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
        const deps = openDeps(config)
        try {
          for (const each of paths)
            await importOne(deps, each, listSkipped ? Number.POSITIVE_INFINITY : SHOWN_REASONS, say)
          say('正在更新搜索 / Updating the search …')
          const records = await applyOutbox(
            deps,
            everySecond((done) => say(`  ${done}`)),
          )
          say(
            records > 0
              ? `搜索已更新 ${records} 项 / ${records} entries of the search updated`
              : '搜索无需更新 / The search is up to date',
          )
        } finally {
          await deps.close()
        }
      } finally {
        await prepared.release()
      }
    })
}

async function importOne(
  deps: Parameters<typeof importLaws>[0],
  start: string,
  shown: number,
  say: Say,
): Promise<void> {
  const began = performance.now()
  const tell = everySecond((line: string) => say(`  ${line}`))
  const report = await importLaws(deps, systemContext('import'), start, ({ step, done, total }) =>
    tell(`${STEPS[step]} ${done}/${total}`),
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(
    `${start}: ${report.files} 个文件，${report.laws} 部法，${report.versions} 个版本，${report.articles} 条（${seconds} 秒）`,
  )
  say(
    `${report.files} files, ${report.laws} laws, ${report.versions} versions, ${report.articles} articles (${seconds} s)`,
  )
  say(report.changed > 0 ? `写入 ${report.changed} 部 / ${report.changed} laws written` : '没有变化 / Nothing changed')
  if (report.skipped.length > 0) say(`未导入 ${report.skipped.length} 项 / ${report.skipped.length} left out:`)
  for (const { file, reason } of report.skipped.slice(0, shown)) say(`  ${path.basename(file)}: ${reason}`)
  if (report.skipped.length > shown) say('  …（--list-skipped 列出全部 / lists all）')
}

/** Lets one call a second through. */
function everySecond<A extends unknown[]>(tell: (...args: A) => void): (...args: A) => void {
  let last = performance.now()
  return (...args) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    tell(...args)
  }
}
