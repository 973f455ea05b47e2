/** Every way down the complaint tree shows articles of law, in both languages and with links that can be followed. */
import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { articlesOf } from './articles-of.ts'

const content = loadContent(process.cwd())
const TODAY = '2026-11-23'

test.each(content.tree.subproblems.map(({ id, problem }) => [id, problem] as const))(
  '%s shows its articles',
  (id, problem) => {
    const draft = { problem, subproblem: id }
    const [shown, english] = [articlesOf({ content }, 'zh', draft, TODAY), articlesOf({ content }, 'en', draft, TODAY)]
    expect(shown.length).toBeGreaterThan(0)
    expect(english).toHaveLength(shown.length)
    for (const { law, label, url } of shown) {
      expect(content.laws.map(({ title }) => title)).toContain(law)
      expect(label).toMatch(/^第.+条/)
      expect(url ?? 'https://www.gov.cn/').toMatch(/^https:\/\/[\w.-]+\.gov\.cn\//)
    }
    for (const { label } of english) expect(label).toMatch(/^Article \d/)
  },
)

test('a law cited after its last day is not shown, and one of another problem neither', () => {
  const [first] = content.tree.subproblems
  expect(articlesOf({ content }, 'zh', { problem: 'P02', subproblem: first?.id ?? '' }, TODAY)).toEqual(
    articlesOf({ content }, 'zh', { problem: 'P02' }, TODAY),
  )
})
