/** Laws and articles in the one box. */
import type { SearchGroup } from '../search/source.ts'
import { listLaws } from './list-laws.ts'
import { searchArticles } from './search-articles.ts'

const page = (q: string) => `/regulations?${new URLSearchParams({ q })}`

export const lawGroup: SearchGroup = {
  name: 'laws',
  async find(deps, ctx, q, limit) {
    const { items, total } = await listLaws(deps, { q, status: 'all', limit, offset: 0 })
    return {
      total,
      url: page(q),
      items: items.map((law) => ({
        title: ctx.locale === 'en' ? (law.titleEn ?? law.title) : law.title,
        summary: [law.issuer, law.documentNumber].filter(Boolean).join(' · '),
        url: law.url,
      })),
    }
  },
}

export const articleGroup: SearchGroup = {
  name: 'articles',
  async find(deps, ctx, q, limit) {
    const { items, total } = await searchArticles(
      deps,
      { q, status: 'in-force', collapse: 'region', limit, offset: 0 },
      { counts: false },
    )
    return {
      total,
      url: page(q),
      items: items.map(({ law, label, note, text, url }) => ({
        title: `《${law.title}》${label}`,
        summary: (ctx.locale === 'en' ? note?.summaryEn : note?.says) ?? text.slice(0, 120),
        url,
      })),
    }
  },
}
