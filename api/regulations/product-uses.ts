/** Where this product itself relies on an article: kinds of problem, licence guides, breaches, rules, other notes. */
import type { Content, Localised } from '../../content/schema.ts'
import type { Citation } from '../../content/schema-rules.ts'
import type { Deps } from '../deps.ts'
import { namedPlaces } from './citations.ts'
import { titleKey } from './import/classify.ts'
import { articleUrl } from './law-store.ts'
import type { ProductUse } from './model.ts'

interface Use extends ProductUse {
  key: string
  number: string
  from: string | null
  to: string | null
}
type Cited = Pick<Citation, 'law' | 'from' | 'to'> & { article?: string | null | undefined }

/** By content, which is read once a process. */
const known = new WeakMap<Content, Use[]>()

/**
 * @param names of the law, without ornament
 * @param number of the article; null for every article of the law
 */
export function productUses(
  { content }: Deps,
  names: readonly string[],
  number: string | null,
  day: string,
): ProductUse[] {
  const uses = known.get(content) ?? usesIn(content)
  known.set(content, uses)
  const found = uses.filter(
    (use) =>
      names.includes(use.key) &&
      (number === null || use.number === number) &&
      (use.from === null || use.from <= day) &&
      (use.to === null || use.to >= day),
  )
  const once = new Map(found.map(({ kind, title, url }) => [`${kind}\n${title.zh}`, { kind, title, url }]))
  return [...once.values()]
}

function usesIn(content: Content): Use[] {
  const uses: Use[] = []
  const add = (kind: Use['kind'], title: Localised, url: string | null, cited: readonly Cited[]) => {
    for (const { law, article, from = null, to = null } of cited) {
      const name = content.find.law.get(law)?.title
      if (name !== undefined) uses.push({ kind, title, url, key: titleKey(name), number: article ?? '', from, to })
    }
  }
  for (const { code, title, basis } of content.problems) {
    const group = content.groups.find(({ problems }) => problems.includes(code))
    add('problem', title, group ? `/tickets/new?kind=complaint&group=${group.id}` : null, basis)
  }
  for (const { id, title, basis, statutory } of content.licences.cards) {
    add('licence', title, `/licences/services/${id}`, [...basis, ...(statutory ? [statutory.basis] : [])])
  }
  for (const { id, title, basis } of content.disclosures.breaches) {
    add('breach', title, `/disclosures?breach=${id}`, basis)
  }
  for (const { what, law, article, from, to } of content.deadlines) {
    if (law !== null) add('rule', what, null, [{ law, article, from, to: to ?? undefined }])
  }
  for (const { text, basis } of [...content.refusals, ...content.terminations]) add('rule', text, null, basis)
  for (const { text, basis } of content.routes) add('rule', text, null, [basis])
  for (const { id, articles } of content.regulations.digests) {
    for (const { number, title, says, binds, follows } of articles) {
      const places = namedPlaces([says, binds, follows].join('\n')).filter(({ key }) => key !== '')
      for (const place of places) {
        uses.push({ kind: 'note', title, url: articleUrl(id, number), ...place, from: null, to: null })
      }
    }
  }
  return uses
}
