/** `npm run import -- powers FILE`: a power list, one JSON object a line (docs/operations.md has the fields). */
import type { Command } from 'commander'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import { importPowers } from '../powers/import-powers.ts'
import { readListFile } from '../powers/read-list-file.ts'
import { prepareEnvironment } from './environment.ts'

const SHOWN = 20

export function addPowersImport(group: Command, say: (line: string) => void): void {
  group
    .command('powers')
    .argument('<file>', '每行一个 JSON 对象 / one JSON object a line (.jsonl)')
    .option('--dry-run', '只检查，不写入 / check only, write nothing')
    .description(
      '导入权责清单；没有变化的不动，变化的记一个版本 / import the power list; what changed becomes a version',
    )
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) => {
      const { lines, refused } = readListFile(file)
      for (const { line, reason } of refused.slice(0, SHOWN)) say(`  第 ${line} 行 / line ${line}: ${reason}`)
      if (refused.length > SHOWN) say(`  … ${refused.length - SHOWN}`)
      say(`读取 ${lines.length} 条，拒绝 ${refused.length} 条 / read ${lines.length}, refused ${refused.length}`)
      if (refused.length > 0) process.exitCode = 1
      if (dryRun) return
      const prepared = await prepareEnvironment(say)
      try {
        const config = loadConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' })
        await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
        const deps = openDeps(config)
        try {
          const { added, changed, unchanged } = await importPowers(deps, systemContext('import'), lines)
          say(
            `新增 ${added}，调整 ${changed}，未变 ${unchanged} / added ${added}, changed ${changed}, unchanged ${unchanged}`,
          )
        } finally {
          await deps.close()
        }
      } finally {
        await prepared.release()
      }
    })
}
