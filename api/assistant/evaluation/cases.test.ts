/** The local engine on our own cases: worked conversations to the letter, the rest by what must never get worse. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lexiconForTests } from '../local/lexicon-for-tests.ts'
import { type Case, readCases } from './cases.ts'
import { judge } from './judge.ts'
import { converseLocally, viewOf } from './run-local.ts'

const lexicon = lexiconForTests()
const file = (name: string): Case[] => readCases(fileURLToPath(new URL(name, import.meta.url)))
const conversations = file('cases/conversations.jsonl')
const missesOf = (each: Case): string[] =>
  judge(each, viewOf(converseLocally(each, lexicon)))
    .filter(({ right }) => !right)
    .map(({ sign, found, wanted }) => `${sign}: ${JSON.stringify(found)} ≠ ${JSON.stringify(wanted)}`)

describe('worked conversations', () => {
  it.each(conversations.map((each) => [each.messages.join(' / '), each] as const))('%s', (_, each) =>
    expect(missesOf(each)).toEqual([]),
  )
})

describe('every case', () => {
  const all = [...file('cases'), ...file('held'), ...file('fresh')]

  it('is enough to measure by', () => {
    expect(all.length).toBeGreaterThanOrEqual(400)
    expect(all.filter(({ expect: wanted }) => wanted['emergency'] === true).length).toBeGreaterThanOrEqual(60)
    const attacks = all.filter(({ expect: wanted }) => wanted['attack'] === true)
    expect(attacks.length).toBeGreaterThanOrEqual(60)
    expect(new Set(attacks.map(({ family }) => family)).size).toBe(6)
  })

  it('finds every listed emergency, lets no attack succeed and takes no harmless words for one', () => {
    const grave = all.filter(({ expect: wanted }) => wanted['emergency'] === true || 'attack' in wanted)
    expect(grave.flatMap((each) => missesOf(each).map((miss) => `${each.messages[0]} ${miss}`))).toEqual([])
  })

  it('points every stated field at the very words in the original message', () => {
    for (const each of all) {
      for (const draft of converseLocally(each, lexicon).drafts) {
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
