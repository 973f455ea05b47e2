/** `npm start`: database → migrations → demo data when empty → pages → listen; and a graceful end. */
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadConfig } from '../platform/config.ts'
import { closeProcess, openProcess } from '../platform/process.ts'
import { buildWhenChanged } from './build.ts'
import { demoLoginsFile } from './demo-logins.ts'
import { prepareEnvironment } from './environment.ts'
import { keepDatabaseAlive } from './keep-database.ts'
import { createPortalServer, type Handler } from './portal-server.ts'
import { prepareApart } from './prepare-apart.ts'

const GRACE_MS = 8000

export interface StartOptions {
  say: (line: string) => void
  /** Folder of the build; the benchmark uses one of its own. */
  outDir?: string
}

export async function start({ say, outDir = 'dist' }: StartOptions): Promise<void> {
  const began = performance.now()
  const production = process.env['YICHUANG_ENV'] === 'production'
  process.env['LOG_TO'] ??= production
    ? 'stdout'
    : path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'log/yichuang.log')
  const prepared = await prepareEnvironment(say)
  const config = loadConfig(process.env)
  await demandFreePort(config.host, config.port)
  await prepareApart(say)
  await buildWhenChanged(config.root, say, outDir)
  process.env['NODE_ENV'] = 'production'
  const build = path.join(config.root, outDir)
  const { handler }: { handler: Handler } = await import(pathToFileURL(path.join(build, 'server/entry.mjs')).href)
  const server = createPortalServer(path.join(build, 'client'), handler)
  await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve))
  const stopWatching = keepDatabaseAlive(prepared, say)
  const local = `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`
  await Promise.all([fetch(local).catch(() => {}), openProcess()])
  // What a collection is ranked and counted by is read into memory by its first question; no reader need wait for it.
  for (const first of ['regulations/articles?q=1&limit=1', 'disclosures?limit=1'])
    void fetch(`${local}/api/${first}`).catch(() => {})
  say(banner(local, config, Math.round(performance.now() - began)))

  let ending = false
  const end = (signal: string) => {
    if (ending) return
    ending = true
    say(`收到 ${signal}，正在收尾… / ${signal}: finishing …`)
    setTimeout(() => process.exit(1), GRACE_MS + 1500).unref()
    stopWatching()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    // What is under way gets its answer; connections are let go as they fall idle.
    setInterval(() => server.closeIdleConnections(), 100).unref()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
    void closed
      .then(closeProcess)
      .then(() => prepared.release())
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', () => end('SIGTERM'))
  process.once('SIGINT', () => end('SIGINT'))
}

async function demandFreePort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `端口 ${port} 已被占用。关掉占用它的程序，或换一个：PORT=${port + 1} npm start / Port ${port} is taken: stop the other program or choose another with PORT=${port + 1} npm start`,
            )
          : error,
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function banner(local: string, config: ReturnType<typeof loadConfig>, ms: number): string {
  const lines = [
    '',
    `  一窗 Yichuang  →  ${local}   (${(ms / 1000).toFixed(1)} s)`,
    `  数据库 database   ${config.database.embedded ? `内置 PostgreSQL，数据在 ${path.relative(process.cwd(), config.dataDir)}/postgres / embedded` : '外部 PostgreSQL / external'}`,
    config.model
      ? `  助手 assistant    本地引擎，${config.model.model} 协助 / local engine, advised by a model`
      : '  助手 assistant    本地引擎，无需模型 / local engine, no model needed',
  ]
  const logins = demoLoginsFile(config.dataDir)
  if (!config.production && fs.existsSync(logins)) {
    lines.push('  演示工作人员账号 demo staff logins  →  /desk')
    for (const each of JSON.parse(fs.readFileSync(logins, 'utf8')) as {
      username: string
      password: string
      title: string
    }[]) {
      lines.push(`    ${each.username.padEnd(14)} ${each.password}   ${each.title}`)
    }
  }
  return `${lines.join('\n')}\n`
}
