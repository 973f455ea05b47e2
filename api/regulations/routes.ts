/** GET /api/regulations…: laws, one law, one article, search over articles. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { compareLaw } from './compare-law.ts'
import { listLaws } from './list-laws.ts'
import {
  ArticlePage,
  ArticleQuery,
  ArticleResults,
  LawComparison,
  LawList,
  LawListQuery,
  LawView,
  Vocabulary,
} from './model.ts'
import { readArticle } from './read-article.ts'
import { readLaw } from './read-law.ts'
import { searchArticles } from './search-articles.ts'

const Id = z.string().regex(/^[a-z0-9-]{1,80}$/)
const AsOf = z.iso.date().optional()
const CACHE = 'public, max-age=300'

const answers = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const list = createRoute({
  method: 'get',
  path: '/regulations',
  summary: 'Laws and rules by name, number, level, region, topic and status',
  request: { query: LawListQuery },
  responses: answers('Laws', LawList),
})

const search = createRoute({
  method: 'get',
  path: '/regulations/articles',
  summary: 'Full-text search over articles; understands citations, document numbers, quotes and a leading minus',
  request: { query: ArticleQuery },
  responses: answers('Articles, the best first', ArticleResults),
})

const vocabulary = createRoute({
  method: 'get',
  path: '/regulations/vocabulary',
  summary: 'Regions and topics of the library, in both languages',
  responses: answers('The vocabulary', Vocabulary),
})

const one = createRoute({
  method: 'get',
  path: '/regulations/{id}',
  summary: 'One law as of a day: contents, versions, and the articles of a chapter when asked',
  request: {
    params: z.object({ id: Id }),
    query: z.object({
      asOf: AsOf,
      chapter: z.union([z.literal('all'), z.coerce.number().int().min(0).max(10_000)]).optional(),
    }),
  },
  responses: answers('The law', LawView),
})

const article = createRoute({
  method: 'get',
  path: '/regulations/{id}/articles/{number}',
  summary: 'One article as of a day, with neighbours, note and other versions',
  request: {
    params: z.object({ id: Id, number: z.string().regex(/^[1-9]\d{0,4}(-[1-9]\d?)?$/) }),
    query: z.object({ asOf: AsOf }),
  },
  responses: answers('The article', ArticlePage),
})

const compare = createRoute({
  method: 'get',
  path: '/regulations/{id}/compare',
  summary: 'Two versions of a law side by side, article by article, the changed words marked',
  request: { params: z.object({ id: Id }), query: z.object({ from: AsOf, to: AsOf }) },
  responses: answers('The comparison', LawComparison),
})

export function regulationsRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => {
      const found = await listLaws(deps, c.req.valid('query'))
      c.header('cache-control', CACHE)
      return c.json(found, 200)
    })
    .openapi(search, async (c) => {
      const found = await searchArticles(deps, c.req.valid('query'))
      c.header('cache-control', CACHE)
      return c.json(found, 200)
    })
    .openapi(vocabulary, (c) => {
      const { regions, topics } = deps.content.regulations.vocabulary
      c.header('cache-control', 'public, max-age=3600')
      return c.json(
        {
          regions: regions.map(({ code, name }) => ({ code, name })),
          topics: topics.map(({ id, name }) => ({ id, name })),
        },
        200,
      )
    })
    .openapi(one, async (c) => {
      const law = await readLaw(deps, { ...c.req.valid('param'), ...c.req.valid('query') })
      c.header('cache-control', CACHE)
      return c.json(law, 200)
    })
    .openapi(compare, async (c) => {
      const found = await compareLaw(deps, { ...c.req.valid('param'), ...c.req.valid('query') })
      c.header('cache-control', CACHE)
      return c.json(found, 200)
    })
    .openapi(article, async (c) => {
      const found = await readArticle(deps, { ...c.req.valid('param'), ...c.req.valid('query') })
      c.header('cache-control', CACHE)
      return c.json(found, 200)
    })
}
