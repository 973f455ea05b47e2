/** The typed detail of a record as labelled lines in the reader's language. */
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import type { RecordContent } from './model.ts'
import { remembered } from './remembered.ts'
import { dayWords, listed, type Names, type NameTable, nameOf } from './words.ts'

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
const HAN = /\p{Script=Han}/u

/** Empty where the field is not shown. */
const labels = (locale: Locale) =>
  remembered((field) => {
    const key = `disclosures.field.${field}`
    return hasMessage(key) ? t(locale, key) : ''
  })
const labelOf = { zh: labels('zh'), en: labels('en') }

export function detailRows(content: Names, locale: Locale, { type, detail }: RecordContent): DetailRow[] {
  return Object.entries(detail).flatMap(([field, value]) => {
    const label = labelOf[locale](field)
    const table = TABLES[type]?.[field]
    // Most are plain text, and records are shown by the million.
    if (typeof value === 'string' && label !== '' && !table && field !== 'list' && !DAY.test(value))
      return [{ field, label, value, quoted: HAN.test(value) }]
    const values = (Array.isArray(value) ? value : [value]).map(String)
    if (label === '' || values.length === 0) return []
    const words = (each: string) => {
      if (field === 'list') return t(locale, `disclosures.list.${each === 'serious' ? 'serious' : 'abnormal'}`)
      if (table) return nameOf(content, locale, table, each)
      return DAY.test(each) ? dayWords(locale, each) : each
    }
    const shown = listed(locale, values.map(words))
    const quoted = typeof value !== 'number' && shown === listed(locale, values) && HAN.test(shown)
    return [{ field, label, value: shown, quoted }]
  })
}
