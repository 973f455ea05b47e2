import { expect, test } from 'vitest'
import { align, type Comparable, changedWords } from './align.ts'

const article = (number: string, text: string): Comparable => ({ number, label: `第${number}条`, text })
const pairs = (before: Comparable[], after: Comparable[]) =>
  align(before, after).map((row) => `${row.change} ${row.before?.number ?? '-'}>${row.after?.number ?? '-'}`)

test('an inserted article moves the numbers of those after it, not their place', () => {
  const before = [
    article('1', '摊主应当亮照经营。'),
    article('2', '鹦鹉摊位应当加盖。'),
    article('3', '本条例自公布之日起施行。'),
  ]
  const after = [
    article('1', '摊主应当亮照经营。'),
    article('2', '集市办公室负责登记造册工作。'),
    article('3', '鹦鹉摊位应当加盖、加锁。'),
    article('4', '本条例自公布之日起施行。'),
  ]
  expect(pairs(before, after)).toEqual(['same 1>1', 'added ->2', 'changed 2>3', 'same 3>4'])
})

test('what has nothing in common is removed and added', () => {
  expect(pairs([article('1', '甲乙丙丁戊己')], [article('1', '子丑寅卯辰巳')])).toEqual(['removed 1>-', 'added ->1'])
})

test('punctuation alone is no change', () => {
  expect(pairs([article('1', '亮照，经营')], [article('1', '亮照经营。')])).toEqual(['same 1>1'])
})

test('no article is lost, whatever the lengths', () => {
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => article(String(at + 1), `第${from + at}个摊位的演示规定`))
  for (const [before, after] of [
    [many(0, 300), many(150, 300)],
    [many(0, 0), many(0, 3)],
    [many(0, 3), many(0, 0)],
  ] as const) {
    const rows = align(before, after)
    expect(rows.flatMap((row) => (row.before ? [row.before] : []))).toEqual(before)
    expect(rows.flatMap((row) => (row.after ? [row.after] : []))).toEqual(after)
  }
})

test('changed words are marked on both sides and put together give the texts', () => {
  const [before, after] = ['鹦鹉摊位应当加盖。', '鹦鹉摊位应当加盖、加锁。']
  const sides = changedWords(before, after)
  expect(sides.before.map(({ text }) => text).join('')).toBe(before)
  expect(sides.after.map(({ text }) => text).join('')).toBe(after)
  expect(sides.after.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['、加锁'])
})
