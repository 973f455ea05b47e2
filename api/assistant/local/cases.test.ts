import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadContent } from '../../../content/load.ts'
import { CASES, CASES_TODAY, type EvaluationCase } from './cases.ts'
import { buildLexicon } from './lexicon.ts'
import { type Understanding, understand } from './understand.ts'

const lexicon = buildLexicon(loadContent(fileURLToPath(new URL('../../..', import.meta.url))))

/** Speaks the messages one by one, as a conversation does. */
const converse = ({ messages, asked }: EvaluationCase): Understanding => {
  let state: Understanding | undefined
  for (let index = 0; index < messages.length; index++) {
    const previous = state === undefined ? {} : { previous: { drafts: state.drafts, asked: asked?.[index] } }
    state = understand({ messages: messages.slice(0, index + 1), today: CASES_TODAY, lexicon, ...previous })
  }
  if (state === undefined) throw new Error('a case needs a message')
  return state
}

const read = (root: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      root,
    )

const view = (state: Understanding): Record<string, unknown> => ({
  intent: state.intents[0],
  intents: state.intents,
  draft: state.drafts[0],
  drafts: state.drafts.length === 0 ? undefined : state.drafts,
  status: state.statusQuery,
  notices: state.notices.map(({ code }) => code),
  wantsHuman: state.wantsHuman,
  withdrawn: state.withdrawn,
})

describe('whole conversations', () => {
  it.each(CASES.map((each) => [each.messages.join(' / '), each] as const))('%s', (_, each) => {
    const seen = view(converse(each))
    const actual = Object.fromEntries(Object.keys(each.expect).map((path) => [path, read(seen, path) ?? null]))
    expect(actual).toEqual(each.expect)
  })

  it('points every stated field at the very words in the original message', () => {
    for (const each of CASES) {
      for (const draft of converse(each).drafts) {
        for (const { message, start, end } of Object.values(draft.provenance ?? {})) {
          const words = each.messages[message]
          expect(words).toBeDefined()
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(words?.length ?? 0)
        }
      }
    }
  })
})
