/** Businesses and service cards for the one box: few enough to be looked through as they are. */
import type { Localised } from '../../content/schema.ts'
import type { SearchGroup } from '../search/source.ts'

export const licenceGroup: SearchGroup = {
  name: 'licences',
  async find({ content: { licences } }, { locale }, text, limit) {
    const asked = text.trim().toLowerCase()
    if (asked === '') return { total: 0, items: [], url: '/licences' }
    const names = (words: readonly string[]) =>
      words.some(
        (word) => asked.includes(word.toLowerCase()) || (asked.length > 1 && word.toLowerCase().includes(asked)),
      )
    const titled = ({ title }: { title: Localised }) => [title.zh, title.en]
    const businesses = licences.businesses.filter((each) => names([...each.keywords, ...titled(each)]))
    const cards = licences.cards.filter((each) => names([...each.aliases, ...titled(each)]))
    const found = [
      ...businesses.map(({ id, title, plain }) => ({ title, summary: plain, url: `/licences/${id}` })),
      ...cards.map(({ id, title, summary }) => ({ title, summary, url: `/licences/services/${id}` })),
    ]
    return {
      total: found.length,
      items: found
        .slice(0, limit)
        .map(({ title, summary, url }) => ({ title: title[locale], summary: summary[locale], url })),
      url: '/licences',
    }
  },
}
