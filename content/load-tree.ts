/** Reads the complaint tree below the kinds of problem. */
import { z } from 'zod'
import { Subproblem, TaxonomyCodes, TreeQuestion, Wall } from './schema-tree.ts'

export interface ProblemTree {
  subproblems: Subproblem[]
  questions: TreeQuestion[]
  walls: Wall[]
  /** Codes a sub-problem may be mapped to. */
  taxonomyCodes: ReadonlySet<string>
  /** Sub-problems of a problem, in the order of the file. */
  below(problem: string | undefined): Subproblem[]
  question(id: string): TreeQuestion | undefined
  wall(id: string | undefined): Wall | undefined
  subproblem(id: string | undefined): Subproblem | undefined
}

type Read = <S extends z.ZodType>(file: string, schema: S) => z.infer<S> | null

export function readTree(read: Read): ProblemTree | undefined {
  const subproblems = read('problems/subproblems.yaml', z.array(Subproblem).min(1))
  const questions = read('problems/questions.yaml', z.array(TreeQuestion).min(1))
  const walls = read('problems/walls.yaml', z.array(Wall).min(1))
  const codes = read('problems/taxonomy-codes.json', TaxonomyCodes)
  if (!subproblems || !questions || !walls || !codes) return undefined
  const questionOf = new Map(questions.map((each) => [each.id, each]))
  const wallOf = new Map(walls.map((each) => [each.id, each]))
  const subproblemOf = new Map<string, Subproblem>(subproblems.map((each) => [each.id, each]))
  return {
    subproblems,
    questions,
    walls,
    taxonomyCodes: new Set(codes),
    below: (problem) => subproblems.filter((each) => each.problem === problem),
    question: (id) => questionOf.get(id),
    wall: (id) => (id === undefined ? undefined : wallOf.get(id)),
    subproblem: (id) => (id === undefined ? undefined : subproblemOf.get(id)),
  }
}
