/** `npm run evaluate`: measures a started server against a file of cases (formats in the public contract). */
import type { Command } from 'commander'
import { evaluateAssistant } from './evaluate-assistant.ts'

export function addEvaluateCommand(program: Command, say: (line: string) => void): void {
  const evaluate = program
    .command('evaluate')
    .description('对照案例文件测量正在运行的服务 / measure a running server against a case file')
  evaluate
    .command('assistant')
    .argument('<file>', 'JSON lines: { "messages": [...], "expect": { "intent": …, "draft.problem": … } }')
    .option('--base <url>', '服务地址 / address of the server', 'http://localhost:4321')
    .option('--misses', '列出没有对上的 / list what did not match')
    .description('助手逐项准确率，附 95% 区间 / accuracy per field with its 95 % interval')
    .action((file: string, options: { base: string; misses?: boolean }) =>
      evaluateAssistant(file, options.base, options.misses === true, say),
    )
}
