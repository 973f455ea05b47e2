/** Whoever reads the audit log reads words: every entry the code writes has them. */
import { expect, test } from 'vitest'
import { hasMessage } from '../../content/messages/index.ts'
import { isTest, sources } from '../harness/sources.ts'

test('every action that is audited has words', () => {
  const named = sources(['api'], ['.ts'])
    .filter((source) => !isTest(source) && source.text.includes('audit('))
    .flatMap(({ text }) => [...text.matchAll(/\baction: '([a-z-]+\.[a-z.-]+)'/g)].map((match) => match[1] ?? ''))
  expect(named.length).toBeGreaterThan(50)
  const wordless = named.filter(
    (action) => !hasMessage(`desk.audit.did.${action}`) && !hasMessage(`tickets.action.${action.split('.')[1]}`),
  )
  expect([...new Set(wordless)]).toEqual([])
})
