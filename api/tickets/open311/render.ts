/**
 * One answer in the two spellings of Open311 (GeoReport v2): JSON, and XML without namespaces. A list is an array in
 * JSON; in XML it is an element of its name that holds one element per item.
 */
import { escapeXml } from '../../platform/xml.ts'

export type Format = 'xml' | 'json'
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

export const CONTENT_TYPES: Record<Format, string> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Element of one item, by the list that holds it. */
const ITEMS: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  notes: 'note',
  errors: 'error',
}

/** @param root name of the outermost element in XML; JSON has none */
export function render(format: Format, root: string, value: Value): string {
  if (format === 'json') return JSON.stringify(value)
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
}

function element(name: string, value: Value): string {
  if (value === null || value === '') return `<${name}/>`
  if (isList(value)) {
    const item = ITEMS[name] ?? 'item'
    return `<${name}>${value.map((each) => element(item, each)).join('')}</${name}>`
  }
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([key, each]) => element(key, each))
    return `<${name}>${inner.join('')}</${name}>`
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`
}

/** `Array.isArray` does not narrow a readonly array. */
const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
