import { expect, test } from 'vitest'
import { composeUscc, isUsable, normaliseUscc, usccError } from './credit-code.ts'

test.each([
  ['91330100799655058B', null],
  ['914403001922038216', null],
  ['91370200264574251E', null],
  ['9144030071526726XG', null],
  ['91110108551385082Q', null],
  ['911103026605015136', null],
  ['91100000100003962T', null],
  ['91370171MA0DEM005W', null],
  ['91370171MA0DEM013P', null],
  ['91370171MA0DEM021J', null],
  ['91370100000000000R', null],
  ['91330100799655058C', 'CHECK'],
  ['9133010079965505SB', 'CHAR'],
  ['91370200264574521E', 'CHECK'],
  ['81370200264574251E', 'CHECK'],
  ['9137020026457425E', 'LEN'],
  ['91370200264574251I', 'CHAR'],
  ['91370100000000001W', 'ORG_CHECK'],
  ['', 'LEN'],
])('%s → %s', (code, error) => {
  expect(usccError(code)).toBe(error)
})

test('the inner check alone does not refuse a code', () => {
  expect([isUsable('91370100000000001W'), isUsable('91330100799655058C')]).toEqual([true, false])
})

test('spellings people use mean the same code; nothing is guessed', () => {
  for (const spelling of [
    '91330100799655058b',
    ' 9133 0100 7996 5505 8B ',
    '91330100-799655058-B',
    '９１３３０１００７９９６５５０５８Ｂ',
  ])
    expect(normaliseUscc(spelling)).toBe('91330100799655058B')
  expect(usccError(normaliseUscc('9133O100799655058B'))).toBe('CHAR')
})

test('a composed code passes both checks, whatever its inner digit', () => {
  for (let serial = 0; serial < 500; serial++)
    expect(usccError(composeUscc('92370171', `MA0D${String(serial).padStart(4, '0')}`))).toBeNull()
})
