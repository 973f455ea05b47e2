import { expect, test } from 'vitest'
import { recently } from './recently.ts'

const counted = (milliseconds: number, most: number) => {
  let reads = 0
  const read = recently<number>(milliseconds, most)
  return (owner: object, key: string) => read(owner, key, async () => ++reads)
}

test('asks once within the time, and for each owner and key', async () => {
  const [read, a, b] = [counted(60_000, 10), {}, {}]
  expect([await read(a, 'x'), await read(a, 'x'), await read(a, 'y'), await read(b, 'x')]).toEqual([1, 1, 2, 3])
})

test('asks again when the time is over, and keeps no more than it may', async () => {
  const [old, full, a] = [counted(0, 10), counted(60_000, 1), {}]
  expect([await old(a, 'x'), await old(a, 'x')]).toEqual([1, 2])
  expect([await full(a, 'x'), await full(a, 'y'), await full(a, 'x')]).toEqual([1, 2, 3])
})

test('does not keep a failure', async () => {
  const read = recently<number>(60_000, 10)
  const owner = {}
  await expect(read(owner, 'x', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await read(owner, 'x', async () => 7)).toBe(7)
})
