/** Takes businesses of a register in, a batch at a time. */
import { hash } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import { importEnterprises, type RegisteredBusiness } from '../../enterprises/import-enterprises.ts'
import type { Context } from '../../platform/context.ts'
import type { Report } from '../../platform/spreadsheet/report.ts'
import { maskText } from '../../tickets/mask.ts'
import type { ImportSummary, Keeper } from './import-disclosures.ts'
import type { Incoming } from './incoming.ts'
import { SeenKeys } from './seen.ts'

const ROWS_AT_ONCE = 2000

interface Taking {
  dryRun?: boolean | undefined
  report: Report
  summary: Omit<ImportSummary, 'report'>
}

export function importRegister(deps: Deps, ctx: Context, { dryRun = false, report, summary }: Taking): Keeper {
  const { enterpriseCategories, enterpriseStatuses } = deps.content.disclosures.codes
  const trading = enterpriseStatuses.find((status) => status.trading)?.id ?? ''
  const seen = new SeenKeys()
  let batch: RegisteredBusiness[] = []

  async function flush(): Promise<void> {
    const full = batch
    batch = []
    const { added, changed, same } = await importEnterprises(deps, ctx, full, dryRun)
    summary.stored += added
    summary.changed += changed
    summary.known += same
  }

  return {
    async take(incoming) {
      const faults = [...incoming.faults, ...wrongIn(incoming)]
      for (const { column, reason } of faults)
        await report.add({ outcome: 'rejected', where: incoming.where, line: incoming.line, column, reason })
      if (faults.length > 0) {
        summary.rejected += 1
        return
      }
      const { one } = incoming.values
      const uscc = one.get('uscc') ?? ''
      const first = seen.first(hash('sha256', uscc, 'base64url'), incoming.line)
      if (first !== null) {
        const reason = { key: 'imports.row.duplicate', params: { line: first } } as const
        await report.add({ outcome: 'duplicate', where: incoming.where, line: incoming.line, column: '', reason })
        return
      }
      for (const { column, reason } of incoming.notes)
        await report.add({ outcome: 'note', where: incoming.where, line: incoming.line, column, reason })
      const optional = (field: string) => one.get(field) ?? null
      batch.push({
        uscc,
        name: one.get('name') ?? '',
        category: one.get('category') ?? (uscc.startsWith('92') ? 'sole-trader' : (enterpriseCategories[0]?.id ?? '')),
        status: one.get('status') ?? trading,
        industry: optional('industry'),
        address: optional('address'),
        station: optional('station'),
        establishedOn: optional('establishedOn'),
        representative: optional('representative'),
        legacyNumber: optional('legacyNumber'),
      })
      if (batch.length >= ROWS_AT_ONCE) await flush()
    },
    async finish() {
      if (batch.length > 0) await flush()
    },
  }
}

/** What is missing, and what may not stand in a public entry. */
function wrongIn({ values: { one } }: Incoming): Incoming['faults'] {
  const missing = ['uscc', 'name'].filter((field) => !one.has(field))
  const leaking = ['name', 'address', 'representative'].filter((field) => {
    const text = one.get(field) ?? ''
    return maskText(text) !== text
  })
  const long = ['name', 'address', 'representative'].filter((field) => (one.get(field) ?? '').length > 300)
  return [
    ...missing.map((column) => ({ column, reason: { key: 'imports.cell.missing' } as const })),
    ...leaking.map((column) => ({ column, reason: { key: 'imports.cell.personal' } as const })),
    ...long.map((column) => ({ column, reason: { key: 'errors.field.tooLong', params: { max: 300 } } as const })),
  ]
}
