import { expect, test } from 'vitest'
import { seededRandom } from '../platform/random.ts'
import { freshPassword, weaknesses } from './password.ts'

const rules = { minLength: 12, kinds: 3 }
const why = (fresh: string, { old = 'Old-password-1', again = fresh } = {}) =>
  weaknesses(rules, { old, fresh, again }, 'demo.shunhualu').map(({ path, code }) => `${path} ${code}`)

test('length, kinds of signs, the own name, the old one, the slip', () => {
  expect(why('Yichuang-20')).toEqual(['fresh too-short'])
  expect(why('yichuangyichuang')).toEqual(['fresh kinds'])
  expect(why('yichuang-yichuang')).toEqual(['fresh kinds'])
  expect(why('Shunhualu-2026-x')).toEqual(['fresh name'])
  expect(why('Old-password-1')).toEqual(['fresh same'])
  expect(why('Yichuang-2026-x', { again: 'Yichuang-2026-y' })).toEqual(['again differs'])
  expect(why('Yichuang-2026-x')).toEqual([])
  expect(why('一窗-2026-abcd')).toEqual([])
})

test('what is given out is long enough by any rule that can be set', () => {
  const passwords = Array.from({ length: 50 }, (_, i) => freshPassword(seededRandom(`password ${i}`)))
  expect(new Set(passwords).size).toBe(50)
  expect(passwords.every((each) => /^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/.test(each))).toBe(true)
})
