/** One record on its way in, from whichever file. */
import type { Remark, Values } from './cells.ts'

export interface Incoming {
  /** File or worksheet, where there are several; '' otherwise. */
  where: string
  line: number
  /** What the file calls a field. */
  headings?: ReadonlyMap<string, string>
  values: Values
  faults: Remark[]
  notes: Remark[]
}

/** What a source turned out to be, known once its headings are read. */
export interface Recognised {
  /** Name of the layout or mapping. */
  layout: string
  encoding: string
  /** Columns nothing is taken from. */
  ignored: string[]
  personal: string[]
  /** Worksheets with other headings, which are left out. */
  otherSheets: string[]
}
