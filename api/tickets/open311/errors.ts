/** Errors as Open311 spells them: a list of codes with sentences, in Chinese or English as the client asks. */
import { t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { Problem } from '../../platform/errors.ts'
import { type ApiContext, problemBody, toProblem } from '../../platform/http.ts'
import { CONTENT_TYPES, type Format, render, type Value } from './render.ts'

/** By its specification a missing key is 403 as a wrong one is. */
const statusOf = ({ code, status }: Problem) => (code === 'unauthenticated' ? 403 : status)

export const formatOf = (path: string): Format => (path.endsWith('.xml') ? 'xml' : 'json')

export function onOpen311Error(deps: Deps) {
  return (error: unknown, c: ApiContext): Response => {
    const problem = toProblem(error)
    const { locale, requestId } = c.get('ctx')
    const status = statusOf(problem)
    if (status >= 500) deps.log.error({ requestId, err: problem.cause ?? error, path: c.req.path }, 'call failed')
    const body = problemBody(problem, locale, requestId)
    const fields = body.errors ?? []
    const errors: Value[] =
      fields.length > 0
        ? fields.map(({ path, message }) => ({
            code: String(status),
            description: t(locale, 'georeport.fieldError', { field: path, message }),
          }))
        : [{ code: String(status), description: body.detail }]
    const format = formatOf(c.req.path)
    const headers = new Headers({ 'content-type': CONTENT_TYPES[format], 'cache-control': 'no-store' })
    const { retryAfterSeconds } = problem.options
    if (retryAfterSeconds) headers.set('retry-after', String(retryAfterSeconds))
    return new Response(render(format, 'errors', errors), { status, headers })
  }
}
