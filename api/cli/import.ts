/** `npm run import -- laws PATH…`: texts of laws into the library, also beside a running portal. */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Command } from 'commander'
import { type Deps, openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { systemContext } from '../platform/context.ts'
import { migrateDatabase } from '../platform/database.ts'
import type { Note } from '../regulations/import/files.ts'
import { type ImportReport, importLaws } from '../regulations/import-laws.ts'
import { whileAlone } from '../search/lock.ts'
import { drainOutbox } from '../search/outbox.ts'
import { prepareEnvironment } from './environment.ts'
import { addDisclosureImports } from './import-disclosures.ts'
import { addOrdersImport } from './import-orders.ts'
import { addPowersImport } from './import-powers.ts'

type Say = (line: string) => void

const STEPS = { read: '读取 / read', store: '写入 / written' }
const KINDS: [Note['kind'], string][] = [
  ['skipped', '未导入 / left out'],
  ['duplicate', '重复，已有同一内容 / duplicates'],
  ['decided', '同一版本的不同文本，取其一 / different texts of one version, one kept'],
  ['odd', '已导入，但请留意 / taken in, but odd'],
]
const SHOWN = 10
const LONGEST_WAIT_SECONDS = 600
/** Long enough for a good many laws to come together. */
const PAUSE_MS = 3000

export function addImportCommand(program: Command, say: Say): void {
  const group = program.command('import').description('导入数据 / bring data in')
  addDisclosureImports(group, say)
  addPowersImport(group, say)
  addOrdersImport(group, say)
  group
    .command('laws')
    .argument(
      '<path...>',
      '文件、文件夹或压缩包（.md .txt .html .json .docx，.tar.gz .zip） / files, folders or archives',
    )
    .description('导入法律法规全文；重复导入不会改变什么 / import texts of laws; doing it again changes nothing')
    .action(async (paths: string[]) => {
      for (const each of paths)
        if (!fs.existsSync(each)) throw new Error(`没有这个文件或文件夹 / no such file or folder: ${each}`)
      process.env['LOG_TO'] ??= path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/import.log')
      const prepared = await prepareEnvironment(say)
      try {
        const config = loadConfig(process.env)
        await migrateDatabase(config.root, config.database.ownerUrl, config.database.url)
        const deps = openDeps(config)
        try {
          await importAlone(deps, paths, config.dataDir, say)
        } finally {
          await deps.close()
        }
      } finally {
        await prepared.release()
      }
    })
}

/**
 * Holds the index from the first law to the last, so that this process does the work of indexing, not the portal that
 * answers readers meanwhile; what the portal announces in this time is written along.
 */
async function importAlone(deps: Deps, paths: readonly string[], dataDir: string, say: Say): Promise<void> {
  const run = async () => {
    const began = performance.now()
    const tell = everySecond((line: string) => say(`  ${line}`))
    let seconds = 0
    const importing = importLaws(deps, systemContext('import'), paths, ({ step, done, total }) =>
      tell(`${STEPS[step]} ${done}/${total}`),
    ).finally(() => {
      seconds = (performance.now() - began) / 1000
    })
    const [report, along] = await Promise.all([importing, indexUntil(() => seconds > 0, deps)])
    sayReport(report, seconds, dataDir, say)
    say('正在更新搜索 / Updating the search …')
    const rest = await drainOutbox(
      deps,
      everySecond((done) => say(`  ${done}`)),
    )
    const records = along + rest
    say(
      records > 0
        ? `搜索已更新 ${records} 项 / ${records} entries of the search updated`
        : '搜索无需更新 / The search is up to date',
    )
  }
  for (let waits = 0; !(await whileAlone(deps, run)); waits += 1) {
    if (waits === 0) say('搜索正在被更新，稍等 / The search is being updated by another process, waiting …')
    if (waits === LONGEST_WAIT_SECONDS)
      throw new Error(
        '搜索一直在被别的程序更新，请稍后再试 / another process keeps updating the search: try again later',
      )
    await setTimeout(1000)
  }
}

/** What is written meanwhile goes into the index meanwhile: one core writes laws, the other cuts their words. */
async function indexUntil(over: () => boolean, deps: Deps): Promise<number> {
  let records = 0
  while (!over()) {
    await setTimeout(PAUSE_MS)
    try {
      records += await drainOutbox(deps, () => {})
    } catch {
      // What stops the index stops it again after the last law, and is told there.
      return records
    }
  }
  return records
}

function sayReport(report: ImportReport, seconds: number, dataDir: string, say: Say): void {
  const { files, documents, laws, versions, read, kept, changed, repealed, notes } = report
  const time = seconds.toFixed(1)
  say(`${files} 个文件，${documents} 篇文本，${read.articles} 条，另 ${read.sections} 段（${time} 秒）`)
  say(`${files} files, ${documents} documents, ${read.articles} articles and ${read.sections} sections (${time} s)`)
  say(`收录 ${laws} 部，${versions} 个版本，${kept.articles} 条，另 ${kept.sections} 段`)
  say(`kept: ${laws} laws, ${versions} versions, ${kept.articles} articles and ${kept.sections} sections`)
  if (repealed > 0) say(`${repealed} 部被其他规定废止 / ${repealed} repealed by others`)
  say(changed > 0 ? `写入 ${changed} 部 / ${changed} laws written` : '没有变化 / Nothing changed')
  if (notes.length === 0) return
  for (const [kind, title] of KINDS) {
    const mine = notes.filter((note) => note.kind === kind)
    if (mine.length > 0) say(`${title}: ${mine.length}`)
    if (kind === 'odd') continue
    for (const { file, reason } of mine.slice(0, SHOWN)) say(`  ${path.basename(file)}: ${reason}`)
    if (mine.length > SHOWN) say('  …')
  }
  const at = path.join(dataDir, 'log', 'import-laws.txt')
  fs.mkdirSync(path.dirname(at), { recursive: true })
  fs.writeFileSync(at, notes.map(({ kind, file, reason }) => `${kind}\t${file}\t${reason}\n`).join(''))
  say(`全部 ${notes.length} 条说明 / all ${notes.length} notes: ${at}`)
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
