/** Input no route expects, and what an answer to it may never contain. */
import { expect } from 'vitest'

export const SCRIPT = '<script>alert(1)</script>'
/** Identifiers that name nothing, each hostile in its own way. */
export const UNKNOWN_IDS = [
  'unknown-0000',
  '00000000-0000-4000-8000-000000000000',
  SCRIPT,
  "' or 1=1 --",
  '../../etc/passwd',
  '一二三',
  '%',
  '%00',
  'x'.repeat(3000),
]
/** Values of a type no field has in the place of every field. */
export const WRONG_VALUES: unknown[] = [
  { a: { b: 1 } },
  [[]],
  12_345,
  true,
  null,
  'x'.repeat(20_000),
  SCRIPT,
  '\u0000',
  '2026-02-30',
  -1,
  1e308,
]
/** Bodies that are JSON, but no object. */
export const WRONG_BODIES = ['[]', '"text"', 'null', '42', '{"__proto__":{"x":1}}', '{"constructor":1}']

const LEAK =
  /\n\s+at |\.(ts|mjs|js):\d+|node_modules|\b(select|insert|update|delete)\b.+\b(from|into|set)\b|drizzle|postgres|pg_|ZodError|TypeError|SyntaxError|\/(home|root|usr|work|tmp|var)\//i
const HAN = /[\u4e00-\u9fff]/

interface Problem {
  type: string
  title: string
  status: number
  detail: string
  requestId: string
  errors?: { path: string; code: string; message: string }[]
}

/** A refusal as the contract has it: problem+json, in the reader's language, telling nothing of the inside. */
export async function expectProblem(
  response: Response,
  language: 'zh-CN' | 'en',
  what: string,
  status?: number,
): Promise<void> {
  const text = await response.text()
  expect(response.headers.get('content-type'), `${what}: ${text.slice(0, 200)}`).toBe(
    'application/problem+json; charset=utf-8',
  )
  const problem = JSON.parse(text) as Problem
  if (status) expect(response.status, `${what}: ${text.slice(0, 300)}`).toBe(status)
  expect(problem.status, what).toBe(response.status)
  expect(problem, what).toMatchObject({
    type: expect.stringMatching(/^\/api\/docs#/),
    requestId: expect.stringMatching(/^[\w-]{8,}$/),
  })
  expect(response.headers.get('x-request-id'), what).toBe(problem.requestId)
  expect(LEAK.exec(text)?.[0], `${what} leaks`).toBeUndefined()
  expect(text, what).not.toContain('<script>')
  for (const sentence of [problem.title, problem.detail, ...(problem.errors ?? []).map((error) => error.message)]) {
    expect(HAN.test(sentence), `${what}: ${sentence}`).toBe(language === 'zh-CN')
    expect(sentence, what).not.toMatch(/\{\w+\}/)
  }
}
