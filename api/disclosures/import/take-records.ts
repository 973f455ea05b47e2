/** Takes rows in: made into publications, checked, masked, looked over for leaks, and stored a batch at a time. */
import { articleLabel } from '../../../content/rules/cite.ts'
import { addDays, chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import type { Reason } from '../../platform/spreadsheet/fault.ts'
import type { Outcome, Report } from '../../platform/spreadsheet/report.ts'
import { leaksIn, leaksInWords } from '../leak-scan.ts'
import { type Prepared, prepare } from '../prepare.ts'
import { type Cited, citationLookUp } from './citations.ts'
import type { ImportSummary, Keeper } from './import-disclosures.ts'
import type { Incoming } from './incoming.ts'
import { joinedNotes, legacyLookUp, legacyNumberOf } from './legacy-party.ts'
import { makeRecord, type RecordKind } from './record.ts'
import { SeenKeys } from './seen.ts'
import { addToBatch, type Batch, createBatch, storeBatch } from './store-batch.ts'
import type { Words } from './words.ts'

const ROWS_AT_ONCE = 5000
/** Batches written side by side: what the database does for one is half the work, and two cores share it. */
const LANES = 2
/** Long texts make smaller batches, so that memory stays flat. */
const SIGNS_AT_ONCE = 2_000_000

/** Why a citation leads to no article. */
const REASONS = [
  ['law', 'imports.law.notInLibrary'],
  ['article', 'imports.law.noSuchArticle'],
  ['unsaid', 'imports.law.noArticleSaid'],
] as const

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
  const businessOf = legacyLookUp(deps)
  const seen = new SeenKeys()
  let batch = createBatch()
  let signs = 0
  /** Whether the batch before held nothing known. */
  let allNew = false
  /** Batches on their way, at most `LANES`. */
  const storing: Promise<void>[] = []

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
    batch = createBatch()
    signs = 0
    if (storing.length === LANES) await storing.shift()
    const stored = store(full)
    // Awaited a few batches later or at the end; until then nobody else would hear of it.
    stored.catch(() => {})
    storing.push(stored)
  }

  async function store(full: Batch): Promise<void> {
    const { stored, known, differing } = await storeBatch(deps, ctx, full, { dryRun, allNew })
    allNew = known === 0
    summary.stored += stored
    summary.known += known
    for (const each of differing) await say(each, 'differs', '', { key: 'imports.row.differs' })
  }

  function take(incoming: Incoming): void | Promise<void> {
    const { faults } = incoming
    if (faults.length > 0) return rejected(incoming, faults)
    const legacy = legacyNumberOf(incoming)
    if (legacy !== undefined) return takeJoined(incoming, legacy)
    const cited = citedIn(incoming)
    return cited instanceof Promise ? cited.then((found) => accept(incoming, found)) : accept(incoming, cited)
  }

  const citedIn = ({ values: { one } }: Incoming) =>
    cite({ basis: one.get('basis'), content: one.get('content') }, one.get('decidedOn') ?? today)

  async function takeJoined(incoming: Incoming, legacy: string): Promise<void> {
    const uscc = await businessOf(legacy)
    const cited = await citedIn(incoming)
    return uscc === null
      ? accept(incoming, cited)
      : accept({ ...incoming, notes: joinedNotes(incoming, uscc) }, cited, uscc)
  }

  async function rejected(incoming: Incoming, faults: Incoming['faults']): Promise<void> {
    summary.rejected += 1
    for (const { column, reason } of faults) await say(incoming, 'rejected', headingOf(incoming, column), reason)
  }

  /** @param joined code of the business that its old number led to */
  function accept(incoming: Incoming, cited: Cited, joined: string | null = null): void | Promise<void> {
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
    // Only now: by its key the record must be found again, whenever the business came into the register.
    if (joined !== null) {
      prepared.row.uscc = joined
      prepared.content.uscc = joined
    }
    const { withdrawOn } = prepared.row
    // What a record of its day had to be taken down by now is not put up again.
    if (withdrawOn && withdrawOn <= today)
      return rejected(incoming, [
        { column: 'publishedOn', reason: { key: 'imports.row.termOver', params: { day: addDays(withdrawOn, -1) } } },
      ])
    const leaks = mayLeak(prepared) ? leaksIn(deps, prepared) : []
    if (leaks.length > 0)
      return rejected(
        incoming,
        leaks.map(({ field, sample }) => ({ column: field, reason: { key: 'imports.row.leak', params: { sample } } })),
      )
    const first = seen.first(prepared.row.naturalKey, incoming.line)
    if (first !== null) return say(incoming, 'duplicate', '', { key: 'imports.row.duplicate', params: { line: first } })
    countLinks(summary, cited)
    addToBatch(batch, incoming, prepared)
    for (const text of incoming.values.one.values()) signs += text.length
    const about = lawNotes(incoming, cited)
    const notes = incoming.notes.length + made.notes.length > 0 ? [...incoming.notes, ...made.notes, ...about] : about
    const told = notes.length > 0 ? tell(incoming, notes) : undefined
    if (batch.staged.length < ROWS_AT_ONCE && signs < SIGNS_AT_ONCE) return told
    return told ? told.then(flush) : flush()
  }

  function tell(incoming: Incoming, notes: Incoming['notes']): void | Promise<void> {
    let told: Promise<void> | undefined
    for (const { column, reason } of notes) {
      const { where, line } = incoming
      const wait = report.add({ outcome: 'note', where, line, column: headingOf(incoming, column), reason })
      if (wait) told = told ? told.then(() => wait) : wait
    }
    return told
  }

  return {
    take,
    async finish() {
      if (batch.staged.length > 0) await flush()
      await Promise.all(storing)
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
  return headings?.get(column) ?? headings?.get(column.split('.').at(-1) ?? '') ?? column
}

function lawNotes({ values }: Incoming, { laws, linked, missing }: Cited): Incoming['notes'] {
  if (linked) return NO_NOTES
  if (laws.length > 0) return missingNotes(missing)
  return values.one.has('basis') ? [{ column: 'basis', reason: { key: 'imports.law.unread' } }] : NO_NOTES
}

const NO_NOTES: Incoming['notes'] = []
/** By what is missing: the same basis is cited by many rows. */
const notesMade = new WeakMap<Cited['missing'], Incoming['notes']>()

function missingNotes(missing: Cited['missing']): Incoming['notes'] {
  const before = notesMade.get(missing)
  if (before) return before
  const notes = REASONS.flatMap(([why, key]) =>
    noteOf(
      key,
      missing.filter((each) => each.why === why),
    ),
  )
  notesMade.set(missing, notes)
  return notes
}

function noteOf(key: Reason['key'], places: Cited['missing']): Incoming['notes'] {
  if (places.length === 0) return []
  const laws = places.map(({ title, article }) =>
    article === null ? title : `${title}${articleLabel({ article }, 'zh')}`,
  )
  return [{ column: 'basis', reason: { key, params: { laws: laws.join('、') } } }]
}

/** Different titles of laws that are counted; a file of nonsense has no end of them. */
const TITLES_COUNTED = 1000

/** A record leads to an article or not; if not, every law it names is counted once. */
function countLinks(summary: Taking['summary'], { linked, missing }: Cited): void {
  summary.records += 1
  if (linked) {
    summary.linked += 1
    return
  }
  const titles = missing.map((each) => each.title)
  for (const title of titles.length > 1 ? new Set(titles) : titles)
    if (summary.unlinked.has(title) || summary.unlinked.size < TITLES_COUNTED)
      summary.unlinked.set(title, (summary.unlinked.get(title) ?? 0) + 1)
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
