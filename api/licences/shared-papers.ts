/** Papers that the guides mark as looked up, not asked for, with how many guides do so; the most frequent first. Pure. */
import type { Localised } from '../../content/schema.ts'
import type { ServiceCard } from '../../content/schema-licences.ts'

export function sharedPapers(cards: readonly ServiceCard[]): { name: Localised; guides: number }[] {
  const papers = new Map<string, { name: Localised; guides: number }>()
  for (const { materials } of cards)
    for (const { name, source } of materials)
      if (source === 'shared-data') papers.set(name.zh, { name, guides: (papers.get(name.zh)?.guides ?? 0) + 1 })
  return [...papers.values()].sort((a, b) => b.guides - a.guides)
}
