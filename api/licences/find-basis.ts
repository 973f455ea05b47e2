/** Verb: where the library holds an article that the guides cite; for laws that we have no note of our own on. */
import { articleLabel } from '../../content/rules/cite.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { findCitedLaw } from '../regulations/find-law.ts'
import { locateArticle } from '../regulations/locate-article.ts'
import type { Basis } from './model.ts'

/** @param place law and article as `placeOf` writes them. @throws Problem `not-found` for a law the content does not cite */
export async function findBasis(deps: Deps, place: string): Promise<Basis> {
  const [, lawId = '', article = ''] = /^([A-Z0-9-]+)\.(\d+(?:-\d+)?)$/.exec(place) ?? []
  const law = deps.content.find.law.get(lawId)
  if (!law) throw new Problem('not-found')
  const id = await findCitedLaw(deps, law.title)
  return {
    law: law.title,
    lawEn: law.titleEn,
    article: articleLabel({ article }, 'zh'),
    articleEn: articleLabel({ article }, 'en'),
    url: id && (await locateArticle(deps, id, article, chinaDate(deps.clock.now()))),
  }
}
