/** `npm run reindex`: the search built anew from the database, then swapped in; readers notice nothing. */
import path from 'node:path'
import type { Command } from 'commander'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { rebuildIndexes } from '../search/rebuild.ts'
import { prepareEnvironment } from './environment.ts'

export function addReindexCommand(program: Command, say: (line: string) => void): void {
  program
    .command('reindex')
    .argument('[collection...]', '只重建这些，例如 laws articles / only these; all when left out')
    .description('从数据库重建搜索，建好后换上 / build the search anew from the database and swap it in')
    .action(async (only: string[]) => {
      process.env['LOG_TO'] ??= path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/reindex.log')
      const prepared = await prepareEnvironment(say)
      try {
        const deps = openDeps(loadConfig(process.env))
        const began = performance.now()
        try {
          const ran = await rebuildIndexes(deps, {
            ...(only.length > 0 ? { only } : {}),
            progress: (name, documents) =>
              say(`  ${name}: ${documents}（${((performance.now() - began) / 1000).toFixed(1)} s）`),
          })
          if (!ran)
            throw new Error(
              '另一个进程正在更新搜索，请稍后再试 / Another process is updating the search: try again in a moment',
            )
          say(`搜索已重建 / The search is rebuilt: ${deps.search.kind}`)
        } finally {
          await deps.close()
        }
      } finally {
        await prepared.release()
      }
    })
}
