/** JSON logs. Fields that may carry personal data are cut at the writer, whatever a caller passes. */
import fs from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import type { Config } from './config.ts'

export type Logger = pino.Logger

const PERSONAL = [
  'name',
  'phone',
  'address',
  'email',
  'narrative',
  'message',
  'contact',
  'draft',
  'code',
  'queryCode',
  'password',
  'token',
  'cookie',
  'authorization',
  'query-code',
  'ticket-pass',
]

export function createLog(config: Config['log']): Logger {
  const paths = PERSONAL.flatMap((field) => ['', '*', '*.*'].map((above) => `${above}["${field}"]`))
  const redact = { paths, censor: '[cut]' }
  const options: pino.LoggerOptions = {
    serializers: { err: withoutValues },
    level: config.level,
    redact,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  if (config.to === 'stdout') return pino(options)
  fs.mkdirSync(path.dirname(config.to), { recursive: true })
  return pino(options, pino.destination({ dest: config.to, sync: false }))
}

/** An error without what somebody typed: databases quote values in their messages, and stacks repeat the message. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    type: error.name,
    sqlState: 'code' in error ? error.code : undefined,
    what: error.message
      .split('\n')[0]
      ?.replace(/\d{6,}|"[^"]*"|[\w.+-]+@[\w.-]+/g, '…')
      .slice(0, 200),
    at: frames
      .slice(0, 8)
      .map((line) => line.trim().replace(/file:.*\/(?=(api|site|search|content|node_modules)\/)/, '')),
    ...(error.cause ? { cause: withoutValues(error.cause) } : {}),
  }
}
