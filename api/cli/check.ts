/** `npm run check`: everything that can be judged without running the portal. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Command } from 'commander'
import { loadContent } from '../../content/load.ts'

interface Step {
  name: string
  /** Program below node_modules/, run with this Node. */
  program: string
  args: string[]
}

const STEPS: Step[] = [
  { name: '类型 / types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  {
    name: '页面类型 / page types',
    program: 'astro/bin/astro.mjs',
    args: ['check', '--minimumFailingSeverity', 'warning'],
  },
  { name: '规范与格式 / lint and format', program: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings'] },
  { name: '页面格式 / page format', program: 'prettier/bin/prettier.cjs', args: ['--check', 'site/**/*.astro'] },
  {
    name: '依赖方向与文案 / import arrows and messages',
    program: 'vitest/vitest.mjs',
    args: [
      'run',
      'tests/invariants/imports.test.ts',
      'tests/invariants/messages.test.ts',
      'tests/invariants/files.test.ts',
    ],
  },
]

export function addCheckCommand(program: Command, say: (line: string) => void): void {
  program
    .command('check')
    .description('检查类型、规范、格式、依赖方向、文案 / check types, lint, format, import arrows and messages')
    .action(checkAll(say))
    .command('content')
    .description(
      '内容是否完整：引用、分类树没有死路 / whether content holds together: references, no dead end in the complaint tree',
    )
    .action(() => {
      const { tree } = loadContent(process.cwd())
      say(
        `没有死路 / no dead end: ${tree.subproblems.length} 细类 / sub-problems, ${tree.questions.length} 问题 / questions, ${tree.walls.length} 提示 / walls`,
      )
    })
}

function checkAll(say: (line: string) => void): () => Promise<void> {
  return async () => {
    const failed: string[] = []
    for (const step of STEPS) {
      say(`· ${step.name} …`)
      const { code, output } = await run(step)
      if (code !== 0) {
        failed.push(step.name)
        say(output.trimEnd())
      }
    }
    say(failed.length === 0 ? '全部通过 / all checks passed' : `没有通过 / failed: ${failed.join(', ')}`)
    if (failed.length > 0) process.exitCode = 1
  }
}

function run(step: Step): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.resolve('node_modules', step.program), ...step.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code, output }))
  })
}
