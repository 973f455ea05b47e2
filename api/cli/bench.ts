/** `npm run bench`: what the portal bears, measured on this machine against bounds that hold on any. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { benchTickets, TICKET_PARTS, type TicketBench } from './bench-tickets.ts'

export function addBenchCommand(program: Command, say: (line: string) => void): void {
  const bench = program
    .command('bench')
    .description('测量 / measure: web, search, disclosures, assistant, tickets, faults, plan')
  bench
    .command('web')
    .description('主要页面与按需生成的空白页之比 / the main pages as ratios to a hello-world page rendered on demand')
    .option('--rounds <count>', '轮数，取中位数 / rounds, of which the median counts', wholeNumber, 5)
    .option('--seconds <count>', '每轮每页秒数 / seconds per page and round', wholeNumber, 5)
    .option('--uncached', '每次都重新生成页面，不比界限 / render every page anew; bounds are shown, not judged')
    .action(async (options: { rounds: number; seconds: number; uncached?: boolean }) => {
      const { benchWeb } = await import('./bench-web.ts')
      const kept = await benchWeb(options, say)
      if (!kept && !options.uncached) process.exitCode = 1
    })
  bench
    .command('search')
    .description('法条检索与同一文件上的 FTS5 之比 / the article search beside bare FTS5 over the same file')
    .option('--questions <file>', '问题文件，缺省取条文片段 / a file of questions; pieces of articles when left out')
    .option('--count <count>', '问题数 / questions', wholeNumber, 500)
    .action(async (options: { questions?: string; count: number }) => {
      const { benchSearch } = await import('./bench-search.ts')
      if (!(await benchSearch(options, say))) process.exitCode = 1
    })
  bench
    .command('disclosures')
    .description(
      '大量公示记录：导入与 COPY 之比、搜索、列表、下载 / many published records: import beside a raw COPY, search, lists, exports',
    )
    .option('--rows <count>', '记录数 / records', wholeNumber, 1_000_000)
    .option(
      '--data <folder>',
      '造在哪个数据目录，留在那里 / the data folder they are made in and left',
      '.data/bench-disclosures',
    )
    .option('--prepare', '只造数据，不测量 / make the records and measure nothing')
    .option('--reuse', '测量那里已有的记录 / measure the records that lie there')
    .action(async (options: { rows: number; data: string; prepare?: boolean; reuse?: boolean }) => {
      const { benchDisclosures } = await import('./bench-disclosures.ts')
      if (!(await benchDisclosures(options, say))) process.exitCode = 1
    })
  bench
    .command('assistant')
    .description(
      '助手每轮的时间：单独、50 个对话同时、模型首字 / turns of the assistant: alone, 50 at once, a model’s first word',
    )
    .option('--count <count>', '对话数 / conversations', wholeNumber, 200)
    .option('--data <folder>', '已有的数据目录，例如导入了全部法规的 / an existing data folder, e.g. with every law')
    .action(async (options: { count: number; data?: string }) => {
      const { benchAssistant } = await import('./bench-assistant.ts')
      if (!(await benchAssistant(options, say))) process.exitCode = 1
    })
  bench
    .command('tickets')
    .description(
      '提交、队列、到期扫描、同时操作 / filing, the queue over many open tickets, the sweep, people acting at once',
    )
    .addOption(new Option('--part <name>', '只量一部分 / one part alone').choices(TICKET_PARTS))
    .option('--open <count>', '未办结工单数 / open tickets behind the queue', wholeNumber, 200_000)
    .option('--data <folder>', '造在哪里，留在那里 / where the tickets are made and left', '.data/bench-tickets')
    .action(async (options: TicketBench) => {
      if (!(await benchTickets(options, say))) process.exitCode = 1
    })
  bench
    .command('faults')
    .description(
      '同时提交时随机 kill -9 服务、数据库、后台：已确认的各一件，通知不丢不重 / kill -9 of server, database and worker while filing: each acknowledged ticket once and whole',
    )
    .option('--rounds <count>', '轮数，每轮各杀一次 / rounds, each kills all three once', wholeNumber, 20)
    .option('--filings <count>', '每轮同时提交 / filings at once in a round', wholeNumber, 1000)
    .action(async (options: { rounds: number; filings: number }) => {
      const { benchFaults } = await import('./bench-faults.ts')
      if (!(await benchFaults(options, say))) process.exitCode = 1
    })
  bench
    .command('plan')
    .description(
      '办事方案（走遍所有回答）和权责清单筛选的服务器用时 / server time of a plan over every way, and of the filtered power list',
    )
    .option('--rounds <count>', '轮数 / rounds', wholeNumber, 5)
    .action(async (options: { rounds: number }) => {
      const { benchPlan } = await import('./bench-plan.ts')
      const { benchPowers } = await import('./bench-powers.ts')
      const [plan, powers] = [await benchPlan(options, say), await benchPowers(say)]
      if (!plan || !powers) process.exitCode = 1
    })
}

function wholeNumber(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('要一个正整数 / a whole number above 0')
  return count
}
