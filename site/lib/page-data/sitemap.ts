/** Every public address, for the site map and for search engines: views of the public lists. */
import type { Client } from '../../../api/client.ts'
import { paths } from '../paths.ts'

type Api = Client['api']
type To = ReturnType<typeof paths>
/** Gives the address of one page in the language of `to`. */
export type Address = (to: To) => string

/** Parts of the XML site map, each a file of its own. */
export const PARTS = ['pages', 'laws', 'records'] as const
export type Part = (typeof PARTS)[number]

/** The sitemaps protocol allows 50,000 addresses a file: two languages each. */
const MOST = 25_000
const AT_ONCE = 100

const STANDING: readonly Address[] = [
  (to) => to.home(),
  (to) => to.assistant(),
  (to) => to.newTicket(),
  (to) => to.track(),
  (to) => to.search(),
  (to) => to.disclosures(),
  (to) => to.enterprises(),
  (to) => to.regulations(),
  (to) => to.licences(),
  (to) => to.offices(),
  (to) => to.about(),
  (to) => to.privacy(),
  (to) => to.accessibility(),
  (to) => to.siteMap(),
]

export async function addressesOf(api: Api, part: Part): Promise<Address[]> {
  switch (part) {
    case 'pages': {
      const { items } = await (await api.licences.$get()).json()
      return [
        ...STANDING,
        ...items.map(
          (item): Address =>
            (to) =>
              to.licence(item.id),
        ),
      ]
    }
    case 'laws': {
      const ids = await all(async (offset) => {
        const response = await api.regulations.$get({ query: { limit: String(AT_ONCE), offset: String(offset) } })
        return response.ok ? await response.json() : undefined
      })
      return ids.map(
        (id): Address =>
          (to) =>
            to.regulation(id),
      )
    }
    case 'records': {
      const ids = await all(async (offset) => {
        const query = { limit: String(AT_ONCE), page: String(offset / AT_ONCE + 1) }
        const response = await api.disclosures.$get({ query })
        return response.ok ? await response.json() : undefined
      })
      return ids.map(
        (id): Address =>
          (to) =>
            to.disclosure(id),
      )
    }
    default:
      return part satisfies never
  }
}

/** Ids of a whole list, page by page; what a search engine that is away withholds comes another day. */
async function all(
  page: (offset: number) => Promise<{ items: { id: string }[]; next: string | null } | undefined>,
): Promise<string[]> {
  const ids: string[] = []
  for (let offset = 0; offset < MOST; offset += AT_ONCE) {
    const found = await page(offset)
    ids.push(...(found?.items ?? []).map((item) => item.id))
    if (!found?.next) break
  }
  return ids
}

/** One `<url>` per address and language, each naming its other edition. */
export function urlSet(addresses: readonly Address[], publicUrl: string): string {
  const [zh, en] = [paths('zh'), paths('en')]
  const entries = addresses.flatMap((address) => {
    const editions = [
      ['zh-CN', publicUrl + address(zh)],
      ['en', publicUrl + address(en)],
    ] as const
    const links = editions
      .map(([language, url]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeXml(url)}"/>`)
      .join('')
    return editions.map(([, url]) => `<url><loc>${escapeXml(url)}</loc>${links}</url>`)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('\n')}\n</urlset>\n`
}

export function siteMapIndex(publicUrl: string): string {
  const entries = PARTS.map((part) => `<sitemap><loc>${escapeXml(`${publicUrl}/sitemap/${part}.xml`)}</loc></sitemap>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</sitemapindex>\n`
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
