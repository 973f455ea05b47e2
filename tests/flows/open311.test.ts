/** Open311 GeoReport v2 as a client program meets it: both formats, its error shape, its limits, and what it must never show. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '../../api/api-keys/create-key.ts'
import { revokeKey } from '../../api/api-keys/revoke-key.ts'
import { systemContext } from '../../api/platform/context.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { parseXml } from '../harness/xml.ts'

const BASE = '/api/open311/v2'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const COMPLAINT = {
  service_code: 'P02',
  address_string: '舜华路 3 号',
  description: '演示：新买的电饭锅 <坏了> & 商家不管 😀',
  first_name: '演示小明',
  phone: '13800000001',
  'attribute[respondent_name]': '演示家电行',
  'attribute[contact_address]': '演示市演示路 1 号',
  'attribute[requests][]': 'refund',
  'attribute[for_daily_life]': 'yes',
  'attribute[amount_yuan]': '358',
}

let api: TestApi
let apiKey: string
beforeAll(async () => {
  api = await openApi()
  apiKey = (await createKey(api.deps, systemContext('test'), { source: 'open311', label: '演示客户端' })).key
})
afterAll(() => api.close())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await api.request(`${BASE}${path}`, { headers })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}
const getJson = async (path: string, headers: Record<string, string> = {}) => {
  const { status, text } = await get(path, headers)
  return { status, body: JSON.parse(text) }
}
const post = async (
  fields: Record<string, string>,
  {
    format = 'json',
    key = apiKey,
    headers = {},
  }: { format?: string; key?: string; headers?: Record<string, string> } = {},
) => {
  const body = new URLSearchParams({ ...fields, ...(key ? { api_key: key } : {}) }).toString()
  const response = await api.request(`${BASE}/requests.${format}`, {
    method: 'POST',
    body,
    headers: { ...FORM, ...headers },
  })
  return { status: response.status, text: await response.text() }
}
const created = async (fields: Record<string, string>) => {
  const { status, text } = await post(fields)
  expect(text).toContain('service_request_id')
  expect(status).toBe(200)
  return JSON.parse(text)[0] as { service_request_id: string; service_notice: string; token?: string }
}

describe('reading', () => {
  test('discovery names the endpoint in both formats', async () => {
    const { body } = await getJson('/discovery.json')
    expect(Object.keys(body)).toEqual(['changeset', 'contact', 'key_service', 'endpoints'])
    expect(body.endpoints[0]).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      formats: ['text/xml', 'application/json'],
    })
    const xml = await get('/discovery.xml')
    expect(xml.type).toBe('text/xml; charset=utf-8')
    expect(parseXml(xml.text).names).toEqual(expect.arrayContaining(['discovery', 'endpoints', 'endpoint', 'format']))
  })

  test('services: a root array of strings and real booleans, the same list in XML, none of them a report', async () => {
    const { body } = await getJson('/services.json', { 'accept-language': 'en' })
    expect(body.length).toBe(api.deps.content.problems.length + 2)
    for (const service of body) {
      expect(Object.keys(service)).toEqual([
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ])
      expect(typeof service.service_code).toBe('string')
      expect(typeof service.metadata).toBe('boolean')
      expect(service.type).toBe('realtime')
    }
    expect(JSON.stringify(body)).not.toContain('Report')
    const parsed = parseXml((await get('/services.xml')).text)
    expect(parsed.root).toBe('services')
    expect(parsed.names.filter((name) => name === 'service').length).toBe(body.length)
  })

  test('a definition is one object with ordered attributes; services without metadata have none', async () => {
    const { body } = await getJson('/services/P02.json')
    expect(body.service_code).toBe('P02')
    expect(body.attributes.map((each: { order: number }) => each.order)).toEqual(
      body.attributes.map((_: unknown, at: number) => at + 1),
    )
    const lists = body.attributes.filter((each: { datatype: string }) => each.datatype.endsWith('list'))
    for (const list of lists) expect(list.values.length).toBeGreaterThan(1)
    const xml = parseXml((await get('/services/P02.xml')).text)
    expect(xml.names).toEqual(
      expect.arrayContaining(['service_definition', 'attributes', 'attribute', 'values', 'value']),
    )
    expect((await getJson('/services/consultation.json')).status).toBe(404)
    expect((await getJson('/services/P77.json')).status).toBe(404)
  })

  test.each(['xml', 'json'])(
    'unknown service, request, token, address and jurisdiction are 404 errors in %s',
    async (format) => {
      for (const path of ['/services/X.', '/requests/JNGX20261122999998.', '/tokens/abc.', '/nothing.', '/a/b/c.']) {
        const { status, text } = await get(path + format)
        expect(status, path).toBe(404)
        if (format === 'json')
          expect(JSON.parse(text)[0]).toMatchObject({ code: '404', description: expect.any(String) })
        else expect(parseXml(text).names.slice(0, 3)).toEqual(['errors', 'error', 'code'])
      }
      expect((await get(`/services.${format}?jurisdiction_id=elsewhere`)).status).toBe(404)
      expect((await get(`/services.${format}?jurisdiction_id=370176`)).status).toBe(200)
    },
  )
})

describe('sending', () => {
  test('a complaint becomes a ticket with an id, a notice and no token, which its query code opens', async () => {
    const request = await created(COMPLAINT)
    expect(request.service_request_id).toMatch(/^JNGX20261122\d{6}$/)
    expect(request).not.toHaveProperty('token')
    const code = /[2-9A-Z]{8}/.exec(request.service_notice)?.[0] ?? ''
    const ticket = await api.request(`/api/tickets/${request.service_request_id}`, { headers: { 'query-code': code } })
    expect(await ticket.json()).toMatchObject({
      kind: 'complaint',
      problem: { code: 'P02' },
      narrative: COMPLAINT.description,
      amountYuan: '358.00',
    })
  })

  test('the same in XML', async () => {
    const { status, text } = await post(COMPLAINT, { format: 'xml' })
    expect(status).toBe(200)
    expect(parseXml(text).names.slice(0, 3)).toEqual(['service_requests', 'request', 'service_request_id'])
  })

  test('a point, a street of ours or words: each is a place; none is 400', async () => {
    const question = { service_code: 'consultation', description: '演示：办证要带什么？' }
    const { body } = await getJson(
      `/requests/${(await created({ ...question, lat: '36.66', long: '117.13' })).service_request_id}.json`,
    )
    expect(body[0].lat).toBeNull()
    const street = [...api.deps.content.find.street.keys()][0] ?? ''
    await created({ ...question, address_id: street })
    for (const wrong of [
      {},
      { lat: '36.66' },
      { lat: 'x', long: 'y' },
      { lat: '99', long: '117' },
      { address_id: 'nowhere' },
    ]) {
      const { status, text } = await post({ ...question, ...wrong })
      expect(status).toBe(400)
      expect(JSON.parse(text)[0].description).not.toMatch(/undefined|\{/)
    }
  })

  test('everything that is missing is said at once, in the names of the form', async () => {
    const { status, text } = await post({ service_code: 'P02' }, { headers: { 'accept-language': 'en' } })
    expect(status).toBe(400)
    const said = JSON.parse(text)
      .map((each: { description: string }) => each.description)
      .join('\n')
    for (const name of ['address_string', 'attribute[respondent_name]', 'attribute[requests]', 'phone', 'first_name'])
      expect(said).toContain(name)
  })

  test('without a key, with a wrong, foreign or revoked one: 403; only sending needs one', async () => {
    const hotline = await createKey(api.deps, systemContext('test'), { source: '12345', label: '演示热线' })
    const gone = await createKey(api.deps, systemContext('test'), { source: 'open311', label: '演示旧客户端' })
    await revokeKey(api.deps, systemContext('test'), { id: gone.id, reason: '演示' })
    for (const key of ['', 'yc_wrong', hotline.key, gone.key, 'x'.repeat(5000)])
      expect((await post(COMPLAINT, { key })).status, key.slice(0, 10)).toBe(403)
  })

  test('an unknown service is 404; another body type, a long text and a wrong sum are 400', async () => {
    expect((await post({ ...COMPLAINT, service_code: 'X1' })).status).toBe(404)
    expect((await post({ ...COMPLAINT, service_code: '' })).status).toBe(400)
    expect((await post({ ...COMPLAINT, description: '长'.repeat(4001) })).status).toBe(400)
    expect((await post({ ...COMPLAINT, 'attribute[amount_yuan]': 'viel' })).status).toBe(400)
    expect((await post({ ...COMPLAINT, 'attribute[requests][]': 'jail' })).status).toBe(400)
    const json = await api.post(`${BASE}/requests.json`, COMPLAINT)
    expect(json.status).toBe(400)
  })

  test('the same Idempotency-Key gives the same number', async () => {
    const headers = { 'idempotency-key': 'open311-repeat-1' }
    const first = await post(COMPLAINT, { headers })
    expect(await post(COMPLAINT, { headers })).toEqual(first)
    expect((await post({ ...COMPLAINT, phone: '13800000002' }, { headers })).status).toBe(409)
  })
})

describe('listing', () => {
  const file = async (draft: unknown) => {
    const response = await api.post('/api/tickets', draft)
    expect(response.status).toBe(201)
    return ((await response.json()) as { number: string }).number
  }

  test('class, street and state are public; words, names, numbers, reports and secrets are not', async () => {
    const open = await file(complaintDraft())
    const asked = await file(consultationDraft())
    const hidden = [
      await file(reportDraft()),
      await file(complaintDraft({ contact: { ...complaintDraft().contact, keepSecret: true } })),
    ]
    const { body } = await getJson('/requests.json?extensions=true')
    const ids = body.map((each: { service_request_id: string }) => each.service_request_id)
    expect(ids).toEqual(expect.arrayContaining([open, asked]))
    for (const number of hidden) {
      expect(ids).not.toContain(number)
      expect((await getJson(`/requests/${number}.json`)).status).toBe(404)
      expect((await getJson(`/requests.json?service_request_id=${number}`)).body).toEqual([])
    }
    const text = JSON.stringify(body)
    for (const secret of ['演示烤肉店', '王小明', '13800000001', '服务费', '电饭锅']) expect(text).not.toContain(secret)
    const one = body.find((each: { service_request_id: string }) => each.service_request_id === open)
    expect(one).toMatchObject({
      status: 'open',
      service_code: 'P06',
      requested_datetime: '2026-11-22T10:00:00.000+08:00',
      expected_datetime: expect.stringMatching(/T23:59:59\+08:00$/),
      extended_attributes: { state_code: expect.any(String) },
    })
    const parsed = parseXml((await get('/requests.xml')).text)
    expect(parsed.root).toBe('service_requests')
  })

  test('filters: an id overrides all others; service and status narrow; wrong ones are refused', async () => {
    const number = await file(complaintDraft({ problem: 'P10' }))
    const byId = await getJson(`/requests.json?service_request_id=${number}&status=closed&service_code=P01`)
    expect(byId.body.map((each: { service_request_id: string }) => each.service_request_id)).toEqual([number])
    const byService = await getJson('/requests.json?service_code=P10,consultation&status=open')
    expect(new Set(byService.body.map((each: { service_code: string }) => each.service_code))).toContain('P10')
    for (const each of byService.body) expect(['P10', 'consultation']).toContain(each.service_code)
    expect((await getJson('/requests.json?status=closed')).body).toEqual([])
    expect((await getJson('/requests.json?status=open,closed')).body.length).toBeGreaterThan(0)
    expect((await getJson('/requests.json?service_code=X9')).status).toBe(404)
    for (const wrong of [
      'status=half',
      'start_date=yesterday',
      'start_date=2026-01-01&end_date=2026-11-01',
      'start_date=2026-11-02&end_date=2026-11-01',
      'page=0',
      'page_size=100000',
    ])
      expect((await getJson(`/requests.json?${wrong}`)).status, wrong).toBe(400)
  })

  test('a span before the first ticket is empty; pages divide the list without overlap', async () => {
    expect((await getJson('/requests.json?end_date=2026-05-01T00:00:00%2B08:00')).body).toEqual([])
    expect((await getJson('/requests.json?start_date=2026-11-22T00:00:00+08:00')).body.length).toBeGreaterThan(0)
    const ids = async (page: number) =>
      (await getJson(`/requests.json?page=${page}&page_size=2`)).body.map(
        (each: { service_request_id: string }) => each.service_request_id,
      )
    const [first, second] = [await ids(1), await ids(2)]
    expect(first).toHaveLength(2)
    expect(second.some((id: string) => first.includes(id))).toBe(false)
  })
})
