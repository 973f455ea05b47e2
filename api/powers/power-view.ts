/** A power as everybody may see it. */
import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import type { Content } from '../../content/schema.ts'
import type { Deps } from '../deps.ts'
import { findCitedLaw } from '../regulations/find-law.ts'
import type { FineRange, PowerItem } from './model.ts'
import { shortLaw } from './names.ts'
import type { PowerRow } from './tables.ts'

export const kindName = (content: Content, locale: Locale, kind: string): string =>
  content.powerKinds.find((each) => each.kind === kind)?.name[locale] ?? kind

export const sectionName = (content: Content, locale: Locale, id: string): string =>
  content.find.section.get(id)?.name[locale] ?? id

/** Region – body – type – item – sub-item, as this portal numbers them. */
const SCHEME = 'yichuang'

export const powerUrl = (code: string) => `/powers/${code}`

/** Link to an article where the library has the law. */
export async function articleAddress(deps: Deps, law: string, article: string): Promise<string | null> {
  const id = await findCitedLaw(deps, law)
  return id === null ? null : `/regulations/${id}/articles/${article}`
}

export async function itemView(deps: Deps, locale: Locale, row: PowerRow, subItems: number): Promise<PowerItem> {
  const { content } = deps
  const { code, kind, section, law, article, line, state } = row
  return {
    code,
    codes: [{ scheme: SCHEME, value: code }],
    name: row[locale === 'zh' ? 'nameZh' : 'nameEn'],
    kind,
    kindName: kindName(content, locale, kind),
    subject: content.bureau.name[locale],
    section: { id: section, name: sectionName(content, locale, section) },
    counterparts: line.who.map((id) => ({ id, name: t(locale, `powers.who.${id}`) })),
    basis: { law, article, label: basisLabel(content, locale, row), url: await articleAddress(deps, law, article) },
    state,
    stateName: t(locale, `powers.state.${state}`),
    reviewedOn: row.reviewedOn,
    subItems,
    version: row.version,
    url: powerUrl(code),
  }
}

/** 食品安全法第一百二十四条第一款第（三）项; in English by numbers. */
export function basisLabel(
  content: Content,
  locale: Locale,
  { law, article, line }: Pick<PowerRow, 'law' | 'article' | 'line'>,
): string {
  const { paragraph, item } = line
  const parts = { law: lawName(content, locale, law), article: articleLabel({ article }, locale), paragraph, item }
  if (item > 0) return t(locale, 'powers.basisItem', parts)
  return paragraph > 1 ? t(locale, 'powers.basisParagraph', parts) : t(locale, 'powers.basisArticle', parts)
}

export function fineLabel(locale: Locale, { unit, min, max }: FineRange): string {
  const shown = (value: number | null) =>
    value === null ? '' : new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en').format(value)
  const params = { min: shown(min), max: shown(max) }
  if (min === null) return t(locale, `powers.fine.${unit}.upTo`, params)
  if (max === null) return t(locale, `powers.fine.${unit}.from`, params)
  return t(locale, `powers.fine.${unit}.between`, params)
}

/** A law as readers of this language know it; without an English title by its Chinese one. */
export function lawName({ laws, regulations }: Content, locale: Locale, law: string): string {
  const known = (each: { title: string }) => each.title === law
  const english = regulations.digests.find(known)?.titleEn ?? laws.find(known)?.titleEn
  return locale === 'en' && english ? english : shortLaw(law)
}
