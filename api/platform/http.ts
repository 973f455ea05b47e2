/** The HTTP edge of the API: context of a call, RFC 9457 problems in the reader's language, validation messages of our own. */
import { randomUUID } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Locale, negotiateLocale, t } from '../../content/messages/index.ts'
import type { Context } from './context.ts'
import type { PlatformDeps } from './deps.ts'
import { type FieldError, Problem, type ProblemCode } from './errors.ts'
import { connectionLost } from './safe-sql.ts'

/** What the caller of `app.fetch` may hand in beside the request. */
export interface Bindings {
  /** Client address as the server saw it; in-process callers pass the page's. */
  client?: string
  requestId?: string
  /** Asked by a page of the same process, which keeps nothing. */
  inProcess?: boolean
}
export interface ApiEnv {
  Bindings: Bindings
  Variables: { ctx: Context }
}
export type ApiContext = HonoContext<ApiEnv>

/** Every router of the API is made here, so that all refuse bad input in the same words. */
export function createRouter() {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new Problem('invalid', { errors: fieldErrors(result.error.issues) })
    },
  })
}

/** Puts the caller's context on the call; staff routes replace the actor after authenticating. */
export function callContext(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const requestId = c.env?.requestId ?? randomUUID()
    c.set('ctx', {
      actor: { kind: 'public' },
      requestId,
      locale: negotiateLocale(c.req.header('accept-language')),
      client: c.env?.client ?? 'unknown',
    })
    await next()
    c.res.headers.set('x-request-id', requestId)
  }
}

/** JSON writes must say so: a cross-site form cannot, and a preflight is never granted. */
export function requireJson(exempt: (path: string) => boolean): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const unsafe = !['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(c.req.method)
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (unsafe && !exempt(c.req.path) && type !== 'application/json') throw new Problem('unsupported-media-type')
    await next()
  }
}

export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')
export type ProblemBody = z.infer<typeof ProblemSchema>

export function problemBody(problem: Problem, locale: Locale, requestId: string): ProblemBody {
  const { options, code } = problem
  const errors = options.errors?.map((e) => ({ path: e.path, code: e.code, message: t(locale, e.message, e.params) }))
  return {
    type: `/api/docs#${code}`,
    title: t(locale, `errors.title.${code}`),
    status: problem.status,
    detail: options.detail
      ? t(locale, options.detail, options.params)
      : t(locale, `errors.detail.${code}`, options.params),
    requestId,
    ...(errors ? { errors } : {}),
  }
}

/** Turns whatever was thrown into a problem; nothing of a stack, a query or a path leaves. */
export function onApiError(deps: PlatformDeps) {
  return (error: unknown, c: ApiContext): Response => {
    const problem = toProblem(error)
    const ctx = c.get('ctx') as Context | undefined
    const requestId = ctx?.requestId ?? c.env?.requestId ?? randomUUID()
    const locale = ctx?.locale ?? negotiateLocale(c.req.header('accept-language'))
    if (problem.status >= 500)
      deps.log.error({ requestId, err: problem.cause ?? error, path: c.req.path }, 'call failed')
    return problemResponse(problem, locale, requestId)
  }
}

export function problemResponse(problem: Problem, locale: Locale, requestId: string): Response {
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  })
  if (problem.options.retryAfterSeconds) headers.set('retry-after', String(problem.options.retryAfterSeconds))
  return new Response(JSON.stringify(problemBody(problem, locale, requestId)), { status: problem.status, headers })
}

const STATUS_CODE: Record<number, ProblemCode> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem('invalid', { detail: 'errors.malformedJson' })
    return new Problem(STATUS_CODE[error.status] ?? 'internal', { cause: error })
  }
  if (connectionLost(error)) return new Problem('unavailable', { cause: error, retryAfterSeconds: 5 })
  return new Problem('internal', { cause: error })
}

/** Sentences for zod's issues, from our catalogues instead of the library's English. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix = ''): FieldError[] {
  return issues.map((issue) => {
    const path = prefix + issue.path.map(String).join('.')
    const number = (value: unknown) => Number(value)
    switch (issue.code) {
      case 'invalid_type':
        return issue.message.endsWith('received undefined')
          ? { path, code: 'required', message: 'errors.field.required' }
          : { path, code: 'type', message: 'errors.field.type' }
      case 'too_big':
        if (issue.origin === 'string')
          return { path, code: 'too-long', message: 'errors.field.tooLong', params: { max: number(issue.maximum) } }
        if (issue.origin === 'array')
          return { path, code: 'too-many', message: 'errors.field.tooMany', params: { max: number(issue.maximum) } }
        return { path, code: 'too-big', message: 'errors.field.tooBig', params: { max: number(issue.maximum) } }
      case 'too_small':
        if (issue.origin === 'string' && number(issue.minimum) === 1)
          return { path, code: 'required', message: 'errors.field.required' }
        if (issue.origin === 'string')
          return { path, code: 'too-short', message: 'errors.field.tooShort', params: { min: number(issue.minimum) } }
        return { path, code: 'too-small', message: 'errors.field.tooSmall', params: { min: number(issue.minimum) } }
      case 'invalid_format':
        if (issue.format === 'date') return { path, code: 'date', message: 'errors.field.date' }
        if (issue.format === 'email') return { path, code: 'email', message: 'errors.field.email' }
        if (issue.format === 'url') return { path, code: 'url', message: 'errors.field.url' }
        return { path, code: 'format', message: 'errors.field.format' }
      case 'invalid_value':
      case 'invalid_union':
        return { path, code: 'choice', message: 'errors.field.choice' }
      case 'unrecognized_keys':
        return { path, code: 'unknown', message: 'errors.field.unknown', params: { keys: issue.keys.join(', ') } }
      default:
        return { path, code: 'format', message: 'errors.field.format' }
    }
  })
}
