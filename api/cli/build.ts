/** Builds the site when a source changed since the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SOURCES = ['site', 'api', 'search', 'content', 'astro.config.mjs', 'package.json', 'tsconfig.json']
const STAMP = '.sources'

export async function buildWhenChanged(
  root: string,
  say: (sentence: string) => void,
  outDir = 'dist',
  env: Record<string, string> = {},
): Promise<void> {
  const stampFile = path.join(root, outDir, STAMP)
  const stamp = fingerprint(root, env)
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return
  say('正在构建页面（源文件有变化）… / Building the pages (sources changed) …')
  await astro(root, ['build', '--outDir', outDir], env)
  fs.writeFileSync(stampFile, stamp)
}

function astro(root: string, args: string[], env: Record<string, string>): Promise<void> {
  const program = path.join(root, 'node_modules/astro/bin/astro.mjs')
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
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
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`构建失败 / The build failed:\n${output}`)),
    )
  })
}

function fingerprint(root: string, env: Record<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(env))
  const visit = (at: string) => {
    const stat = fs.statSync(at)
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(at).sort()) visit(path.join(at, name))
    } else if (!at.endsWith('.test.ts')) {
      hash.update(path.relative(root, at)).update(fs.readFileSync(at))
    }
  }
  for (const source of SOURCES) if (fs.existsSync(path.join(root, source))) visit(path.join(root, source))
  return hash.digest('hex')
}
