/** Every route, with everything it does not expect: a proper 4xx in the reader's language, and nothing of the inside. */
import { beforeAll, describe, expect, test } from 'vitest'
import { complaintDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { expectProblem, SCRIPT, UNKNOWN_IDS, WRONG_BODIES, WRONG_VALUES } from '../harness/hostile.ts'

interface Route {
  method: string
  path: string
}
interface Schema {
  $ref?: string
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
interface Document {
  paths: Record<
    string,
    Record<
      string,
      { requestBody?: { content: Record<string, { schema: Schema }> }; parameters?: { in: string; name: string }[] }
    >
  >
  components: { schemas: Record<string, Schema> }
}

let api: TestApi
let routes: Route[]
let document: Document
beforeAll(async () => {
  api = await openApi()
  routes = api.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.startsWith('/api/open311/'))
    .filter(
      (route, index, all) =>
        all.findIndex((each) => each.method === route.method && each.path === route.path) === index,
    )
    .map(({ method, path }) => ({ method, path }))
  document = (await (await api.request('/api/openapi.json')).json()) as Document
  return api.close
})

const LANGUAGES = ['zh-CN', 'en'] as const
/** Take files as they are, with refusals of their own: tests/flows/attachments.test.ts, order-upload.test.ts. */
const FILES = [
  '/api/attachments',
  '/api/desk/orders',
  '/api/desk/tickets/:number/attachments',
  '/api/party/:number/attachments',
]
const takesBody = ({ method, path }: Route) => ['POST', 'PUT', 'PATCH'].includes(method) && !FILES.includes(path)
const fill = (path: string, id: string) => path.replace(/:\w+/g, encodeURIComponent(id))
const send = (route: Route, id: string, language: string, body?: string, type = 'application/json') =>
  api.request(fill(route.path, id), {
    method: route.method,
    headers: { 'accept-language': language, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  })

/** Refused as a problem, or, where the input happens to be acceptable, a plain answer; never a failure of ours. */
async function expectSound(response: Response, language: 'zh-CN' | 'en', what: string): Promise<void> {
  if (response.status >= 400) {
    expect(response.status, what).toBeLessThan(500)
    await expectProblem(response, language, what)
  } else {
    expect(response.status, what).toBeLessThan(400)
    await response.body?.cancel()
  }
}

/** Names of the fields a route's body may have, wherever they stand in its schema. */
function fieldsOf({ method, path }: Route): string[] {
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  const names = (schema: Schema | undefined, depth = 0): string[] => {
    if (!schema || depth > 6) return []
    const target = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema
    const parts = [...(target?.anyOf ?? []), ...(target?.oneOf ?? []), ...(target?.allOf ?? [])]
    return [...Object.keys(target?.properties ?? {}), ...parts.flatMap((part) => names(part, depth + 1))]
  }
  return [...new Set(names(operation?.requestBody?.content['application/json']?.schema))]
}

test('the walk sees the routes', () => {
  expect(routes.length).toBeGreaterThan(12)
  expect(routes.filter(takesBody).flatMap(fieldsOf)).toContain('narrative')
})

describe.each(LANGUAGES)('in %s', (language) => {
  test('an address that names nothing is a 404 problem', async () => {
    for (const address of [
      '/api',
      '/api/nothing',
      '/api/nothing/at/all',
      `/api/${encodeURIComponent(SCRIPT)}`,
      '/api/tickets/a/b/c',
      '/api/%E0%A4%A',
    ]) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const headers = { 'accept-language': language, 'content-type': 'application/json' }
        await expectProblem(await api.request(address, { method, headers }), language, `${method} ${address}`, 404)
      }
    }
  })

  test('a method nobody offers is a 405 problem', async () => {
    for (const path of new Set(routes.map((route) => route.path))) {
      const offered = routes.filter((route) => route.path === path).map((route) => route.method)
      const method = offered.includes('DELETE') ? 'POST' : 'DELETE'
      const body = method === 'POST' ? '{}' : undefined
      await expectProblem(await send({ method, path }, 'x', language, body), language, `${method} ${path}`, 405)
    }
  })

  test('an unknown or hostile identifier is refused', async () => {
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      for (const id of UNKNOWN_IDS) {
        const response = await send(route, id, language, takesBody(route) ? '{}' : undefined)
        expect(response.status, `${route.method} ${route.path} ${id.slice(0, 40)}`).toBeGreaterThanOrEqual(400)
        await expectSound(response, language, `${route.method} ${route.path} ${id.slice(0, 40)}`)
      }
    }
  })

  test('hostile query parameters and headers are refused or ignored', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const declared = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.get?.parameters ?? []
      const names = [
        'q',
        'limit',
        'page',
        'next',
        ...declared.filter((each) => each.in === 'query').map((each) => each.name),
      ]
      for (const value of ['', SCRIPT, "' or 1=1 --", '-1', '1e9', '\u0000', 'x'.repeat(4000)]) {
        const query = new URLSearchParams(names.map((name) => [name, value]))
        const response = await api.request(`${fill(route.path, 'x')}?${query}`, {
          headers: { 'accept-language': language, 'query-code': SCRIPT, 'ticket-pass': "'--" },
        })
        await expectSound(response, language, `GET ${route.path}?…=${value.slice(0, 20)}`)
      }
    }
  })

  describe('bodies', () => {
    test('malformed JSON is a 400 problem, also cut in the middle of a character', async () => {
      for (const route of routes.filter(takesBody)) {
        for (const body of ['{"a":', '{', 'text', '{"a":"\ud800', '']) {
          const response = await send(route, 'x', language, body)
          const what = `${route.method} ${route.path} ${body}`
          expect([400, 401, 403, 404], what).toContain(response.status)
          await expectProblem(response, language, what)
        }
      }
    })

    test('anything but JSON is a 415 problem', async () => {
      // Mail programs end a subscription with a form (RFC 8058).
      const formless = routes.filter((route) => takesBody(route) && route.path !== '/api/disclosures/alerts/end')
      for (const route of formless) {
        for (const type of [
          'application/x-www-form-urlencoded',
          'text/plain',
          'multipart/form-data; boundary=x',
          'application/json-seq',
          'nonsense',
        ]) {
          await expectProblem(
            await send(route, 'x', language, 'a=1', type),
            language,
            `${route.method} ${route.path} as ${type}`,
            415,
          )
        }
      }
    })

    test('more than 1 MiB is a 413 problem', async () => {
      const body = JSON.stringify({ narrative: 'x'.repeat(1024 * 1024 + 1) })
      for (const route of routes.filter(takesBody)) {
        await expectProblem(await send(route, 'x', language, body), language, `${route.method} ${route.path}`, 413)
      }
    })

    test('JSON of another shape, and every field with every wrong value, is refused or harmless', async () => {
      for (const route of routes.filter(takesBody)) {
        for (const body of ['{}', ...WRONG_BODIES])
          await expectSound(await send(route, 'x', language, body), language, `${route.path} ${body}`)
        const fields = fieldsOf(route)
        for (const value of WRONG_VALUES) {
          const all = JSON.stringify(Object.fromEntries(fields.map((field) => [field, value])))
          await expectSound(
            await send(route, 'x', language, all),
            language,
            `${route.path} all fields ${JSON.stringify(value).slice(0, 40)}`,
          )
          for (const kind of ['complaint', 'report', 'consultation', 'praise'].filter(() =>
            fields.includes('narrative'),
          )) {
            const draft = JSON.stringify({
              ...Object.fromEntries(fields.map((field) => [field, value])),
              kind,
              narrative: '演示',
            })
            await expectSound(
              await send(route, 'x', language, draft),
              language,
              `${route.path} ${kind} ${JSON.stringify(value).slice(0, 40)}`,
            )
          }
        }
      }
    })
  })

  test('the desk answers nobody without a session, whatever is sent', async () => {
    const open = ['/api/desk/login', '/api/desk/login/code', '/api/desk/logout']
    for (const route of routes.filter(({ path }) => path.startsWith('/api/desk/') && !open.includes(path))) {
      for (const headers of [{}, { cookie: 'yichuang_session=x; session=1' }, { authorization: 'Bearer x' }]) {
        const response = await api.request(fill(route.path, 'GX-1'), {
          method: route.method,
          headers: {
            'accept-language': language,
            ...(takesBody(route) ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
          ...(takesBody(route) ? { body: '{}' } : {}),
        })
        expect([401, 403], `${route.method} ${route.path}`).toContain(response.status)
        await expectProblem(response, language, `${route.method} ${route.path}`)
      }
    }
  })
})

