/** Dead ends of the complaint tree: a choice that leads nowhere, a wall without a way out, a code that does not exist. */
import type { Content } from './schema.ts'
import type { Wall } from './schema-tree.ts'

const FILE = 'content/problems/subproblems.yaml'
const WALLS = 'content/problems/walls.yaml'
const QUESTIONS = 'content/problems/questions.yaml'

type Parts = Pick<Content, 'tree' | 'problems' | 'groups' | 'otherBodies' | 'find'>

/** Returns one sentence per mistake; an empty list means that every way through the tree ends in a ticket or a door. */
export function checkProblemTree(content: Parts): string[] {
  return [
    ...checkIds(content),
    ...checkProblems(content),
    ...checkSubproblems(content),
    ...checkQuestions(content),
    ...checkWalls(content),
    ...checkTaxonomy(content),
  ]
}

function checkIds({ tree }: Parts): string[] {
  const twice = (file: string, ids: string[]) =>
    [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `${file}: ${id} stands there twice`)
  return [
    ...twice(
      FILE,
      tree.subproblems.map(({ id }) => id),
    ),
    ...twice(
      QUESTIONS,
      tree.questions.map(({ id }) => id),
    ),
    ...twice(
      WALLS,
      tree.walls.map(({ id }) => id),
    ),
  ]
}

function checkProblems({ tree, problems }: Parts): string[] {
  return problems
    .filter(({ code }) => tree.below(code).length === 0)
    .map(({ code }) => `${FILE}: ${code} has no sub-problem, so its choice leads nowhere; add one`)
}

function checkSubproblems({ tree, find }: Parts): string[] {
  return tree.subproblems.flatMap(({ id, problem, basis, questions, wall }) => [
    ...(find.problem.has(problem) && id.startsWith(`${problem}-`)
      ? []
      : [`${FILE}: ${id} names the problem ${problem}; id and problem must begin alike and the problem exist`]),
    ...questions
      .filter((question) => !tree.question(question))
      .map((question) => `${FILE}: ${id} asks ${question}, which ${QUESTIONS} does not have`),
    ...basis
      .filter(({ law }) => !find.law.has(law))
      .map(({ law }) => `${FILE}: ${id} cites ${law}, which rules/laws.yaml does not have`),
    ...basis
      .filter(({ article }) => article === undefined)
      .map(({ law }) => `${FILE}: ${id} cites ${law} as a whole; name the article an officer looks at`),
    ...(basis.some(({ to }) => to === undefined)
      ? []
      : [`${FILE}: ${id} cites nothing that is still in force; name an article that is`]),
    ...(wall !== undefined && !tree.wall(wall) ? [`${FILE}: ${id} names the wall ${wall}, which does not exist`] : []),
  ])
}

function checkQuestions({ tree }: Parts): string[] {
  const asked = new Set(tree.subproblems.flatMap(({ questions }) => questions))
  return tree.questions.flatMap(({ id, kind, options }) => [
    ...(asked.has(id) ? [] : [`${QUESTIONS}: nobody asks ${id}; name it in a sub-problem or take it out`]),
    ...((kind === 'choice') === (options !== undefined)
      ? []
      : [`${QUESTIONS}: ${id} needs options exactly when its kind is choice`]),
  ])
}

/** A wall is passable when some chain of its exits ends in a ticket, another body or a page. */
function checkWalls(content: Parts): string[] {
  const { tree, otherBodies, find } = content
  const used = new Set(tree.subproblems.map(({ wall }) => wall))
  return tree.walls.flatMap((wall) => [
    ...(used.has(wall.id) ? [] : [`${WALLS}: no sub-problem leads to ${wall.id}`]),
    ...wall.exits
      .filter(({ kind, to }) => kind === 'other-body' && !otherBodies.some((other) => other.id === to))
      .map(({ to }) => `${WALLS}: ${wall.id} leads to the body ${to}, which other-bodies.yaml does not have`),
    ...wall.exits
      .filter(({ kind, to }) => kind === 'problem' && !find.problem.has(to))
      .map(({ to }) => `${WALLS}: ${wall.id} leads to the problem ${to}, which does not exist`),
    ...wall.basis
      .filter(({ law }) => !find.law.has(law))
      .map(({ law }) => `${WALLS}: ${wall.id} cites ${law}, which rules/laws.yaml does not have`),
    ...(ends(content, wall, new Set()) ? [] : [`${WALLS}: ${wall.id} is a dead end; give it an exit that goes on`]),
  ])
}

function ends(content: Parts, wall: Wall, seen: Set<string>): boolean {
  if (seen.has(wall.id)) return false
  seen.add(wall.id)
  return wall.exits.some((exit) => {
    if (exit.kind !== 'problem') return true
    return content.tree.below(exit.to).some((below) => {
      const next = content.tree.wall(below.wall)
      return next === undefined || ends(content, next, seen)
    })
  })
}

function checkTaxonomy({ tree, problems }: Parts): string[] {
  const rows = [
    ...tree.subproblems.map(({ id, taxonomy }) => ({ file: FILE, id, taxonomy })),
    ...problems.map(({ code, taxonomy }) => ({ file: 'content/problems/problems.yaml', id: code, taxonomy })),
  ]
  return rows.flatMap(({ file, id, taxonomy }) =>
    taxonomy
      .filter((code) => !tree.taxonomyCodes.has(code))
      .map((code) => `${file}: ${id} is mapped to ${code}, which DB44/T 2479-2024 does not have`),
  )
}
