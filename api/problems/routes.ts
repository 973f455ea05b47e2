/** GET /api/problems: the complaint tree (投诉分类) from group to problem, and the goods and services. */
import { createRoute, z } from '@hono/zod-openapi'
import { GoodsObject, Problem, ProblemGroup } from '../../content/schema.ts'
import { Subproblem, TreeQuestion, Wall } from '../../content/schema-tree.ts'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'

/** The words the local engine classifies with are its own business. */
const PublicProblem = Problem.omit({ keywords: true })
const PublicObject = GoodsObject.omit({ keywords: true })
const PublicSubproblem = Subproblem.omit({ words: true })
const ProblemTree = z
  .object({
    groups: z.array(ProblemGroup),
    problems: z.array(PublicProblem),
    subproblems: z.array(PublicSubproblem),
    questions: z.array(TreeQuestion),
    walls: z.array(Wall),
    objects: z.array(PublicObject),
  })
  .openapi('ProblemTree')

const problems = createRoute({
  method: 'get',
  path: '/problems',
  summary:
    'The complaint tree: groups, problems with examples and legal basis, sub-problems with questions and walls, goods and services',
  responses: { 200: { description: 'The tree', content: { 'application/json': { schema: ProblemTree } } } },
})

export function problemRoutes(deps: Deps) {
  const { groups, tree } = deps.content
  const shown = {
    groups,
    subproblems: z.array(PublicSubproblem.strip()).parse(tree.subproblems),
    questions: tree.questions,
    walls: tree.walls,
    problems: z.array(PublicProblem.strip()).parse(deps.content.problems),
    objects: z.array(PublicObject.strip()).parse(deps.content.objects),
  }
  return createRouter().openapi(problems, (c) => c.json(shown, 200, { 'cache-control': 'public, max-age=3600' }))
}
