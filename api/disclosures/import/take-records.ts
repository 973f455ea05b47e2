/** Takes rows in: made into publications, checked, masked, looked over for leaks, and stored a batch at a time. */
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { leaksIn, leaksInWords } from '../leak-scan.ts'
import { type Prepared, prepare } from '../prepare.ts'
import { type Cited, citationLookUp } from './citations.ts'
import type { Reason } from './fault.ts'
import type { ImportSummary, Keeper } from './import-disclosures.ts'
import type { Incoming } from './incoming.ts'
import { makeRecord, type RecordKind } from './record.ts'
import type { Outcome, Report } from './report.ts'
import { SeenKeys } from './seen.ts'
import { type Staged, storeBatch } from './store-batch.ts'
import type { Words } from './words.ts'

const ROWS_AT_ONCE = 5000
/** Long texts make smaller batches, so that memory stays flat. */
const SIGNS_AT_ONCE = 2_000_000
const NO_BASIS: Cited = { laws: [], linked: false, unknown: [] }

interface Taking {
  kind: RecordKind
  dryRun?: boolean | undefined
  report: Report
  summary: Omit<ImportSummary, 'report'>
  words: Words
}

export function recordKeeper(
  deps: Deps,
  ctx: Context,
  { kind, dryRun = false, report, summary, words }: Taking,
): Keeper {
  const today = chinaDate(deps.clock.now())
  const cite = citationLookUp(deps)
  const seen = new SeenKeys()
  let batch: Staged[] = []
  let signs = 0
  let storing: Promise<void> = Promise.resolve()

  const say = async (
    { where, line }: Pick<Incoming, 'where' | 'line'>,
    outcome: Outcome,
    column: string,
    reason: Reason,
  ) => {
    await report.add({ outcome, where, line, column, reason })
  }

  async function flush(): Promise<void> {
    const full = batch
    batch = []
    signs = 0
    await storing
    storing = store(full)
    // Awaited at the next batch or at the end; until then nobody else would hear of it.
    storing.catch(() => {})
  }

  async function store(full: readonly Staged[]): Promise<void> {
    const { stored, known, differing } = await storeBatch(deps, ctx, full, dryRun)
    summary.stored += stored
    summary.known += known
    for (const each of differing) await say(each, 'differs', '', { key: 'imports.row.differs' })
  }

  function take(incoming: Incoming): void | Promise<void> {
    const { values, faults } = incoming
    if (faults.length > 0) return rejected(incoming, faults)
    const basis = values.one.get('basis')
    if (basis === undefined) return accept(incoming, NO_BASIS)
    const cited = cite(basis, values.one.get('decidedOn') ?? today)
    return cited instanceof Promise ? cited.then((found) => accept(incoming, found)) : accept(incoming, cited)
  }

  async function rejected(incoming: Incoming, faults: Incoming['faults']): Promise<void> {
    summary.rejected += 1
    for (const { column, reason } of faults) await say(incoming, 'rejected', headingOf(incoming, column), reason)
  }

  function accept(incoming: Incoming, cited: Cited): void | Promise<void> {
    const shownUntil = incoming.values.one.get('shownUntil')
    if (shownUntil !== undefined && shownUntil < today)
      return rejected(incoming, [
        { column: 'shownUntil', reason: { key: 'imports.row.pastTerm', params: { day: shownUntil } } },
      ])
    const made = makeRecord(kind, incoming.values, cited.laws, words)
    if (made.faults.length > 0) return rejected(incoming, made.faults)
    let prepared: Prepared
    try {
      prepared = prepare(deps, made.publication)
    } catch (error) {
      return rejected(incoming, faultsOf(error))
    }
    const leaks = mayLeak(prepared) ? leaksIn(deps, prepared) : []
    if (leaks.length > 0)
      return rejected(
        incoming,
        leaks.map(({ field, sample }) => ({ column: field, reason: { key: 'imports.row.leak', params: { sample } } })),
      )
    const first = seen.first(prepared.row.naturalKey, incoming.line)
    if (first !== null) return say(incoming, 'duplicate', '', { key: 'imports.row.duplicate', params: { line: first } })
    if (incoming.values.one.has('basis')) {
      summary.withBasis += 1
      if (cited.linked) summary.linked += 1
    }
    batch.push({ where: incoming.where, line: incoming.line, prepared })
    for (const text of incoming.values.one.values()) signs += text.length
    const notes = [...incoming.notes, ...made.notes, ...lawNotes(incoming, cited)]
    const told = notes.length > 0 ? tell(incoming, notes) : undefined
    if (batch.length < ROWS_AT_ONCE && signs < SIGNS_AT_ONCE) return told
    return told ? told.then(flush) : flush()
  }

  async function tell(incoming: Incoming, notes: Incoming['notes']): Promise<void> {
    for (const { column, reason } of notes) await say(incoming, 'note', headingOf(incoming, column), reason)
  }

  return {
    take,
    async finish() {
      if (batch.length > 0) await flush()
      await storing
    },
  }
}

/** One look over all words at once; only where it finds something, or somebody must not be named, each field is scanned. */
function mayLeak({ content, original, wrappedKey }: Prepared): boolean {
  if (wrappedKey !== null) return true
  const { partyName, authority, documentNumber, detail, laws } = content
  const words = [
    partyName,
    authority,
    documentNumber,
    ...Object.values(detail).flat(),
    ...laws.map(({ title }) => title),
  ]
  return original.conceal.length > 0 || leaksInWords([words.join('\n')]).length > 0
}

/** Fields are named as the file does; `detail.facts` is the field facts. */
function headingOf({ headings }: Incoming, column: string): string {
  return headings?.get(column.split('.').at(-1) ?? '') ?? column
}

function lawNotes({ values }: Incoming, { laws, linked, unknown }: Cited): Incoming['notes'] {
  if (!values.one.has('basis')) return []
  if (laws.length === 0) return [{ column: 'basis', reason: { key: 'imports.law.unread' } }]
  return linked
    ? []
    : [{ column: 'basis', reason: { key: 'imports.law.notInLibrary', params: { laws: unknown.join('、') } } }]
}

function faultsOf(error: unknown): Incoming['faults'] {
  if (!(error instanceof Problem)) throw error
  const { errors = [], detail, params } = error.options
  if (errors.length === 0) {
    if (detail === undefined) throw error
    return [{ column: '', reason: params ? { key: detail, params } : { key: detail } }]
  }
  return errors.map(({ path, message, params: own }) => ({
    column: path,
    reason: own ? { key: message, params: own } : { key: message },
  }))
}
