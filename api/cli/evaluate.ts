/** `npm run evaluate`: measures a started server against a file of cases (formats in the public contract). */
import type { Command } from 'commander'
import { STEPS } from '../assistant/pipeline/steps.ts'
import { STEP_NAMES } from '../assistant/pipeline/work.ts'
import { evaluateAddresses } from './evaluate-addresses.ts'
import { type EvaluationOptions, evaluateAssistant } from './evaluate-assistant.ts'
import { evaluateSearch, type SearchEvaluationOptions } from './evaluate-search.ts'
import { evaluateStep } from './evaluate-step.ts'

export function addEvaluateCommand(program: Command, say: (line: string) => void): void {
  const evaluate = program
    .command('evaluate')
    .description('对照案例文件测量正在运行的服务 / measure a running server against a case file')
  evaluate
    .command('assistant')
    .argument(
      '<file>',
      'JSON lines: { "messages": [...], "expect": { "intent": …, "draft.problem": … } }; a folder of such files',
    )
    .option('--base <url>', '服务地址 / address of the server', 'http://localhost:4321')
    .option('--local', '不用服务，直接跑本地引擎 / run the local engine in process, without a server')
    .option(
      '--messages <folder>',
      '真实留言所在目录，文件里只有编号和标注 / folder of the real messages FILE labels by id',
    )
    .option('--misses', '列出没有对上的 / list what did not match')
    .option(
      '--step <name>',
      `只跑到这一步，打印它留下的东西 / run the pipeline up to one step in process and print what it leaves: ${STEP_NAMES.join(', ')}`,
    )
    .addHelpText('after', `\n${STEPS.map(({ name, does }) => `  ${name.padEnd(11)}${does}`).join('\n')}`)
    .description('助手逐项准确率，附 95% 区间 / accuracy per field with its 95 % interval')
    .action((file: string, { step, ...options }: EvaluationOptions & { step?: string }) =>
      step === undefined ? evaluateAssistant(file, options, say) : evaluateStep(file, step, options, say),
    )
  evaluate
    .command('search')
    .argument(
      '<file>',
      'JSON lines: { "id": "1", "query": "…", "relevant": [{ "law": "…", "article": "第五十五条" }] }',
    )
    .option('--base <url>', '服务地址 / address of the server', 'http://localhost:4321')
    .option(
      '--market <file>',
      '市场监管类问题的编号，JSON 数组 / ids of the market-supervision questions, a JSON array',
    )
    .option('--no-plain', '不测对照 / leave out the yardstick')
    .description(
      '问法条：MRR@10、recall@10、recall@100 和耗时，附 95% 区间；对照是直接读 YICHUANG_DATA 下 search.db 的 FTS5 BM25 / articles found, with 95 % intervals; the yardstick is bare FTS5 BM25 over search.db in YICHUANG_DATA, the data folder of the server asked',
    )
    .action((file: string, options: SearchEvaluationOptions) => evaluateSearch(file, options, say))
  evaluate
    .command('addresses')
    .argument(
      '<file>',
      '每行一字一标注（B-road、I-road……），空行分隔 / a character and its tag a line, empty lines between',
    )
    .option('--misses', '列出没有对上的 / list what did not match')
    .description(
      '地址拆分逐项的精确率和召回率，不用服务 / precision and recall per field of an address; no server needed',
    )
    .action((file: string, options: { misses?: boolean }) => evaluateAddresses(file, options, say))
}
