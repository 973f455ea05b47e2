/** Every public address, for the site map and for search engines: views of the public lists. */
import type { Client } from '../../../api/client.ts'
import { escapeXml } from '../../../api/platform/xml.ts'
import { paths } from '../paths.ts'

type Api = Client['api']
type To = ReturnType<typeof paths>
/** Gives the address of one page in the language of `to`. */
export type Address = (to: To) => string

/** Parts of the XML site map; what grows is cut into numbered files: `laws`, `laws-2`, … */
const PARTS = ['pages', 'laws', 'records'] as const
type Part = (typeof PARTS)[number]

/** The sitemaps protocol allows 50,000 addresses a file: two languages each. */
const A_FILE = 25_000
const AT_ONCE = 100

const STANDING: readonly Address[] = [
  (to) => to.home(),
  (to) => to.assistant(),
  (to) => to.newTicket(),
  (to) => to.track(),
  (to) => to.party(),
  (to) => to.search(),
  (to) => to.disclosures(),
  (to) => to.disclosureFigures(),
  (to) => to.data(),
  (to) => to.enterprises(),
  (to) => to.regulations(),
  (to) => to.licences(),
  (to) => to.services(),
  (to) => to.calculators(),
  (to) => to.oneWindow(),
  (to) => to.offices(),
  (to) => to.about(),
  (to) => to.privacy(),
  (to) => to.accessibility(),
  (to) => to.siteMap(),
]

interface ListPage {
  items: { id: string }[]
  total: number
  next: string | null
}

/** A page of a growing part's list; what a search engine that is away withholds comes another day. */
async function listPage(
  api: Api,
  part: 'laws' | 'records',
  offset: number,
  limit: number,
): Promise<ListPage | undefined> {
  const size = { limit: String(limit) }
  const response =
    part === 'laws'
      ? await api.regulations.$get({ query: { ...size, offset: String(offset) } })
      : await api.disclosures.$get({ query: { ...size, page: String(offset / limit + 1) } })
  return response.ok ? ((await response.json()) as ListPage) : undefined
}

/** Names of all files. */
export async function siteMapFiles(api: Api): Promise<string[]> {
  const files = await Promise.all(
    PARTS.map(async (part) => {
      const total = part === 'pages' ? 0 : ((await listPage(api, part, 0, 1))?.total ?? 0)
      const count = Math.max(1, Math.ceil(total / A_FILE))
      return Array.from({ length: count }, (_, at) => (at === 0 ? part : `${part}-${at + 1}`))
    }),
  )
  return files.flat()
}

/** Addresses of one file; undefined when there is no such file. */
export async function addressesOf(api: Api, file: string): Promise<Address[] | undefined> {
  const [, name, number = '1'] = /^([a-z]+)(?:-([1-9]\d{0,3}))?$/.exec(file) ?? []
  const part: Part | undefined = PARTS.find((each) => each === name)
  if (part === undefined) return undefined
  if (part === 'pages') {
    const { items, cards } = await (await api.licences.$get()).json()
    return [
      ...STANDING,
      ...cards.map(
        ({ id }) =>
          (to: To) =>
            to.service(id),
      ),
      ...items.map(
        ({ id }) =>
          (to: To) =>
            to.licence(id),
      ),
    ]
  }
  const ids: string[] = []
  const start = (Number(number) - 1) * A_FILE
  if (part === 'records') {
    const response = await api.disclosures.addresses.$get({ query: { page: number } })
    const items = response.status === 200 ? (await response.json()).items : []
    if (items.length === 0 && start > 0) return undefined
    return items.map(
      ({ id }) =>
        (to: To) =>
          to.disclosure(id),
    )
  }
  for (let offset = start; offset < start + A_FILE; offset += AT_ONCE) {
    const found = await listPage(api, 'laws', offset, AT_ONCE)
    ids.push(...(found?.items ?? []).map((item) => item.id))
    if (!found?.next) break
  }
  if (ids.length === 0 && start > 0) return undefined
  return ids.map((id) => (to: To) => to.regulation(id))
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

export function siteMapIndex(files: readonly string[], publicUrl: string): string {
  const entries = files.map((file) => `<sitemap><loc>${escapeXml(`${publicUrl}/sitemap/${file}.xml`)}</loc></sitemap>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</sitemapindex>\n`
}
