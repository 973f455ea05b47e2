/** `npm run citations -- --laws DIR`: whether every article this product cites exists in the version cited. */
import fs from 'node:fs'
import type { Command } from 'commander'
import { loadContent } from '../../content/load.ts'
import { chinaDate } from '../calendar/calendar.ts'
import { systemClock } from '../platform/clock.ts'
import { type CitationReport, checkCitations } from '../regulations/check-citations.ts'

type Say = (line: string) => void

const SHOWN = 3

export function addCitationsCommand(program: Command, say: Say): void {
  program
    .command('citations')
    .requiredOption(
      '--laws <path...>',
      '法规文件夹、文件或压缩包（与 import 相同） / folders, files or archives of law texts, as for import',
    )
    .description(
      '核对本产品引用的每一条法律条文在所引版本里是否存在；有缺的，退出码为 1 / check that every article this product cites exists in the version cited; exits with 1 when one is missing',
    )
    .action(async ({ laws }: { laws: string[] }) => {
      for (const each of laws)
        if (!fs.existsSync(each)) throw new Error(`没有这个文件或文件夹 / no such file or folder: ${each}`)
      const root = process.env['YICHUANG_ROOT'] ?? process.cwd()
      const report = await checkCitations(root, loadContent(root), laws, chinaDate(systemClock.now()))
      sayReport(report, say)
      if (report.missing.length > 0) process.exitCode = 1
    })
}

function sayReport({ places, found, missing, absent, nameless }: CitationReport, say: Say): void {
  for (const { at, title, label, reason } of missing) say(`${at}  《${title}》${label}：${reason}`)
  if (absent.length > 0) say('不在这批法规里，没法核对 / not in the collection, not checked:')
  for (const { title, reason, at } of absent)
    say(
      `  《${title}》${reason}：${at.length} 处 / places（${at.slice(0, SHOWN).join('，')}${at.length > SHOWN ? ' …' : ''}）`,
    )
  if (nameless.length > 0)
    say(`没有写明哪部法，或不是已知的名称 / no law named, or by no name we know: ${nameless.length}`)
  for (const each of nameless) say(`  ${each}`)
  const unchecked = absent.reduce((sum, { at }) => sum + at.length, 0)
  say(
    `${places} 处引用：${found} 处存在，${missing.length} 处缺，${unchecked} 处不在这批法规里，${nameless.length} 处认不出是哪部法`,
  )
  say(
    `${places} citations: ${found} found, ${missing.length} missing, ${unchecked} not in the collection, ${nameless.length} without a known law`,
  )
}
