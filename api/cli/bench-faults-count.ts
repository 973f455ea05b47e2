/** What is really in the database after the kills: one ticket for every key, whole. */
import type { Deps } from '../deps.ts'
import type { TicketRow } from '../tickets/tables.ts'
import { openDraft } from '../tickets/ticket-store.ts'

/** What the callers know: every key they sent, and the number each acknowledged one got. */
export interface Book {
  sent: Set<string>
  acknowledged: Map<string, string>
  /** Answers that contradict an earlier one, or are no answer a caller can use. */
  wrong: string[]
}

interface Found {
  id: string
  number: string
  key: string
  wrapped: Buffer | null
  sealed: Buffer
  clocks: number
  audits: number
  received: number
  receipts: number
  national: number
}

/** How many of each fault; every count is to be nought. */
export type Faults = Record<
  'lost' | 'doubled' | 'missing' | 'clocks' | 'audit' | 'timeline' | 'receipt' | 'outbox' | 'sealed' | 'orphans',
  number
>

/** @param run stands in the name of every shop the run filed about */
export async function countFaults(deps: Deps, book: Book, run: string): Promise<Faults> {
  // Crashes cost the database its statistics: everything is counted once, whatever that takes, and joined.
  const [rows, orphans] = await deps.sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`
    const rows = await tx<Found[]>`
      with
        clocks as (select ticket_id as id, count(*)::int from ticket_clocks group by 1),
        audits as (select entity_id as id, count(*)::int from audit_log
          where entity = 'ticket' and action = 'ticket.filed' group by 1),
        received as (select ticket_id as id, count(*)::int from ticket_events where type = 'received' group by 1),
        receipts as (select ticket_id as id, count(*)::int from ticket_notices where template = 'N1' group by 1),
        national as (select ticket_id as id, count(*)::int from national_outbox group by 1)
      select t.id, t.number, t.respondent_name as key, k.wrapped, t.sealed, coalesce(clocks.count, 0) as clocks,
        coalesce(audits.count, 0) as audits, coalesce(received.count, 0) as received,
        coalesce(receipts.count, 0) as receipts, coalesce(national.count, 0) as national
      from tickets t left join data_keys k on k.id = t.data_key_id left join clocks on clocks.id = t.id
        left join audits on audits.id = t.id::text left join received on received.id = t.id
        left join receipts on receipts.id = t.id left join national on national.id = t.id
      where t.respondent_name like ${`演示-${run}-%`}`
    const [orphan] = await tx<{ count: number }[]>`
      select count(*)::int as count from audit_log a left join tickets t on t.id::text = a.entity_id
      where a.action = 'ticket.filed' and t.id is null`
    return [rows, orphan?.count ?? 0] as const
  })
  const numbers = Map.groupBy(rows, ({ key }) => key)
  // All drafts are alike: as many clocks as most of them have.
  const clocks = rows.map((row) => row.clocks).sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0
  const wrong = (test: (row: Found) => boolean) => rows.filter(test).length
  return {
    lost: [...book.acknowledged].filter(([key, number]) => !numbers.get(key)?.some((row) => row.number === number))
      .length,
    doubled: [...numbers.values()].filter((each) => each.length > 1).length,
    missing: [...book.sent].filter((key) => !numbers.has(key)).length,
    clocks: wrong((row) => row.clocks === 0 || row.clocks !== clocks),
    audit: wrong((row) => row.audits !== 1),
    timeline: wrong((row) => row.received !== 1),
    receipt: wrong((row) => row.receipts !== 1),
    outbox: wrong((row) => row.national !== 1),
    sealed: wrong((row) => !opens(deps, row)),
    orphans,
  }
}

function opens(deps: Deps, { id, key, wrapped, sealed }: Found): boolean {
  if (!wrapped) return false
  const draft = openDraft(deps, { ticket: { id, sealed } as TicketRow, wrappedKey: wrapped })
  return draft.kind === 'complaint' && draft.respondent.name === key
}
