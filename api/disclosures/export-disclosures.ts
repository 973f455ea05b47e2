/** Every record of a filter as comma-separated values, made while it is read: the reader's pace sets ours. */
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { type Locale, t } from '../../content/messages/index.ts'
import { disclosures as index } from '../../search/indexes/disclosures.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { orUnavailable } from '../search/open-search.ts'
import { BYTE_ORDER_MARK, csvRow } from './csv.ts'
import { rowsInOrder, searchOf } from './list-disclosures.ts'
import type { Disclosure } from './model.ts'
import { publicView } from './public.ts'
import type { DisclosureFilter } from './query.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { tableConditions } from './where.ts'
import { listed } from './words.ts'

const ROWS_AT_ONCE = 500

type Cell = string | number | boolean | null
/** Columns in order; each heading is the message `disclosures.column.<name>`. */
const COLUMNS = {
  id: (d) => d.id,
  type: (d) => d.typeName,
  partyName: (d) => d.party.name,
  partyCategory: (d) => d.party.categoryName,
  uscc: (d) => d.party.uscc,
  decidedOn: (d) => d.decidedOn,
  publishedOn: (d) => d.publishedOn,
  lastDay: (d) => d.term.lastDay,
  authority: (d) => d.authority,
  station: (d) => d.stationName,
  documentNumber: (d) => d.documentNumber,
  topic: (d) => d.topic?.name ?? null,
  industry: (d) => d.industry?.name ?? null,
  breach: (d) => d.breach?.name ?? null,
  penaltyKinds: (d, locale) =>
    listed(
      locale,
      d.penaltyKinds.map(({ name }) => name),
    ),
  fineYuan: (d) => d.fineYuan,
  confiscatedYuan: (d) => d.confiscatedYuan,
  result: (d) => d.resultName,
  summary: (d) => d.summary,
  laws: (d, locale) =>
    listed(
      locale,
      d.laws.map(({ title, article }) => `${title}${locale === 'en' && article ? ' ' : ''}${article}`),
    ),
  version: (d) => d.version,
  demo: (d, locale) => t(locale, d.demo ? 'disclosures.yes' : 'disclosures.no'),
} as const satisfies Record<string, (record: Disclosure, locale: Locale) => Cell>
type Column = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS) as Column[]

/** Lines of the file, newest decision first; with words to find, the order of the list. */
export async function* exportCsv(deps: Deps, ctx: Context, filter: DisclosureFilter): AsyncGenerator<string> {
  const { locale } = ctx
  let head = BYTE_ORDER_MARK + csvRow(NAMES.map((name) => t(locale, `disclosures.column.${name}`)))
  for await (const rows of filter.q ? foundRows(deps, filter) : filteredRows(deps, filter)) {
    const records = rows.map((row) => publicView(deps, locale, row))
    yield head + records.map((record) => csvRow(NAMES.map((name) => COLUMNS[name](record, locale)))).join('')
    head = ''
  }
  if (head !== '') yield head
}

/** Page after page along the index of the list; no transaction stays open for a slow reader. */
async function* filteredRows(deps: Deps, filter: DisclosureFilter): AsyncGenerator<DisclosureRow[]> {
  const conditions = tableConditions(filter, chinaDate(deps.clock.now()))
  for (let last: DisclosureRow | undefined; ; ) {
    const before =
      last &&
      or(
        lt(disclosures.decidedOn, last.decidedOn),
        and(eq(disclosures.decidedOn, last.decidedOn), lt(disclosures.seq, last.seq)),
      )
    const rows = await deps.db
      .select()
      .from(disclosures)
      .where(and(conditions, before))
      .orderBy(desc(disclosures.decidedOn), desc(disclosures.seq))
      .limit(ROWS_AT_ONCE)
    last = rows.at(-1)
    if (!last) return
    yield rows
  }
}

async function* foundRows(deps: Deps, filter: DisclosureFilter): AsyncGenerator<DisclosureRow[]> {
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const { hits } = await orUnavailable(
      deps.search.query(index, { ...searchOf(filter, undefined), limit: ROWS_AT_ONCE, offset }),
    )
    if (hits.length === 0) return
    yield await rowsInOrder(
      deps,
      hits.map(({ document }) => document.id),
    )
  }
}
