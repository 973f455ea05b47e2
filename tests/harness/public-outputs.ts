/**
 * Everything a stranger can be given, by walking the routes themselves: a new route, a new format and a new index are
 * in by being there. A route whose path needs a value nobody knows fails the walk until `values` names one.
 */
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'
import { sources } from '../../api/search/sources.ts'
import type { TestApi } from './api.ts'

export interface Sample {
  /** Id of the record looked for. */
  record: string
  uscc: string
  /** Words that find it. */
  words: readonly string[]
  /** Ticket and request numbers, as somebody without their code would try them. */
  ticket: string
  request: string
}

interface Operation {
  parameters?: { in: string; name: string; schema?: { enum?: string[]; items?: { enum?: string[] } } }[]
}

const LANGUAGES = ['zh', 'en'] as const

/** @returns what each output says, by its name: language and address, or index */
export async function publicOutputs(api: TestApi, sample: Sample): Promise<Map<string, string>> {
  const outputs = new Map<string, string>()
  for (const address of await publicAddresses(api, sample))
    for (const language of LANGUAGES) {
      const response = await api.request(address, { headers: { 'accept-language': language } })
      outputs.set(`${language} ${address}`, `${await readable(response)}\n${JSON.stringify([...response.headers])}`)
    }
  for (const { index, all } of sources) {
    const documents: string[] = []
    for await (const batch of all(api.deps)) documents.push(JSON.stringify(batch))
    outputs.set(`source ${index.name}`, documents.join('\n'))
    for (const words of sample.words) {
      const { hits } = await api.deps.search.query(index, { text: { words }, limit: 100, offset: 0 })
      outputs.set(`index ${index.name} ${words}`, JSON.stringify(hits))
    }
  }
  return outputs
}

/** Addresses of every public GET route: without a query, with each word to find, and in each format it offers. */
async function publicAddresses(api: TestApi, sample: Sample): Promise<string[]> {
  const document = (await (await api.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  const paths = new Set(
    api.app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.startsWith('/api/desk'))
      .map(({ path }) => path),
  )
  return [...paths].flatMap((path) => {
    const parameters = document.paths[path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')]?.['get']?.parameters ?? []
    const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name)
    const formats = parameters.find(({ name }) => name === 'format')?.schema?.enum ?? []
    const words = names.includes('q') ? sample.words.map((q) => `q=${encodeURIComponent(q)}`) : []
    const queries = ['', ...words, ...formats.map((format) => `format=${format}`)]
    const choices = parameters.flatMap((each) =>
      each.in === 'path' && each.schema?.enum ? each.schema.enum.map((value) => ({ [each.name]: value })) : [],
    )
    return (choices.length > 0 ? choices : [{}]).flatMap((chosen) => {
      const place = fill(path, sample, chosen)
      return queries.map((query) => (query === '' ? place : `${place}?${query}`))
    })
  })
}

/** What stands for a parameter: one of its own choices, or a value by the part of the path before it. */
function fill(path: string, { record, uscc, ticket, request }: Sample, chosen: Record<string, string>): string {
  const values: Record<string, string> = {
    disclosures: record,
    requests: request,
    enterprises: uscc,
    tickets: ticket,
    party: ticket,
    conversations: record,
    attachments: record,
    notices: record,
    hotlines: '12345',
    regulations: 'food-safety-law',
    articles: '124',
    licences: 'milk-tea-shop',
    services: 'food-permit',
    basis: 'HYG.4',
    powers: 'x',
  }
  const parts = path.replaceAll('[^/]+', 'any').split('/')
  return parts
    .map((part, index) => {
      if (!part.startsWith(':')) return part
      const value = fileNamed(part) ?? chosen[part.slice(1)] ?? values[parts[index - 1] ?? '']
      if (value === undefined) throw new Error(`tests/harness/public-outputs.ts names no value for ${path}`)
      return encodeURIComponent(value)
    })
    .join('/')
}

/** `:file{discovery\\.(json|xml)}` names its file itself. */
function fileNamed(part: string): string | undefined {
  const [, name, ending] = /\{(\w+)\\\.\((\w+)\|/.exec(part) ?? []
  return name && ending ? `${name}.${ending}` : undefined
}

/** Text as it stands; packed files (GZ, XLSX) unpacked. */
async function readable(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer())
  if (bytes.subarray(0, 2).toString('hex') === '1f8b') return gunzipSync(bytes).toString('utf8')
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8')
  const zip = await fromBufferPromise(bytes, {})
  const parts: string[] = []
  for await (const entry of zip.eachEntry()) parts.push(await text(await zip.openReadStreamPromise(entry)))
  return parts.join('\n')
}
