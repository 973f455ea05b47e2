/** Where the law cited by a record can be read in the library, as it stood on the day of the decision. */
import type { Deps } from '../deps.ts'
import { findCitedLaw } from '../regulations/find-law.ts'
import { lawUrl } from '../regulations/law-store.ts'
import { locateArticle } from '../regulations/locate-article.ts'
import type { CitedLaw, Disclosure } from './model.ts'

/** The record with addresses of the articles the library holds; a law it does not know keeps what it had. */
export async function withLawLinks(deps: Deps, record: Disclosure, cited: readonly CitedLaw[]): Promise<Disclosure> {
  const addresses = await Promise.all(cited.map((each) => addressOf(deps, each, record.decidedOn)))
  return { ...record, laws: record.laws.map((law, index) => ({ ...law, url: addresses[index] ?? law.url })) }
}

async function addressOf(deps: Deps, { title, article }: CitedLaw, day: string): Promise<string | null> {
  const id = await findCitedLaw(deps, title)
  if (id === null) return null
  return (article === null ? null : await locateArticle(deps, id, article, day)) ?? lawUrl(id)
}
