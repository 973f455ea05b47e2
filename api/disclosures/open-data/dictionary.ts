/** The data dictionary (数据字典): every column of the tables and every field of the JSON records, made from the code that writes them. */
import { z } from '@hono/zod-openapi'
import { type Locale, t } from '../../../content/messages/index.ts'
import { COLUMN_NAMES, COLUMNS } from '../export/columns.ts'
import { Disclosure } from '../model.ts'

const Entry = z.object({ name: z.string(), type: z.string(), meaning: z.string() })
export const Dictionary = z
  .object({
    /** Columns of CSV and XLSX in order. */
    columns: z.array(Entry.extend({ heading: z.string() })),
    /** Fields of a record in JSON and JSON lines. */
    fields: z.array(Entry),
  })
  .openapi('DataDictionary')
export type Dictionary = z.infer<typeof Dictionary>

/** As Frictionless Table Schema names them. */
const TYPES = { text: 'string', day: 'date', yuan: 'number', number: 'integer' } as const

export function readDictionary(locale: Locale): Dictionary {
  return {
    columns: COLUMN_NAMES.map((name) => ({
      name,
      heading: t(locale, `disclosures.column.${name}`),
      type: TYPES[COLUMNS[name].kind],
      meaning: t(locale, `disclosures.meaning.${name}`),
    })),
    fields: (Object.keys(Disclosure.shape) as (keyof Disclosure)[]).map((name) => ({
      name,
      type: typeOf(JSON_TYPES[name]),
      meaning: t(locale, `disclosures.meaning.${name}`),
    })),
  }
}

interface JsonType {
  type?: string | string[]
  anyOf?: JsonType[]
}
const JSON_TYPES = z.toJSONSchema(Disclosure, { unrepresentable: 'any' }).properties as Record<
  keyof Disclosure,
  JsonType
>

const typeOf = ({ type, anyOf = [] }: JsonType): string =>
  [...new Set(type === undefined ? anyOf.map(typeOf) : [type].flat())].join(' | ')
