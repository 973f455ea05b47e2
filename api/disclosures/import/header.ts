/** Finds the row of headings and fits a layout to it. */
import { FileFault } from '../../platform/spreadsheet/fault.ts'
import { FIELDS, type Read } from './fields.ts'
import { headerKey, type MappedColumn, type Mapping } from './mapping.ts'

/** A field and the cell it comes from. */
export interface BoundColumn {
  field: string
  read: Read
  /** Counted from 0. */
  index: number
  /** As the file writes it. */
  heading: string
  inWan: boolean
  values: MappedColumn['values']
}

export interface Bound {
  mapping: Mapping
  headings: readonly string[]
  columns: BoundColumn[]
  /** Heading by field. */
  names: ReadonlyMap<string, string>
  /** Headings nothing is taken from. */
  ignored: string[]
  /** Of those, the ones that hold what is never published. */
  personal: string[]
}

interface Fit {
  mapping: Mapping
  found: number
  missing: string[]
}

/** Rows above the headings, such as a title over the whole width. */
export const HEADER_WITHIN = 10

/** How well a row of headings fits a layout; the best of several. */
export function bestFit(mappings: readonly Mapping[], cells: readonly string[]): Fit | null {
  const headings = new Set(cells.map(headerKey))
  const fits = mappings.map((mapping) => {
    const found = mapping.columns.filter(({ names }) => names.some((name) => headings.has(name)))
    const has = (field: string) => field in mapping.constants || found.some((column) => column.field === field)
    const missing = Object.entries(FIELDS[mapping.kind])
      .filter(([field, { required }]) => required && !has(field))
      .map(([field]) => mapping.columns.find((column) => column.field === field)?.names[0] ?? field)
    return { mapping, found: found.length, missing }
  })
  const better = (a: Fit, b: Fit) => b.found - b.missing.length * 2 - (a.found - a.missing.length * 2)
  return fits.sort(better)[0] ?? null
}

/** @throws FileFault naming the columns that are missing, or stand there twice */
export function bind({ mapping, missing }: Fit, cells: readonly string[], line: number): Bound {
  const keys = cells.map(headerKey)
  if (missing.length > 0)
    throw new FileFault('imports.header.missing', { columns: missing.join('、'), layout: mapping.id }, line)
  const columns = mapping.columns.flatMap((column): BoundColumn[] => {
    const index = keys.findIndex((key) => column.names.includes(key))
    const read = FIELDS[mapping.kind][column.field]?.read
    if (index < 0 || !read) return []
    const key = keys[index] ?? ''
    const again = keys.indexOf(key, index + 1)
    if (again >= 0)
      throw new FileFault(
        'imports.header.twice',
        { column: cells[index] ?? '', first: index + 1, second: again + 1 },
        line,
      )
    const inWan = /万元/.test(key) || (column.unit === '10k-yuan' && !/\(元\)/.test(key))
    return [{ field: column.field, read, index, heading: (cells[index] ?? '').trim(), inWan, values: column.values }]
  })
  const used = new Set(columns.map(({ index }) => index))
  const ignored = cells.map((cell) => cell.trim()).filter((cell, index) => cell !== '' && !used.has(index))
  return {
    mapping,
    headings: cells,
    columns,
    names: new Map(columns.map(({ field, heading }) => [field, heading])),
    ignored: ignored.filter((heading) => !mapping.personal.has(headerKey(heading))),
    personal: ignored.filter((heading) => mapping.personal.has(headerKey(heading))),
  }
}
