/**
 * Verb of a nightly job: an item whose article was repealed or is gone is suspended (中止) with the reason in its history
 * and a task at the desk. An item whose ground stands again is not taken up by a program.
 */
import { and, eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { openFlag, POWER_PREFIX } from '../licences/feedback/open-flag.ts'
import { audit } from '../platform/audit.ts'
import { systemContext } from '../platform/context.ts'
import { articlesOn } from '../regulations/articles-on.ts'
import { versionOf } from './import-powers.ts'
import { powers, powerVersions } from './tables.ts'

const JOB = 'powers.sweep'

/** @returns how many were suspended */
export async function suspendPowers(deps: Deps): Promise<number> {
  const rows = await deps.db
    .selectDistinct({ law: powers.law, article: powers.article })
    .from(powers)
    .where(eq(powers.state, 'in-force'))
  const places = new Map<string, string[]>()
  for (const { law, article } of rows) places.set(law, [...(places.get(law) ?? []), article])
  let suspended = 0
  for (const { title, article, state } of await articlesOn(deps, places, chinaDate(deps.clock.now())))
    if (state === 'repealed' || state === 'gone') suspended += await suspend(deps, title, article, state)
  return suspended
}

async function suspend(deps: Deps, law: string, article: string, why: 'repealed' | 'gone'): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const resting = await tx
      .select()
      .from(powers)
      .where(and(eq(powers.law, law), eq(powers.article, article), eq(powers.state, 'in-force')))
      .for('update')
    if (resting.length === 0) return 0
    const changedAt = deps.clock.now()
    const rows = resting.map((row) => ({ ...row, state: 'suspended' as const, version: row.version + 1, changedAt }))
    const reason = why === 'repealed' ? 'law-repealed' : 'article-gone'
    for (const { id, code, version } of rows) {
      await tx.update(powers).set({ state: 'suspended', version, changedAt }).where(eq(powers.id, id))
      await openFlag(deps, tx, { guide: `${POWER_PREFIX}${code}`, reason, matter: `${law} ${article}` })
    }
    const note = why === 'repealed' ? `${law} 已废止 / repealed` : `${law} 第${article}条已不存在 / the article is gone`
    await tx.insert(powerVersions).values(rows.map((row) => versionOf(row, 'suspended', JOB, note)))
    await audit(deps, tx, systemContext(JOB), {
      action: 'powers.suspended',
      entity: 'powers',
      entityId: rows[0]?.code ?? '',
      after: { law, article, why, items: rows.length },
    })
    return rows.length
  })
}
