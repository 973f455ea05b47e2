/**
 * The one place that reads the environment. A wrong environment stops the start and lists every
 * wrong variable with what it should be (docs/operations.md has the table).
 */
import path from 'node:path'
import { z } from 'zod'
import { addressProblem, notHosts } from './allowed-address.ts'

const key = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters (32 bytes): openssl rand -hex 32')
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a PostgreSQL address: postgres://user:password@host:5432/name',
})
const count = (standard: number) =>
  z.coerce.number({ error: 'must be a whole number above 0' }).int().positive().default(standard)
const flag = (standard: 'true' | 'false') =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default(standard)
    .transform((value) => value === 'true')

const Environment = z
  .object({
    /** `demo` runs on embedded defaults with marked demo data; `production` refuses them. */
    YICHUANG_ENV: z.enum(['demo', 'production'], { error: 'must be demo or production' }).default('demo'),
    /** Folder that holds `content/` and `dist/`. */
    YICHUANG_ROOT: z.string().default(process.cwd()),
    /** Folder for everything the portal writes when nothing else is configured. */
    YICHUANG_DATA: z.string().optional(),
    HOST: z.string().default('localhost'),
    PORT: z.coerce.number({ error: 'must be a port number from 1 to 65535' }).int().min(1).max(65535).default(4321),
    /** Public address without a trailing slash; canonical links, feeds and origin checks rely on it. */
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'must be the public address: https://portal.example.gov.cn' })
      .optional(),
    /** Role the application runs under: may not change audit rows. */
    DATABASE_URL: postgresUrl.optional(),
    /** Role that owns the tables: migrations, retention, backup. */
    DATABASE_OWNER_URL: postgresUrl.optional(),
    DATABASE_POOL: z.coerce.number({ error: 'must be a number from 2 to 100' }).int().min(2).max(100).default(10),
    /** Seals personal fields at rest. Losing it loses them. */
    YICHUANG_KEY_FIELDS: key.optional(),
    /** Derives query codes and keyed hashes of phone numbers. */
    YICHUANG_KEY_CODES: key.optional(),
    /** Signs staff sessions and short-lived passes. */
    YICHUANG_KEY_SESSIONS: key.optional(),
    /** Search server; the embedded engine serves without it. */
    MEILI_URL: z
      .url({ protocol: /^https?$/, error: 'must be the address of Meilisearch: http://search:7700' })
      .optional(),
    /** Master key of Meilisearch, or one that may write, swap and make keys. */
    MEILI_KEY: z.string().min(1).optional(),
    /** Key of an OpenAI-compatible server; the assistant works by its own rules without it. */
    OPENAI_API_KEY: z.string().min(1).optional(),
    /** Its address, up to and with `/v1`. */
    OPENAI_BASE_URL: z
      .url({ protocol: /^https?$/, error: 'must be the address of the model: https://model.example.gov.cn/v1' })
      .optional(),
    ASSISTANT_MODEL: z.string().min(1).optional(),
    /** Hosts the model may stand on, comma-separated. Personal data may not leave the country: name each host on purpose. */
    ASSISTANT_MODEL_HOSTS: z
      .string()
      .refine(
        (hosts) => notHosts(hosts).length === 0,
        'must be host names, comma-separated, without port, path or star',
      )
      .default('localhost,127.0.0.1'),
    ASSISTANT_CALLS_PER_DAY: count(2000),
    ASSISTANT_CALLS_PER_CONVERSATION: count(30),
    /** Server that takes outgoing mail; without it mails stay in the outbox. */
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: 'must be the address of a mail server: smtps://user:password@mail.example.gov.cn',
      })
      .optional(),
    /** Sender of every mail. */
    MAIL_FROM: z.email('must be a mail address: window@example.gov.cn').optional(),
    /** Program that reads a file on standard input and ends with 0 for clean, 1 for infected, e.g. `clamdscan --no-summary -`. */
    SCAN_COMMAND: z.string().min(1).optional(),
    /** A clamd that looks at every upload, instead of a program. */
    CLAMD_HOST: z
      .string()
      .regex(/^[\w.-]+:\d{1,5}$/, 'must be a host and a port: scanner:3310')
      .optional(),
    /** Bearer token for /metrics from beyond loopback. */
    METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
        error: 'must be trace, debug, info, warn, error or silent',
      })
      .default('info'),
    /** `stdout`, or a file the start creates. */
    LOG_TO: z.string().default('stdout'),
    /** Whether every staff account must use a one-time code (two factors, 等保2.0). */
    STAFF_TOTP: z.enum(['required', 'optional'], { error: 'must be required or optional' }).optional(),
    /** Believe X-Forwarded-For of the reverse proxy in front. */
    TRUST_PROXY: flag('false'),
    /** Run background jobs in this process. */
    JOBS: flag('true'),
    /** How long a rendered public page serves everyone who asks for it; 0 where a CDN does that. */
    PAGE_CACHE_SECONDS: z.coerce
      .number({ error: 'must be a number of seconds from 0 to 60' })
      .int()
      .min(0)
      .max(60)
      .default(5),
    /** Factor on every rate limit; tests and benchmarks on one machine raise it. */
    RATE_LIMIT_FACTOR: z.coerce.number({ error: 'must be a number above 0' }).positive().default(1),
  })
  .superRefine((env, ctx) => {
    if (env.OPENAI_API_KEY !== undefined) {
      if (env.ASSISTANT_MODEL === undefined)
        ctx.addIssue({ code: 'custom', path: ['ASSISTANT_MODEL'], message: 'is required with OPENAI_API_KEY' })
      if (env.OPENAI_BASE_URL === undefined)
        ctx.addIssue({ code: 'custom', path: ['OPENAI_BASE_URL'], message: 'is required with OPENAI_API_KEY' })
      else {
        const message = addressProblem(env.OPENAI_BASE_URL, env.ASSISTANT_MODEL_HOSTS)
        if (message !== undefined) ctx.addIssue({ code: 'custom', path: ['OPENAI_BASE_URL'], message })
      }
    }
    if (env.SMTP_URL && !env.MAIL_FROM)
      ctx.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is required when SMTP_URL is set' })
    if (env.YICHUANG_ENV !== 'production') return
    const required = [
      'PUBLIC_URL',
      'DATABASE_URL',
      'DATABASE_OWNER_URL',
      'YICHUANG_KEY_FIELDS',
      'YICHUANG_KEY_CODES',
      'YICHUANG_KEY_SESSIONS',
    ] as const
    for (const name of required) {
      if (env[name] === undefined)
        ctx.addIssue({ code: 'custom', path: [name], message: 'is required when YICHUANG_ENV=production' })
    }
    if (env.DATABASE_URL && env.DATABASE_URL === env.DATABASE_OWNER_URL) {
      ctx.addIssue({
        code: 'custom',
        path: ['DATABASE_URL'],
        message: 'must be another role than DATABASE_OWNER_URL, so that the application cannot change audit rows',
      })
    }
  })

