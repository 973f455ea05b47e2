/** A guide by the id in its address: a business, also by an id it once had, or a service card. */
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'

export function knownGuide({ content }: Pick<Deps, 'content'>, id: string): string {
  const { businesses, cards } = content.licences
  const known =
    businesses.find((each) => each.id === id || each.formerIds.includes(id))?.id ??
    cards.find((card) => card.id === id)?.id
  if (known === undefined) throw new Problem('not-found')
  return known
}
