/** Reads and cross-checks `content/disclosures/`; called by `load.ts`. */
import { z } from 'zod'
import {
  Breach,
  DisclosureCodes,
  type DisclosureContent,
  DisclosureDuties,
  PublicationPolicy,
} from './schema-disclosures.ts'
import type { Law } from './schema-rules.ts'

type Read = <S extends z.ZodType>(file: string, schema: S) => z.infer<S> | null

/** @returns null when a file could not be read; the reader has then noted why */
export function readDisclosures(read: Read): DisclosureContent | null {
  const codes = read('disclosures/codes.yaml', DisclosureCodes)
  const breaches = read('disclosures/breaches.yaml', z.array(Breach).min(1))
  const policy = read('disclosures/publication-terms.yaml', PublicationPolicy)
  const duties = read('disclosures/duties.yaml', DisclosureDuties)
  if (!codes || !breaches || !policy || !duties) return null
  const tables = Object.entries(codes).map(([table, rows]) => [
    table,
    new Map(rows.map((row: { id: string }) => [row.id, row])),
  ])
  return { codes, breaches, policy, duties, find: { breach: byId(breaches), code: Object.fromEntries(tables) } }
}

/** One sentence per mistake that a single file cannot show. */
export function checkDisclosures(content: DisclosureContent, laws: ReadonlyMap<string, Law>): string[] {
  const { code } = content.find
  const { terms, caps } = content.policy
  const { duties } = content
  return [
    ...Object.entries(content.codes).flatMap(([table, rows]) => twice(`codes.yaml: ${table}`, rows)),
    ...twice('breaches.yaml: breach', content.breaches),
    ...twice('publication-terms.yaml: term', terms),
    ...content.breaches.flatMap((breach) => [
      ...missing('breaches.yaml', breach.id, 'topic', [breach.topic], code.topics),
      ...missing('breaches.yaml', breach.id, 'penalty kind', breach.kinds, code.penaltyKinds),
      ...missing(
        'breaches.yaml',
        breach.id,
        'law',
        breach.basis.map(({ law }) => law),
        laws,
      ),
    ]),
    ...content.codes.permits.flatMap((permit) => [
      ...missing('codes.yaml', permit.id, 'licence kind', [permit.kind], code.licenceKinds),
      ...missing('codes.yaml', permit.id, 'topic', [permit.topic], code.topics),
    ]),
    ...content.codes.enterpriseCategories.flatMap((category) =>
      missing('codes.yaml', category.id, 'party category', [category.party], code.partyCategories),
    ),
    ...[...terms, ...caps].flatMap((row) =>
      missing('publication-terms.yaml', row.id, 'law', row.basis ? [row.basis.law] : [], laws),
    ),
    ...[...duties.publish, ...duties.requests].flatMap((row) =>
      missing('duties.yaml', row.id, 'law', row.basis ? [row.basis.law] : [], laws),
    ),
    ...twice('duties.yaml: row', [...duties.publish, ...duties.requests]),
    ...terms.flatMap((term) => [
      ...missing('publication-terms.yaml', term.id, 'penalty kind', term.when.onlyKinds ?? [], code.penaltyKinds),
      ...missing(
        'publication-terms.yaml',
        term.id,
        'topic',
        term.minMonthsOf.flatMap(({ topics }) => topics),
        code.topics,
      ),
    ]),
  ]
}

const byId = <R extends { id: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]))

function twice(where: string, rows: readonly { id: string }[]): string[] {
  const ids = rows.map(({ id }) => id)
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...repeated].map((id) => `content/disclosures/${where} ${id} stands there twice; each may be used once`)
}

function missing(
  file: string,
  row: string,
  what: string,
  names: readonly string[],
  known: ReadonlyMap<string, unknown>,
): string[] {
  return names
    .filter((name) => !known.has(name))
    .map((name) => `content/disclosures/${file}: ${row} names the ${what} ${name}, which does not exist; correct it`)
}
