/** The complaint tree: every way ends in a ticket or a door, and the checker finds the ones that do not. */
import { describe, expect, test } from 'vitest'
import { checkProblemTree } from './check-tree.ts'
import { loadContent } from './load.ts'
import type { ProblemTree } from './load-tree.ts'

const content = loadContent(process.cwd())
const changed = (change: Partial<ProblemTree>) => {
  const tree = { ...content.tree, ...change }
  const wallOf = new Map(tree.walls.map((wall) => [wall.id, wall]))
  return checkProblemTree({
    ...content,
    tree: {
      ...tree,
      below: (problem) => tree.subproblems.filter((each) => each.problem === problem),
      wall: (id) => (id === undefined ? undefined : wallOf.get(id)),
    },
  })
}
const [first] = content.tree.subproblems
const [wall] = content.tree.walls
if (!first || !wall) throw new Error('an empty tree')

describe('the shipped tree', () => {
  test('has no dead end', () => {
    expect(checkProblemTree(content)).toEqual([])
  })
  test('divides every problem and maps every division', () => {
    expect(content.problems.filter(({ code }) => content.tree.below(code).length === 0)).toEqual([])
    expect(content.tree.subproblems.filter(({ taxonomy }) => taxonomy.some((code) => code.length !== 6))).toEqual([])
  })
})

describe('the checker finds', () => {
  test.each([
    [
      'a problem without sub-problem',
      { subproblems: content.tree.subproblems.filter((each) => each.problem !== 'P19') },
      'P19',
    ],
    [
      'a question nobody wrote',
      { subproblems: [...content.tree.subproblems, { ...first, id: 'P01-x', questions: ['who'] }] },
      'asks who',
    ],
    [
      'a code that does not exist',
      { subproblems: [...content.tree.subproblems, { ...first, id: 'P01-x', taxonomy: ['999998'] }] },
      '999998',
    ],
    [
      'a law that does not exist',
      { subproblems: [...content.tree.subproblems, { ...first, id: 'P01-x', basis: [{ law: 'NONE', article: '1' }] }] },
      'cites NONE',
    ],
    [
      'a law without its article',
      { subproblems: [...content.tree.subproblems, { ...first, id: 'P01-x', basis: [{ law: 'FSL' }] }] },
      'FSL as a whole',
    ],
    [
      'articles of which none is in force any more',
      {
        subproblems: [
          ...content.tree.subproblems,
          { ...first, id: 'P01-x', basis: [{ law: 'FSL', article: '34', to: '2020-01-01' }] },
        ],
      },
      'nothing that is still in force',
    ],
    [
      'a wall that does not exist',
      { subproblems: [...content.tree.subproblems, { ...first, id: 'P01-x', wall: 'nowhere' }] },
      'nowhere',
    ],
    [
      'an exit to a body that does not exist',
      { walls: [{ ...wall, exits: [{ kind: 'other-body', to: 'nobody' } as const] }] },
      'nobody',
    ],
    [
      'a question nobody asks',
      { questions: [...content.tree.questions, { id: 'lonely', kind: 'text', text: { zh: '？', en: '?' } } as const] },
      'lonely',
    ],
  ])('%s', (_, change, says) => {
    expect(changed(change).join('\n')).toContain(says)
  })
  test('walls that only lead to each other', () => {
    const round = (id: string, to: string) => ({ ...wall, id, exits: [{ kind: 'problem', to } as const] })
    const sub = (id: string, problem: string, own: string) => ({ ...first, id, problem, wall: own })
    const mistakes = changed({
      walls: [round('there', 'P19'), round('back', 'P18')],
      subproblems: [
        ...content.tree.subproblems.filter(({ problem }) => problem !== 'P18' && problem !== 'P19'),
        sub('P18-round', 'P18', 'there'),
        sub('P19-round', 'P19', 'back'),
      ],
    })
    expect(mistakes.filter((line) => line.includes('dead end'))).toHaveLength(2)
  })
})
