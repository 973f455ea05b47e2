/** A feed page in the two formats readers know: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1. Pure. */
import { LANGUAGE_TAGS, type Locale } from '../../../content/messages/index.ts'
import { escapeXml as xml } from '../../platform/xml.ts'
import type { FeedEntry, FeedPage } from './read-feed.ts'

export interface FeedAddresses {
  /** Origin of the portal, without a slash. */
  origin: string
  /** The feed itself, the page people read instead, the older page. */
  self: string
  page: string
  older: string | null
}

export function writeAtom({ title, entries }: FeedPage, at: FeedAddresses, locale: Locale): string {
  const newest =
    entries
      .map(({ updated }) => updated)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00.000Z'
  const link = (rel: string, href: string, type: string) =>
    `<link rel="${rel}" type="${type}" href="${xml(at.origin + href)}"/>`
  const links = [
    link('self', at.self, 'application/atom+xml'),
    link('alternate', at.page, 'text/html'),
    ...(at.older ? [link('next', at.older, 'application/atom+xml')] : []),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${LANGUAGE_TAGS[locale]}">
<id>${xml(at.origin + at.self)}</id>
<title>${xml(title)}</title>
<updated>${newest}</updated>
${links.join('\n')}
${entries.map((entry) => atomEntry(entry, at.origin, locale)).join('\n')}
</feed>
`
}

/** One record as an entry of the feed; the rehearsal shows it alone. */
export function atomEntry({ record, updated }: FeedEntry, origin: string, locale: Locale): string {
  return `<entry>
<id>urn:uuid:${record.id}</id>
<title>${xml(record.title)}</title>
<link rel="alternate" type="text/html" href="${xml(addressOf(record.url, origin, locale))}"/>
<published>${record.publishedOn}T00:00:00+08:00</published>
<updated>${updated}</updated>
<author><name>${xml(record.authority)}</name></author>
<category term="${record.type}" label="${xml(record.typeName)}"/>
<summary>${xml(record.summary)}</summary>
</entry>`
}

export function writeJsonFeed({ title, entries }: FeedPage, at: FeedAddresses, locale: Locale) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: LANGUAGE_TAGS[locale],
    feed_url: at.origin + at.self,
    home_page_url: at.origin + at.page,
    ...(at.older ? { next_url: at.origin + at.older } : {}),
    items: entries.map(({ record, updated }) => ({
      id: record.id,
      url: addressOf(record.url, at.origin, locale),
      title: record.title,
      content_text: record.summary,
      date_published: `${record.publishedOn}T00:00:00+08:00`,
      date_modified: updated,
      authors: [{ name: record.authority }],
      tags: [record.typeName],
    })),
  }
}

const addressOf = (path: string, origin: string, locale: Locale) => origin + (locale === 'en' ? `/en${path}` : path)
