/** The same article in the laws of other regions, word for word but for the place's name. */
import { dayNumber, type Filter, SearchUnavailable } from '../../search/engine.ts'
import { type ArticleDocument, articles as index } from '../../search/indexes/articles.ts'
import type { Deps } from '../deps.ts'
import { articleUrl, type LawRow } from './law-store.ts'
import type { CitedArticle } from './model.ts'

const MOST = 100

/** Those in force on `day`, without its own law. None while the search is away: the text matters more. */
export async function copiesOf(
  deps: Deps,
  law: LawRow,
  { versionId, number }: { versionId: string; number: string },
  day: string,
): Promise<CitedArticle[]> {
  const own = [
    { field: 'versionId', in: [versionId] },
    { field: 'number', in: [number] },
  ]
  const [document] = await matching(deps, own, 1)
  const copies = document ? await foldedWith(deps, [document.fold], day) : []
  return copies
    .filter(({ lawId }) => lawId !== law.id)
    .map(({ lawId, lawTitle, region, number: copy, label }) => ({
      law: { id: lawId, title: lawTitle, region },
      number: copy,
      label,
      url: articleUrl(lawId, copy),
    }))
}

/** How many other laws have the same article in force on `day`, by document id. */
export async function countCopies(
  deps: Deps,
  documents: readonly ArticleDocument[],
  day: string,
): Promise<Map<string, number>> {
  // What has only our note has no copy.
  const folds = documents.filter(({ text }) => text !== '').map(({ fold }) => fold)
  const copies = folds.length > 0 ? await foldedWith(deps, folds, day) : []
  const others = ({ fold, lawId }: ArticleDocument) =>
    new Set(copies.filter((copy) => copy.fold === fold && copy.lawId !== lawId).map((copy) => copy.lawId)).size
  return new Map(documents.map((document) => [document.id, others(document)]))
}

const foldedWith = (deps: Deps, folds: readonly string[], day: string) => {
  const today = dayNumber(day, 'past')
  const inForce = [
    { field: 'from', to: today },
    { field: 'to', from: today },
  ]
  return matching(deps, [{ field: 'fold', in: folds }, ...inForce], MOST)
}

async function matching(deps: Deps, filters: readonly Filter[], limit: number): Promise<ArticleDocument[]> {
  try {
    const { hits } = await deps.search.query(index, { filters, limit })
    return hits.map(({ document }) => document)
  } catch (error) {
    if (error instanceof SearchUnavailable) return []
    throw error
  }
}
