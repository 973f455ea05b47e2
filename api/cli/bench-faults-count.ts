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
  const rows = await deps.sql<Found[]>`
    select t.id, t.number, t.respondent_name as key, k.wrapped, t.sealed,
      (select count(*)::int from ticket_clocks c where c.ticket_id = t.id) as clocks,
      (select count(*)::int from audit_log a
        where a.entity = 'ticket' and a.entity_id = t.id::text and a.action = 'ticket.filed') as audits,
      (select count(*)::int from ticket_events e where e.ticket_id = t.id and e.type = 'received') as received,
      (select count(*)::int from ticket_notices n where n.ticket_id = t.id and n.template = 'N1') as receipts,
      (select count(*)::int from national_outbox o where o.ticket_id = t.id) as national
    from tickets t left join data_keys k on k.id = t.data_key_id
    where t.respondent_name like ${`演示-${run}-%`}`
  const [orphan] = await deps.sql<{ count: number }[]>`
    select count(*)::int as count from audit_log a
    where a.action = 'ticket.filed' and not exists (select 1 from tickets t where t.id::text = a.entity_id)`
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
    orphans: orphan?.count ?? 0,
  }
}

function opens(deps: Deps, { id, key, wrapped, sealed }: Found): boolean {
  if (!wrapped) return false
  const draft = openDraft(deps, { ticket: { id, sealed } as TicketRow, wrappedKey: wrapped })
  return draft.kind === 'complaint' && draft.respondent.name === key
}
