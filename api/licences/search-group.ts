/** Businesses and service cards for the one box: few enough to be looked through as they are. */
import type { Localised } from '../../content/schema.ts'
import type { SearchGroup } from '../search/source.ts'

export const licenceGroup: SearchGroup = {
  name: 'licences',
  async find({ content: { licences } }, { locale }, text, limit) {
    const asked = text.trim().toLowerCase()
    const names = (words: readonly string[]) =>
      words.some(
        (word) => asked.includes(word.toLowerCase()) || (asked.length > 1 && word.toLowerCase().includes(asked)),
      )
    const titled = ({ title }: { title: Localised }) => [title.zh, title.en]
    const found = licences.businesses.filter((business) => {
      const cards = licences.cards.filter((card) => business.steps.some((step) => step.card === card.id))
      return asked !== '' && names([...business.keywords, ...titled(business), ...cards.flatMap(titled)])
    })
    return {
      total: found.length,
      items: found.slice(0, limit).map(({ id, title, plain }) => ({
        title: title[locale],
        summary: plain[locale],
        url: `/licences/${id}`,
      })),
      url: '/licences',
    }
  },
}