type Environment = z.infer<typeof Environment>

/** Thrown when the environment is wrong; `message` lists every wrong variable. */
export class ConfigError extends Error {}

/** The model behind the assistant, and how often it may be asked. */
export interface ModelSettings {
  apiKey: string
  baseUrl: string
  model: string
  callsPerDay: number
  callsPerConversation: number
}

/** Settings as the start leaves them: every secret and address is present. */
export interface Config {
  production: boolean
  root: string
  dataDir: string
  host: string
  port: number
  publicUrl: string
  database: { url: string; ownerUrl: string; pool: number; embedded: boolean }
  keys: { fields: string; codes: string; sessions: string }
  /** Meilisearch, when configured. */
  meilisearch: { url: string; key: string | undefined } | undefined
  /** The assistant's model, when configured. */
  model: ModelSettings | undefined
  /** Mail server, when configured. */
  smtp: { url: string; from: string } | undefined
  /** Malware scanner for uploads, when configured: a program and its arguments, or a clamd. */
  scanner: { command: readonly string[] } | { host: string; port: number } | undefined
  metricsToken: string | undefined
  log: { level: string; to: string }
  staffTotp: 'required' | 'optional'
  trustProxy: boolean
  jobs: boolean
  rateLimitFactor: number
  pageCacheSeconds: number
  version: string
}

/** Parses an environment; empty strings count as absent. */
export function parseEnvironment(env: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`环境变量有误，未启动 / The environment is wrong, not started:\n${lines.join('\n')}`)
}

function modelOf(env: Environment): ModelSettings | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, ASSISTANT_MODEL: model } = env
  if (apiKey === undefined || baseUrl === undefined || model === undefined) return undefined
  const { ASSISTANT_CALLS_PER_DAY: callsPerDay, ASSISTANT_CALLS_PER_CONVERSATION: callsPerConversation } = env
  return { apiKey, baseUrl, model, callsPerDay, callsPerConversation }
}

function scannerOf({ SCAN_COMMAND: command, CLAMD_HOST: clamd }: Environment): Config['scanner'] {
  if (command !== undefined) return { command: command.split(/\s+/) }
  const [host = '', port] = clamd?.split(':') ?? []
  return clamd === undefined ? undefined : { host, port: Number(port) }
}

export function dataDirOf(env: Environment): string {
  return path.resolve(env.YICHUANG_ROOT, env.YICHUANG_DATA ?? '.data')
}

/** Complete settings for a process whose environment the start has completed (database and keys present). */
export function loadConfig(source: Record<string, string | undefined>): Config {
  const env = parseEnvironment(source)
  const missing = (
    ['DATABASE_URL', 'YICHUANG_KEY_FIELDS', 'YICHUANG_KEY_CODES', 'YICHUANG_KEY_SESSIONS'] as const
  ).filter((name) => !env[name])
  if (missing.length > 0) {
    throw new ConfigError(
      `缺少 ${missing.join(', ')}：请用 npm start 启动，它会补齐内置默认值 / Missing: start with npm start, which completes the embedded defaults.`,
    )
  }
  const production = env.YICHUANG_ENV === 'production'
  return {
    production,
    root: env.YICHUANG_ROOT,
    dataDir: dataDirOf(env),
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, ''),
    database: {
      url: env.DATABASE_URL ?? '',
      ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? '',
      pool: env.DATABASE_POOL,
      embedded: source['YICHUANG_EMBEDDED'] === '1',
    },
    keys: {
      fields: env.YICHUANG_KEY_FIELDS ?? '',
      codes: env.YICHUANG_KEY_CODES ?? '',
      sessions: env.YICHUANG_KEY_SESSIONS ?? '',
    },
    meilisearch: env.MEILI_URL === undefined ? undefined : { url: env.MEILI_URL, key: env.MEILI_KEY },
    model: modelOf(env),
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
    scanner: scannerOf(env),
    metricsToken: env.METRICS_TOKEN,
    log: { level: env.LOG_LEVEL, to: env.LOG_TO },
    staffTotp: env.STAFF_TOTP ?? (production ? 'required' : 'optional'),
    trustProxy: env.TRUST_PROXY,
    jobs: env.JOBS,
    rateLimitFactor: env.RATE_LIMIT_FACTOR,
    pageCacheSeconds: env.PAGE_CACHE_SECONDS,
    version: source['npm_package_version'] ?? '0.0.0',
  }
}
