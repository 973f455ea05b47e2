/** A change between two versions in the reader's words. */
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Change } from './difference.ts'
import type { DisclosureVersion } from './model.ts'
import { listed, nameOf } from './words.ts'

const TABLES: Record<string, Parameters<typeof nameOf>[2]> = {
  station: 'stations',
  breach: 'breaches',
  industry: 'industries',
  topic: 'topics',
  penaltyKinds: 'penaltyKinds',
  partyCategory: 'partyCategories',
}

export function changeView(
  deps: Deps,
  locale: Locale,
  { field, before, after }: Change,
): DisclosureVersion['changes'][number] {
  const key = `disclosures.field.${field.replace('detail.', '')}`
  const words = (value: unknown): string => {
    if (value === null || value === undefined) return t(locale, 'disclosures.nothing')
    if (Array.isArray(value))
      return value.length === 0 ? t(locale, 'disclosures.nothing') : listed(locale, value.map(words))
    if (typeof value === 'object')
      return Object.values(value)
        .filter((part) => part !== null)
        .map(String)
        .join(' ')
    const table = TABLES[field]
    return table ? nameOf(deps.content, locale, table, String(value)) : String(value)
  }
  return { field, label: hasMessage(key) ? t(locale, key) : field, before: words(before), after: words(after) }
}
