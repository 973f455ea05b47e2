/** Rows of a table as its file holds them, whatever the format. */
import { type Inspected, inspectFile } from './bytes.ts'
import { csvRows } from './csv.ts'
import { xlsxRows } from './xlsx.ts'

export interface SourceRow {
  /** Line of a CSV the row begins on; number of the row in a worksheet. */
  line: number
  /** Worksheet, where there are several. */
  sheet?: string
  cells: readonly string[]
  /** Columns, counted from 0, whose value a formula made, and whether the file holds its result. */
  formulas?: ReadonlyMap<number, boolean>
}

export interface Source extends Inspected {
  /** Dates may stand as day numbers. */
  spreadsheet: boolean
  /** Some at a time. */
  rows(): AsyncGenerator<readonly SourceRow[]>
}

export async function openSource(
  path: string,
  { encoding, delimiter }: { encoding?: string | undefined; delimiter?: string | undefined } = {},
): Promise<Source> {
  const inspected = await inspectFile(path, encoding)
  const spreadsheet = inspected.kind === 'xlsx'
  return {
    ...inspected,
    spreadsheet,
    rows: () => (spreadsheet ? inSome(xlsxRows(path)) : csvRows(inspected, delimiter)),
  }
}

const ROWS_AT_ONCE = 50

/** The same, some at a time: handing over is dear where there are many. What came before a fault is handed over first. */
export async function* inSome<T>(each: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = []
  try {
    for await (const one of each) {
      some.push(one)
      if (some.length < ROWS_AT_ONCE) continue
      const full = some
      some = []
      yield full
    }
  } catch (error) {
    if (some.length > 0) yield some
    throw error
  }
  if (some.length > 0) yield some
}
