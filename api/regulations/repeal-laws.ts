/** Verb: ends the laws that others repeal, from what the texts and our notes say. Running it again changes nothing. */
import { sql } from 'drizzle-orm'
import { addDays } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { titleKey } from './import/classify.ts'
import { repealedTitles } from './import/repeals.ts'
import { announceLaw } from './store-law.ts'

interface Clause extends Record<string, unknown> {
  region: string
  key: string
  title: string
  effective_on: string
  text: string
}

interface Ended extends Record<string, unknown> {
  id: string
  law_id: string
}

/** @returns how many versions ended */
export async function repealLaws(deps: Deps, ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const clauses = await deps.db.execute<Clause>(sql`
    select l.region, substr(l.key, 4) as key, v.title, v.effective_on::text, a.text
    from articles a join law_versions v on v.id = a.version_id join laws l on l.id = v.law_id
    where a.text like '%废止%' and v.effective_on is not null order by v.effective_on, v.id`)
  let ended = 0
  for (const { region, title, replaces } of deps.content.regulations.digests)
    for (const { title: old, endedOn } of replaces)
      ended += await end(deps, ctx, `${region}:${titleKey(old)}`, title, addDays(endedOn, 1))
  for (const { region, key, title, effective_on: day, text } of clauses)
    for (const name of repealedTitles(text))
      if (name !== key) ended += await end(deps, ctx, `${region}:${name}`, title, day)
  return ended
}

/** The version before `day` ends on the eve, unless the law went on after it. */
async function end(deps: Deps, ctx: Context, key: string, by: string, day: string): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const rows = await tx.execute<Ended>(sql`
      update law_versions v set ends_on = ${day}::date - 1, replaced_by = ${by}
      from laws l where l.key = ${key} and v.law_id = l.id and v.replaced_by is null
        and (v.effective_on is null or v.effective_on < ${day}::date)
        and not exists (select 1 from law_versions w where w.law_id = l.id and w.id <> v.id
          and (w.effective_on >= ${day}::date or w.effective_on > v.effective_on or (v.effective_on is null and w.effective_on is not null)))
      returning v.id, v.law_id`)
    for (const row of rows) {
      await audit(deps, tx, ctx, {
        action: 'regulations.repealed',
        entity: 'law',
        entityId: row.law_id,
        after: { version: row.id, endsOn: `< ${day}`, by },
      })
      await announceLaw(deps, tx, row.law_id)
    }
    return rows.length
  })
}
