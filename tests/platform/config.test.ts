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

const MODEL = { OPENAI_API_KEY: 'k', ASSISTANT_MODEL: 'm' }

test.each([
  ['https://model.example.cn/v1', 'model.example.cn'],
  ['https://MODEL.example.cn/v1', 'Model.Example.CN'],
  ['https://model.example.cn./v1', 'other.cn, model.example.cn'],
  ['https://model.example.cn:8443/v1', 'model.example.cn.'],
  ['http://[::1]:8000/v1', '::1'],
  ['http://[0:0:0:0:0:0:0:1]:8000/v1', '[::1]'],
  ['http://10.1.2.3:8000/v1', '10.1.2.3'],
  ['http://model:8000/v1', 'model'],
  ['http://localhost:8000/v1', ''],
])('a model at %s may be asked where %j is allowed', (url, hosts) => {
  expect(complaints({ ...MODEL, OPENAI_BASE_URL: url, ASSISTANT_MODEL_HOSTS: hosts })).toEqual([])
})

test.each([
  ['https://api.elsewhere.example/v1', 'model.example.cn', 'ASSISTANT_MODEL_HOSTS does not allow'],
  ['https://api.elsewhere.example/v1', '', 'ASSISTANT_MODEL_HOSTS does not allow'],
  ['https://model.example.cn.elsewhere.example/v1', 'model.example.cn', 'does not allow'],
  ['https://elsewhere.example/model.example.cn/v1', 'model.example.cn', 'does not allow'],
  ['https://elsewhere.example#@model.example.cn/v1', 'model.example.cn', 'does not allow'],
  ['https://elsewhere.example\\@model.example.cn/v1', 'model.example.cn', 'does not allow'],
  ['https://sub.model.example.cn/v1', 'model.example.cn', 'does not allow'],
  ['https://model.example.cn@elsewhere.example/v1', 'model.example.cn', 'user or a password'],
  ['https://someone:secret@model.example.cn/v1', 'model.example.cn', 'user or a password'],
  ['http://[::ffff:8.8.8.8]/v1', '8.8.8.8', 'does not allow'],
  ['http://model.example.cn/v1', 'model.example.cn', 'must be https'],
  ['http://8.8.8.8/v1', '8.8.8.8', 'must be https'],
])('a model at %s stops the start where %j is allowed', (OPENAI_BASE_URL, ASSISTANT_MODEL_HOSTS, why) => {
  const env = { ...MODEL, OPENAI_BASE_URL, ASSISTANT_MODEL_HOSTS }
  expect(complaints(env)).toEqual(['OPENAI_BASE_URL'])
  expect(() => parseEnvironment(env)).toThrow(why)
})

test.each(['*', '*.example.cn', 'model.example.cn:443', 'https://model.example.cn', 'a@model.example.cn', 'a,,b'])(
  'a list of hosts that says %j is refused',
  (ASSISTANT_MODEL_HOSTS) => {
    expect(complaints({ ASSISTANT_MODEL_HOSTS })).toEqual(['ASSISTANT_MODEL_HOSTS'])
  },
)
