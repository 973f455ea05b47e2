/** The typed detail of a record as labelled lines in the reader's language. */
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import type { RecordContent } from './model.ts'
import { dayWords, listed, type NameTable, nameOf } from './words.ts'

export interface DetailRow {
  field: string
  label: string
  value: string
  /** The decision's own words, always Chinese; false for what we name ourselves. */
  quoted: boolean
}

/** Fields whose value is a code, by type of record. */
const TABLES: Partial<Record<RecordContent['type'], Record<string, NameTable>>> = {
  inspection: { kind: 'inspectionKinds', results: 'inspectionResults' },
  permit: { permit: 'permits', kind: 'licenceKinds' },
}
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function detailRows(content: Content, locale: Locale, { type, detail }: RecordContent): DetailRow[] {
  return Object.entries(detail).flatMap(([field, value]) => {
    const key = `disclosures.field.${field}`
    const table = TABLES[type]?.[field]
    const values = (Array.isArray(value) ? value : [value]).map(String)
    if (!hasMessage(key) || values.length === 0) return []
    const words = (each: string) => {
      if (field === 'list') return t(locale, `disclosures.list.${each === 'serious' ? 'serious' : 'abnormal'}`)
      if (table) return nameOf(content, locale, table, each)
      return DAY.test(each) ? dayWords(locale, each) : each
    }
    const shown = listed(locale, values.map(words))
    const quoted = typeof value !== 'number' && shown === listed(locale, values) && /\p{Script=Han}/u.test(shown)
    return [{ field, label: t(locale, key), value: shown, quoted }]
  })
}
