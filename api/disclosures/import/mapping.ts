/** Which column says what: the built-in layouts and those an operator writes, one format for both. */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { FileFault } from '../../platform/spreadsheet/fault.ts'
import { FIELDS, KINDS, type Kind } from './fields.ts'

const Names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const Column = z.union([
  Names,
  z.strictObject({
    from: Names,
    /** Sums of the column count in 万元. */
    unit: z.enum(['yuan', '10k-yuan']).optional(),
    /** Words of the file to ids or words of ours. */
    values: z.record(z.string(), z.string()).optional(),
  }),
])
const MappingFile = z.strictObject({
  kind: z.enum(KINDS),
  encoding: z.string().optional(),
  delimiter: z.string().length(1).optional(),
  columns: z.record(z.string(), Column),
  constants: z.record(z.string(), z.string().min(1)).default({}),
  /** Columns left alone on purpose: they hold what is never published. */
  personal: z.array(z.string()).default([]),
})

export interface MappedColumn {
  field: string
  names: string[]
  unit: 'yuan' | '10k-yuan' | undefined
  values: ReadonlyMap<string, string>
}
export interface Mapping {
  /** File name without its ending. */
  id: string
  kind: Kind
  encoding: string | undefined
  delimiter: string | undefined
  columns: MappedColumn[]
  constants: Readonly<Record<string, string>>
  personal: ReadonlySet<string>
}

/** A header as it is compared: no spaces, stars or marks, half-width, lower case. */
export const headerKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s*\uFEFF"'“”]/g, '')
    .toLowerCase()

/** @throws FileFault naming what is wrong with the mapping */
export function readMapping(file: string, kind: Kind): Mapping {
  let raw: unknown
  try {
    raw = parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new FileFault('imports.mapping.unreadable', { why: String((error as Error).message.split('\n')[0]) })
  }
  const parsed = MappingFile.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new FileFault('imports.mapping.wrong', { where: issue?.path.join('.') ?? '', why: issue?.message ?? '' })
  }
  const mapping = compile(path.basename(file).replace(/\.ya?ml$/, ''), parsed.data)
  if (mapping.kind !== kind) throw new FileFault('imports.mapping.kind', { kind: mapping.kind, asked: kind })
  return mapping
}

/** The layouts that need no mapping file. */
export function builtInLayouts(root: string, kind: Kind): Mapping[] {
  const folder = path.join(root, 'content/disclosures/layouts')
  return fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .sort()
    .map((name) => readMapping(path.join(folder, name), kind))
}

function compile(
  id: string,
  { kind, encoding, delimiter, columns, constants, personal }: z.infer<typeof MappingFile>,
): Mapping {
  const fields = FIELDS[kind]
  for (const field of [...Object.keys(columns), ...Object.keys(constants)])
    if (!(field in fields))
      throw new FileFault('imports.mapping.field', { field, known: Object.keys(fields).join(', ') })
  return {
    id,
    kind,
    encoding,
    delimiter,
    constants,
    personal: new Set(personal.map(headerKey)),
    columns: Object.entries(columns).map(([field, column]) => {
      const {
        from,
        unit,
        values = {},
      } = typeof column === 'string' || Array.isArray(column) ? { from: column } : column
      return {
        field,
        names: [from].flat().map(headerKey),
        unit,
        values: new Map(Object.entries(values).map(([word, value]) => [word.trim(), value])),
      }
    }),
  }
}
