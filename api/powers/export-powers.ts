/** Verb: the whole list, or what a filter leaves of it, as rows for CSV, XLSX and JSON. */
import { asc } from 'drizzle-orm'
import { type Locale, t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { whereOf } from './list-powers.ts'
import type { PowerQuery } from './model.ts'
import { basisLabel, fineLabel, kindName, sectionName } from './power-view.ts'
import { type PowerRow, powers } from './tables.ts'

export const POWER_COLUMNS = [
  'code',
  'parent',
  'name',
  'kind',
  'subject',
  'section',
  'basis',
  'counterparts',
  'penalties',
  'fines',
  'state',
  'reviewedOn',
  'version',
] as const
export type PowerRecord = Record<(typeof POWER_COLUMNS)[number], string>

export async function exportPowers(
  deps: Deps,
  locale: Locale,
  query: Omit<PowerQuery, 'limit' | 'offset'>,
): Promise<PowerRecord[]> {
  const rows = await deps.db
    .select()
    .from(powers)
    .where(whereOf(deps, query, 'with-sub-items'))
    .orderBy(asc(powers.code))
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  return rows.map((row) => recordOf(deps, locale, row, codes))
}

function recordOf({ content }: Deps, locale: Locale, row: PowerRow, codes: ReadonlyMap<string, string>): PowerRecord {
  const { line } = row
  const list = (items: readonly string[]) => items.join(locale === 'zh' ? '、' : ', ')
  return {
    code: row.code,
    parent: row.parentId === null ? '' : (codes.get(row.parentId) ?? ''),
    name: row[locale === 'zh' ? 'nameZh' : 'nameEn'],
    kind: kindName(content, locale, row.kind),
    subject: content.bureau.name[locale],
    section: sectionName(content, locale, row.section),
    basis: basisLabel(content, locale, row),
    counterparts: list(line.who.map((id) => t(locale, `powers.who.${id}`))),
    penalties: list((line.penalties ?? []).map((id) => t(locale, `powers.penalty.${id}`))),
    fines: list((line.fines ?? []).map((range) => fineLabel(locale, range))),
    state: t(locale, `powers.state.${row.state}`),
    reviewedOn: row.reviewedOn ?? '',
    version: String(row.version),
  }
}
