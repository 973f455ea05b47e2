/** Which column of a table of orders says what, and what the words of its cells mean (content/hotlines/order-sheet.yaml). */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Content } from '../../../../content/schema.ts'
import { FileFault } from '../../../platform/spreadsheet/fault.ts'
import { TICKET_KINDS, type TicketKind } from '../../model.ts'

/** Fields a table may have; only the number and the words are a must. */
const FIELDS = [
  'number',
  'kind',
  'way',
  'receivedOn',
  'text',
  'details',
  'problem',
  'place',
  'occurredOn',
  'respondent',
  'respondentUscc',
  'respondentAddress',
  'callerName',
  'callerPhone',
  'callerAddress',
  'keepSecret',
  'wantsReply',
  'anonymous',
  'amountYuan',
  'state',
  'body',
  'department',
  'feedback',
] as const
export type OrderField = (typeof FIELDS)[number]
const NEEDED: readonly OrderField[] = ['number', 'text']

const Words = z.array(z.string().min(1)).min(1)
const LayoutFile = z.strictObject({
  columns: z.record(z.enum(FIELDS), Words),
  kinds: z.record(z.string(), z.enum(TICKET_KINDS)),
  problems: z.record(z.string(), z.string().regex(/^P\d{2}$/)),
  yes: Words,
  no: Words,
})

export interface OrderLayout {
  /** Headings of each field, as they are compared. */
  columns: ReadonlyMap<OrderField, readonly string[]>
  kinds: ReadonlyMap<string, TicketKind>
  problems: ReadonlyMap<string, string>
  yes: ReadonlySet<string>
  no: ReadonlySet<string>
}

/** A heading or word as it is compared: no spaces, stars or marks, half-width, lower case. */
export const plainWord = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/[\s*\uFEFF"'“”：:]/g, '')
    .toLowerCase()

export function readOrderLayout(root: string, content: Content): OrderLayout {
  const file = path.join(root, 'content/hotlines/order-sheet.yaml')
  const { columns, kinds, problems, yes, no } = LayoutFile.parse(parse(fs.readFileSync(file, 'utf8')))
  const ours = content.problems.flatMap(({ code, title }) => [code, title.zh, title.en].map((word) => [word, code]))
  const words = (pairs: readonly (readonly string[])[]) =>
    new Map(pairs.map(([word = '', value = '']) => [plainWord(word), value]))
  return {
    columns: new Map(FIELDS.map((field) => [field, columns[field].map(plainWord)])),
    kinds: words([...TICKET_KINDS.map((kind) => [kind, kind]), ...Object.entries(kinds)]) as Map<string, TicketKind>,
    problems: words([...ours, ...Object.entries(problems)]),
    yes: new Set(yes.map(plainWord)),
    no: new Set(no.map(plainWord)),
  }
}

/** Where each field stands, counted from 0. */
export interface Bound {
  headings: readonly string[]
  at: ReadonlyMap<OrderField, number>
  /** Headings nothing is taken from. */
  ignored: string[]
}

/** How many columns of a row are known headings. */
export const knownHeadings = (layout: OrderLayout, cells: readonly string[]): number => {
  const keys = new Set(cells.map(plainWord))
  return [...layout.columns.values()].filter((names) => names.some((name) => keys.has(name))).length
}

/** @throws FileFault naming the columns that are missing, or stand there twice */
export function bindHeadings(layout: OrderLayout, cells: readonly string[], line: number): Bound {
  const keys = cells.map(plainWord)
  const at = new Map<OrderField, number>()
  for (const [field, names] of layout.columns) {
    const found = keys.flatMap((key, index) => (names.includes(key) ? [index] : []))
    const [first, second] = found
    if (first === undefined) continue
    if (second !== undefined)
      throw new FileFault(
        'imports.header.twice',
        { column: cells[second] ?? '', first: first + 1, second: second + 1 },
        line,
      )
    at.set(field, first)
  }
  const missing = NEEDED.filter((field) => !at.has(field)).map((field) => layout.columns.get(field)?.[0] ?? field)
  if (missing.length > 0) throw new FileFault('imports.orders.columnsMissing', { columns: missing.join('、') }, line)
  const used = new Set(at.values())
  const ignored = cells.map((cell) => cell.trim()).filter((cell, index) => cell !== '' && !used.has(index))
  return { headings: cells.map((cell) => cell.trim()), at, ignored }
}
