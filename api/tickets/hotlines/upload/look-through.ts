/** Runs the import over a table held in memory, dry or in earnest, and keeps what it says in either language's words. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Deps } from '../../../deps.ts'
import type { Context } from '../../../platform/context.ts'
import type { Reason } from '../../../platform/spreadsheet/fault.ts'
import type { Entry } from '../../../platform/spreadsheet/report.ts'
import type { Hotline } from '../model.ts'
import { importOrders, type MadeOrder, type OrderImport } from '../sheet/import-orders.ts'

export interface SheetFindings {
  name: string
  rows: number
  stored: number
  known: number
  leftOut: number
  unread: string[]
  stopped: Reason | null
  orders: Pick<MadeOrder, 'line' | 'number' | 'kind' | 'route' | 'ticket'>[]
  remarks: Entry[]
}

/** So many lines of each are shown. */
const ORDERS_SHOWN = 100
const REMARKS_SHOWN = 200

/** @throws FileFault when nothing could be read of it */
export async function lookThrough(
  deps: Deps,
  ctx: Context,
  {
    name,
    source,
    bytes,
    ...options
  }: { name: string; source: Hotline; bytes: Buffer } & Pick<OrderImport, 'dryRun' | 'left' | 'most'>,
): Promise<SheetFindings> {
  const orders: SheetFindings['orders'] = []
  const remarks: Entry[] = []
  let leftOut = 0
  const { found, stopped, rows, stored, known } = await withFile(deps, bytes, (file) =>
    importOrders(deps, ctx, {
      ...options,
      ...{ path: file, source },
      say: (entry) => {
        if (remarks.length < REMARKS_SHOWN) remarks.push(entry)
      },
      made: ({ line, number, kind, route, ticket }) => {
        if (orders.length < ORDERS_SHOWN) orders.push({ line, number, kind, route, ticket })
      },
      left: (row, why) => {
        leftOut += 1
        return options.left?.(row, why)
      },
    }),
  )
  return {
    ...{ name, rows, stored, known, leftOut, orders, remarks },
    unread: found ? [...found.ignored, ...found.otherSheets] : [],
    stopped: stopped?.reason ?? null,
  }
}

/** Where tables lie while they are read. */
export const sheetFolder = ({ config }: Pick<Deps, 'config'>) => path.join(config.dataDir, 'order-sheets')

/** Readers of spreadsheets want a file. */
async function withFile<T>(deps: Deps, bytes: Buffer, work: (file: string) => Promise<T>): Promise<T> {
  const parent = sheetFolder(deps)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(path.join(parent, 'read-'))
  try {
    const file = path.join(folder, 'orders')
    await writeFile(file, bytes, { mode: 0o600 })
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
