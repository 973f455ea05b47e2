/** Verb: what was changed in records already published, newest first (更正、删除、撤下). Nothing of the party stands in it. */
import { and, desc, eq, lt, ne } from 'drizzle-orm'
import { t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { disclosures, disclosureVersions } from '../tables.ts'
import { typeName } from '../words.ts'
import type { DataChange } from './model.ts'

/** @param before instant; only what happened earlier */
export async function listChanges(
  deps: Deps,
  { locale }: Context,
  { limit, before }: { limit: number; before: Date | undefined },
): Promise<DataChange[]> {
  const [versions, withdrawn] = await Promise.all([
    deps.db
      .select({
        at: disclosureVersions.at,
        kind: disclosureVersions.kind,
        version: disclosureVersions.version,
        id: disclosures.id,
        type: disclosures.type,
        demo: disclosures.demo,
        downAt: disclosureVersions.withdrawnAt,
        down: disclosureVersions.withdrawal,
      })
      .from(disclosureVersions)
      .innerJoin(disclosures, eq(disclosures.id, disclosureVersions.disclosureId))
      .where(and(ne(disclosureVersions.kind, 'original'), before && lt(disclosureVersions.at, before)))
      .orderBy(desc(disclosureVersions.at))
      .limit(limit),
    deps.db
      .select({
        at: disclosures.withdrawnAt,
        kind: disclosures.withdrawal,
        version: disclosures.version,
        id: disclosures.id,
        type: disclosures.type,
        demo: disclosures.demo,
      })
      .from(disclosures)
      .where(and(eq(disclosures.state, 'withdrawn'), before && lt(disclosures.withdrawnAt, before)))
      .orderBy(desc(disclosures.withdrawnAt))
      .limit(limit),
  ])
  // Taken down and published again: both days stand in the log.
  const down = versions.map(({ downAt, down: kind, version, ...rest }) => ({
    ...rest,
    at: downAt,
    kind,
    version: version - 1,
  }))
  return [...versions, ...down, ...withdrawn]
    .flatMap(({ at, kind, version, id, type, demo }) =>
      at === null || kind === null
        ? []
        : [
            {
              at: at.toISOString(),
              ...{ kind, version, id, type, demo },
              what: t(locale, `disclosures.change.${kind}`, { type: typeName(locale, type), version }),
              url: `/disclosures/${id}`,
            },
          ],
    )
    .sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id))
    .slice(0, limit)
}
