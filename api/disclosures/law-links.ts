/** Where the law cited by a record can be read in the library, as it stood on the day of the decision. */
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { findLawByName } from '../regulations/find-law.ts'
import { lawUrl } from '../regulations/law-store.ts'
import { readArticle } from '../regulations/read-article.ts'
import type { CitedLaw, Disclosure } from './model.ts'

/** The record with addresses of the articles the library holds; a law it does not know keeps what it had. */
export async function withLawLinks(deps: Deps, record: Disclosure, cited: readonly CitedLaw[]): Promise<Disclosure> {
  const addresses = await Promise.all(cited.map((each) => addressOf(deps, each, record.decidedOn)))
  return { ...record, laws: record.laws.map((law, index) => ({ ...law, url: addresses[index] ?? law.url })) }
}

async function addressOf(deps: Deps, { title, article }: CitedLaw, day: string): Promise<string | null> {
  const id = await findLawByName(deps, title)
  if (id === null) return null
  if (article === null) return lawUrl(id)
  for (const asOf of [day, undefined]) {
    try {
      const { url } = await readArticle(deps, { id, number: article, asOf })
      return asOf === undefined ? url : `${url}?asOf=${asOf}`
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error
    }
  }
  return lawUrl(id)
}
