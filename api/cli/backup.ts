/** `npm run backup` and `npm run restore`. */
import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { backUp, readManifest, restore } from '../platform/backup.ts'
import { loadConfig } from '../platform/config.ts'
import { migrateDatabase } from '../platform/database.ts'
import { prepareEnvironment } from './environment.ts'

type Say = (line: string) => void

export function addBackupCommands(program: Command, say: Say): void {
  program
    .command('backup')
    .argument('[folder]', '新文件夹 / a new folder; default: backup-<time> in the data folder')
    .description('备份数据库、文件和密钥 / back up database, files and keys into one folder')
    .action(async (folder: string | undefined) => {
      const prepared = await prepareEnvironment(say)
      try {
        const config = loadConfig(process.env)
        const madeAt = new Date()
        const target = path.resolve(
          folder ?? path.join(config.dataDir, `backup-${madeAt.toISOString().replace(/[:.]/g, '-')}`),
        )
        await backUp({
          ownerUrl: config.database.ownerUrl,
          dataDir: config.dataDir,
          folder: target,
          keys: config.keys,
          madeAt,
          say,
        })
        say(`备份完成 / Done: ${target}\n其中有密钥，请妥善保管 / It holds the keys: keep it safe.`)
      } finally {
        await prepared.release()
      }
    })
  program
    .command('restore')
    .argument('<folder>', '备份文件夹 / folder of a backup')
    .requiredOption('--replace', '确认用备份替换现有的全部数据 / confirm that everything present is replaced')
    .description('从备份恢复；先停止门户 / bring a backup back; stop the portal first')
    .action(async (folder: string) => {
      const manifest = readManifest(path.resolve(folder))
      const prepared = await prepareEnvironment(say)
      try {
        const config = loadConfig(process.env)
        bringKeys(manifest.keys, config.keys, path.join(config.dataDir, 'secrets.json'), config.production)
        await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
        await restore({
          ownerUrl: config.database.ownerUrl,
          dataDir: config.dataDir,
          folder: path.resolve(folder),
          say,
        })
        say('恢复完成，可以启动门户了 / Restored: the portal can be started.')
      } finally {
        await prepared.release()
      }
    })
}

/** Sealed fields only open with the keys they were sealed under. */
function bringKeys(
  kept: Record<string, string>,
  present: Record<string, string>,
  secretsFile: string,
  production: boolean,
): void {
  const names = { fields: 'YICHUANG_KEY_FIELDS', codes: 'YICHUANG_KEY_CODES', sessions: 'YICHUANG_KEY_SESSIONS' }
  if (Object.keys(names).every((name) => kept[name] === present[name])) return
  if (production)
    throw new Error(
      '环境中的密钥与备份不同：请先把备份 manifest.json 里的密钥放进环境 / The keys of the environment differ from the backup: put those of its manifest.json into the environment first',
    )
  fs.writeFileSync(
    secretsFile,
    JSON.stringify(
      Object.fromEntries(Object.entries(names).map(([name, variable]) => [variable, kept[name]])),
      null,
      2,
    ),
    { mode: 0o600 },
  )
}
