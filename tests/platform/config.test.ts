import { expect, test } from 'vitest'
import { ConfigError, loadConfig, parseEnvironment } from '../../api/platform/config.ts'

const KEY = 'a'.repeat(64)
const production = {
  YICHUANG_ENV: 'production',
  PUBLIC_URL: 'https://portal.example.gov.cn',
  DATABASE_URL: 'postgres://app:x@db:5432/yichuang',
  DATABASE_OWNER_URL: 'postgres://owner:x@db:5432/yichuang',
  YICHUANG_KEY_FIELDS: KEY,
  YICHUANG_KEY_CODES: KEY,
  YICHUANG_KEY_SESSIONS: KEY,
}

/** Names of the variables a refused environment is told about. */
function complaints(env: Record<string, string>): string[] {
  try {
    parseEnvironment(env)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return [...String((error as Error).message).matchAll(/^ {2}(\w+): .{5,}$/gm)].map((match) => match[1] ?? '').sort()
  }
}

test('an empty environment is a demo on embedded defaults', () => {
  expect(parseEnvironment({})).toMatchObject({ YICHUANG_ENV: 'demo', PORT: 4321, HOST: 'localhost', JOBS: true })
})

test('empty strings count as absent', () => {
  expect(complaints({ PORT: '', DATABASE_URL: '', YICHUANG_KEY_FIELDS: '' })).toEqual([])
})

test('every wrong variable is named at once, with what it should be', () => {
  const wrong = {
    YICHUANG_ENV: 'prod',
    PORT: '99999',
    PUBLIC_URL: 'ftp://x',
    DATABASE_URL: 'mysql://x/y',
    DATABASE_OWNER_URL: 'nonsense',
    DATABASE_POOL: 'many',
    YICHUANG_KEY_FIELDS: 'short',
    METRICS_TOKEN: 'short',
    LOG_LEVEL: 'loud',
    STAFF_TOTP: 'maybe',
    TRUST_PROXY: 'yes',
    JOBS: 'on',
    RATE_LIMIT_FACTOR: '-1',
  }
  expect(complaints(wrong)).toEqual(Object.keys(wrong).sort())
})

test('production refuses to start without keys, databases and public address', () => {
  expect(complaints({ YICHUANG_ENV: 'production' })).toEqual(
    Object.keys(production)
      .filter((name) => name !== 'YICHUANG_ENV')
      .sort(),
  )
  expect(complaints(production)).toEqual([])
  expect(loadConfig(production)).toMatchObject({
    production: true,
    staffTotp: 'required',
    publicUrl: 'https://portal.example.gov.cn',
  })
})

test('production refuses one role for owner and application', () => {
  expect(complaints({ ...production, DATABASE_URL: production.DATABASE_OWNER_URL })).toEqual(['DATABASE_URL'])
})

test('a key that is wrong is never printed', () => {
  expect(() => parseEnvironment({ YICHUANG_KEY_FIELDS: 'secret-in-plain-words' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret-in-plain-words') }),
  )
})

test('settings the start did not complete are refused with what to do', () => {
  expect(() => loadConfig({})).toThrow(/DATABASE_URL, YICHUANG_KEY_FIELDS.*npm start/)
})
