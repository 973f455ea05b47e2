/** Verb: brings a power list in; a line that is new or changed becomes a version with its reason, the rest is left alone. */
import { isDeepStrictEqual } from 'node:util'
import { eq, inArray } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import type { CHANGE_REASONS } from './model.ts'
import { codeOf, type Headings, headingsOf, idOf, nameOf, shortLaw } from './names.ts'
import type { PowerLine } from './power-line.ts'
import { type PowerRow, powers, powerVersions } from './tables.ts'

/** Rows written in one statement. */
const BATCH = 400

export interface PowersImported {
  added: number
  changed: number
  unchanged: number
}

/** @throws Problem `forbidden` for anybody but the system's own commands */
export async function importPowers(deps: Deps, ctx: Context, lines: readonly PowerLine[]): Promise<PowersImported> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const by = ctx.actor.job
  const headings = headingsOf(deps.content)
  const known = new Map((await deps.db.select().from(powers)).map((row) => [row.id, row]))
  const parents = new Map(
    lines.filter(({ item }) => item === 0).map((line) => [`${line.kind}|${line.number}`, idOf(line)]),
  )
  const report: PowersImported = { added: 0, changed: 0, unchanged: 0 }
  const fresh: PowerRow[] = []
  for (const line of lines) {
    const row = rowOf(deps, headings, line, parents)
    const before = known.get(row.id)
    if (before && same(before, row)) {
      report.unchanged += 1
      continue
    }
    report[before ? 'changed' : 'added'] += 1
    fresh.push(before ? { ...row, version: before.version + 1 } : row)
  }
  for (let at = 0; at < fresh.length; at += BATCH)
    await deps.db.transaction(async (tx) => {
      const rows = fresh.slice(at, at + BATCH)
      const old = rows.filter(({ id }) => known.has(id)).map(({ id }) => id)
      if (old.length > 0) await tx.update(powers).set({ code: powers.id }).where(inArray(powers.id, old))
      for (const row of rows.filter(({ id }) => known.has(id)))
        await tx.update(powers).set(row).where(eq(powers.id, row.id))
      const added = rows.filter(({ id }) => !known.has(id))
      if (added.length > 0) await tx.insert(powers).values(added)
      await tx
        .insert(powerVersions)
        .values(rows.map((row) => versionOf(row, known.has(row.id) ? 'adjusted' : 'added', by)))
      await audit(deps, tx, ctx, {
        action: 'powers.imported',
        entity: 'powers',
        entityId: rows[0]?.code ?? '',
        after: { added: added.length, changed: old.length },
      })
    })
  return report
}

export function versionOf(
  row: PowerRow,
  reason: (typeof CHANGE_REASONS)[number],
  by: string,
  note: string | null = null,
) {
  const { id, version, state, line, changedAt } = row
  return { powerId: id, version, from: chinaDate(changedAt), state, line, reason, note, by, at: changedAt }
}

/** The database keeps the keys of a line in an order of its own. */
function same(before: PowerRow, row: PowerRow): boolean {
  const facts = ({ code, nameZh, nameEn, section, words, line, parentId }: PowerRow) => [
    [code, nameZh, nameEn, section, words, parentId],
    line,
  ]
  return isDeepStrictEqual(facts(before), facts(row))
}

function rowOf(deps: Deps, headings: Headings, line: PowerLine, parents: ReadonlyMap<string, string>): PowerRow {
  const { content } = deps
  const { kind, number, law, article, item, terms } = line
  const name = nameOf(line, headings)
  const code = codeOf(content, line)
  const english = headings.english(law) ?? ''
  const section = content.powerSections.find(({ words }) => words.some((word) => law.includes(word)))?.section
  return {
    id: idOf(line),
    code,
    parentId: item === 0 ? null : (parents.get(`${kind}|${number}`) ?? null),
    kind,
    section: section ?? content.sections[0]?.id ?? '',
    law,
    article,
    nameZh: name.zh,
    nameEn: name.en,
    line,
    state: 'in-force',
    reviewedOn: line.reviewed ?? null,
    version: 1,
    words: [code, name.zh, name.en, law, shortLaw(law), english, ...terms].join(' ').toLowerCase(),
    changedAt: deps.clock.now(),
  }
}