test('hostile text in each single field of a draft that is otherwise right', async () => {
  const texts = [SCRIPT, 'a\u0000b', '\ud800', '\u202eabc', "'; drop table tickets; --", '{{7*7}}', '😀'.repeat(50)]
  const paths = [
    'narrative',
    'evidence',
    'place.text',
    'place.street',
    'contact.name',
    'contact.address',
    'respondent.name',
    'respondent.address',
    'purchase.item',
    'problem',
    'object',
  ]
  for (const path of paths) {
    for (const text of texts) {
      const draft = JSON.parse(JSON.stringify(complaintDraft())) as Record<string, unknown>
      const [outer = '', inner] = path.split('.')
      if (inner) draft[outer] = { ...(draft[outer] as object), [inner]: text }
      else draft[outer] = text
      for (const address of ['/api/tickets', '/api/tickets/check']) {
        await expectSound(
          await api.post(address, draft, { 'accept-language': 'en' }),
          'en',
          `${address} ${path} = ${JSON.stringify(text)}`,
        )
      }
    }
  }
  for (const text of texts) {
    const response = await api.post(
      '/api/assistant/turns',
      { message: text },
      { 'accept-language': 'en', accept: 'application/json' },
    )
    await expectSound(response, 'en', `turn ${JSON.stringify(text)}`)
  }
  expect((await api.post('/api/tickets', complaintDraft())).status).toBe(201)
})

test('nothing of all this was a failure of ours', async () => {
  const failures = (await api.logs()).filter((line) => /"level":(50|60)/.test(line))
  expect(failures.map((line) => line.slice(0, 300))).toEqual([])
})
