/** Where our library keeps an article that our own content cites: known without the database, for laws we have notes on. */
import type { Content } from '../../content/schema.ts'
import { titleKey } from './import/classify.ts'
import { articleUrl, lawUrl } from './law-store.ts'

const known = new WeakMap<Content, Map<string, { id: string; numbers: ReadonlySet<string> }>>()

/** The article we have a note on, or the law when no article is meant; null where only the database knows. */
export function noteAddress(content: Content, title: string, article: string | undefined): string | null {
  const digests =
    known.get(content) ??
    new Map(
      content.regulations.digests.map(({ id, title: name, articles }) => [
        titleKey(name),
        { id, numbers: new Set(articles.map(({ number }) => number)) },
      ]),
    )
  known.set(content, digests)
  const digest = digests.get(titleKey(title))
  if (!digest) return null
  if (article === undefined) return lawUrl(digest.id)
  return digest.numbers.has(article) ? articleUrl(digest.id, article) : null
}
