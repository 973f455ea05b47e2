#!/usr/bin/env node
/** One command line for everything an operator does; each sub-command explains itself with --help. */
import { Command } from 'commander'

// biome-ignore lint/suspicious/noConsole: this is the one place that talks to a terminal.
const say = (line: string) => console.log(line)

const program = new Command('yichuang')
  .description('一窗：市场监管局公开门户 / portal of a market-supervision bureau')
  .showHelpAfterError()

program
  .command('start')
  .description(
    '启动门户：数据库、迁移、演示数据、页面 / start the portal on what is configured, embedded defaults otherwise',
  )
  .action(async () => (await import('./start.ts')).start({ say }))
program
  .command('dev')
  .description('开发模式：同一个门户，改动即时生效 / the same portal, changes show at once')
  .action(async () => (await import('./dev.ts')).dev(say))
if (process.argv[2] !== 'start') (await import('./commands.ts')).addCommands(program, say)

// Without `--` npm takes options for its own; --dry-run it knows, and what was to be tried would be done.
if (process.env['npm_config_dry_run'] === 'true' && !process.argv.includes('--dry-run')) {
  say('npm 收走了 --dry-run：请在选项前加 -- / npm took --dry-run for itself: put -- before the options')
  process.exit(1)
}

// Some runners of scripts hand on the `--` that ends their own options; it would make file names of ours.
program.parseAsync(process.argv.filter((word) => word !== '--')).catch((error: unknown) => {
  const detail =
    error instanceof Error ? (process.env['LOG_LEVEL'] === 'debug' ? error.stack : error.message) : String(error)
  say(detail ?? 'failed')
  process.exitCode = 1
})
