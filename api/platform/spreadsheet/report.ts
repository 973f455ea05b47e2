/** What an import has to say, row by row, as a table an operator can open: one line a remark, in both languages. */
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { BYTE_ORDER_MARK, csvRow } from './csv-row.ts'
import { type Reason, sentence } from './fault.ts'

/** `rejected`: not taken in. `duplicate`: the same record stands further up. `differs`: published with other words, left as it is. */
export const OUTCOMES = ['rejected', 'duplicate', 'differs', 'note'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Entry {
  outcome: Outcome
  /** File or worksheet, where there are several. */
  where: string
  line: number | null
  column: string
  reason: Reason
}

/** A note of one kind is listed this often; the summary counts all of them. */
const NOTES_LISTED = 2000

export interface Report {
  counts: ReadonlyMap<Outcome, number>
  /** Times each kind of remark was made. */
  kinds: ReadonlyMap<string, number>
  /** First entries, for the screen. */
  first: readonly Entry[]
  /** Where it lies; null while there was nothing to say. */
  file: string | null
  add(entry: Entry): void | Promise<void>
  close(): Promise<void>
}

const HEADINGS = ['结果 outcome', '位置 place', '行 line', '列 column', '原因', 'reason']
const SHOWN = 10

/** Written as it grows. Cells are never copied into it: a rejected one may hold what must not lie about. */
export function openReport(folder: string, name: string): Report {
  const counts = new Map<Outcome, number>()
  const kinds = new Map<string, number>()
  const first: Entry[] = []
  let stream: fs.WriteStream | null = null
  const report = {
    counts,
    kinds,
    first,
    file: null as string | null,
    add(entry: Entry): void | Promise<void> {
      const times = (kinds.get(entry.reason.key) ?? 0) + 1
      kinds.set(entry.reason.key, times)
      counts.set(entry.outcome, (counts.get(entry.outcome) ?? 0) + 1)
      if (entry.outcome === 'note' && times > NOTES_LISTED) return
      if (entry.outcome !== 'note' && first.length < SHOWN) first.push(entry)
      if (!stream) {
        fs.mkdirSync(folder, { recursive: true })
        report.file = path.join(folder, `${name}.csv`)
        stream = fs.createWriteStream(report.file, { mode: 0o600 })
        stream.write(BYTE_ORDER_MARK + csvRow(HEADINGS))
      }
      const { outcome, where, line, column, reason } = entry
      const more = stream.write(csvRow([outcome, where, line, column, sentence('zh', reason), sentence('en', reason)]))
      if (!more) return once(stream, 'drain').then(() => {})
    },
    async close(): Promise<void> {
      if (!stream) return
      stream.end()
      await once(stream, 'finish')
    },
  }
  return report
}
