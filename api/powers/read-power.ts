/** Verb: one power with its duties, limits, sub-items and history. */
import { asc, desc, eq } from 'drizzle-orm'
import { citationsIn } from '../../content/load-licences.ts'
import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import type { Citation } from '../../content/schema-rules.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import type { PowerView } from './model.ts'
import { articleAddress, fineLabel, itemView, lawName, powerUrl } from './power-view.ts'
import { type PowerRow, powers, powerVersions } from './tables.ts'

/** @throws Problem `not-found` */
export async function readPower(deps: Deps, ctx: Context, code: string): Promise<PowerView> {
  const { db, content } = deps
  const { locale } = ctx
  const [row] = await db.select().from(powers).where(eq(powers.code, code))
  if (!row) throw new Problem('not-found')
  const [children, parents, versions] = await Promise.all([
    db.select().from(powers).where(eq(powers.parentId, row.id)).orderBy(asc(powers.code)),
    row.parentId === null ? [] : db.select().from(powers).where(eq(powers.id, row.parentId)),
    db.select().from(powerVersions).where(eq(powerVersions.powerId, row.id)).orderBy(desc(powerVersions.version)),
  ])
  const [parent] = parents
  const rule = content.powerKinds.find(({ kind }) => kind === row.kind)
  const said = parent ?? row
  const name = (each: PowerRow) => each[locale === 'zh' ? 'nameZh' : 'nameEn']
  const link = (each: PowerRow) => ({ code: each.code, name: name(each), url: powerUrl(each.code) })
  return {
    ...(await itemView(deps, locale, row, children.length)),
    parent: parent ? link(parent) : null,
    children: children.map(link),
    penalties: (said.line.penalties ?? []).map((id) => t(locale, `powers.penalty.${id}`)),
    fines: (said.line.fines ?? []).map((range) => fineLabel(locale, range)),
    duties: await Promise.all(
      (rule?.stages ?? []).map(async (stage) => ({
        name: stage.name[locale],
        text: stage.text[locale],
        basis: await citation(deps, locale, stage.basis),
      })),
    ),
    accountability: await Promise.all(
      (rule?.accountability ?? []).map(async (each) => ({
        text: each.text[locale],
        basis: await citation(deps, locale, each.basis),
      })),
    ),
    supervisionPhone: content.bureau.phone,
    disclosures: `/disclosures?${new URLSearchParams({ law: row.law })}`,
    guides: guidesCiting(content, locale, row),
    versions: versions.map(({ version, from, state, reason, note }) => ({
      version,
      from,
      stateName: t(locale, `powers.state.${state}`),
      reason: t(locale, `powers.reason.${reason}`),
      note,
    })),
  }
}

async function citation(deps: Deps, locale: Locale, basis: Citation | null) {
  if (!basis?.article) return null
  const title = deps.content.find.law.get(basis.law)?.title ?? basis.law
  return {
    law: lawName(deps.content, locale, title),
    article: articleLabel({ article: basis.article }, locale),
    url: await articleAddress(deps, title, basis.article),
  }
}

/** Guides that rest on the same article. */
function guidesCiting({ licences, find }: Content, locale: Locale, { law, article }: PowerRow): PowerView['guides'] {
  const rests = (each: Parameters<typeof citationsIn>[0]) =>
    citationsIn(each).some((cited) => cited.article === article && find.law.get(cited.law)?.title === law)
  return licences.businesses.filter(rests).map(({ id, title }) => ({ title: title[locale], url: `/licences/${id}` }))
}
