import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { addMonths, type Judged, publicationTerm } from './publication-term.ts'

const content = loadContent(process.cwd()).disclosures
const base: Judged = {
  type: 'penalty',
  decidedOn: '2025-06-02',
  publishedOn: '2025-06-10',
  severity: null,
  penaltyKinds: ['fine'],
  fineYuan: '60000.00',
  topic: 'food',
  result: null,
}
const termOf = (change: Partial<Judged>) => publicationTerm(content, { ...base, ...change })

test.each<[string, Partial<Judged>, string, string | null]>([
  ['a fine, before the change', {}, 'penalty-2021', '2028-06-11'],
  ['a low fine only', { fineYuan: '4999.99' }, 'penalty-low-2021', '2025-09-11'],
  ['a fine of exactly the limit', { fineYuan: '5000.00' }, 'penalty-2021', '2028-06-11'],
  [
    'a low fine with something confiscated',
    { fineYuan: '100.00', penaltyKinds: ['fine', 'confiscate-goods'] },
    'penalty-2021',
    '2028-06-11',
  ],
  ['public criticism only', { fineYuan: null, penaltyKinds: ['criticism'] }, 'penalty-low-2021', '2025-09-11'],
  [
    'a ban of five years',
    { penaltyKinds: ['bar-person'], restrictedUntil: '2030-06-01' },
    'penalty-restriction-2021',
    '2030-06-02',
  ],
  ['a ban of two years', { penaltyKinds: ['bar-person'], restrictedUntil: '2027-06-01' }, 'penalty-2021', '2028-06-11'],
  [
    'the last day of the old rule',
    { decidedOn: '2025-12-24', publishedOn: '2025-12-30' },
    'penalty-2021',
    '2028-12-31',
  ],
  [
    'the first day of the new rule, gravity unstated',
    { decidedOn: '2025-12-25', publishedOn: '2025-12-30' },
    'penalty-ordinary-2025',
    '2026-12-31',
  ],
  [
    'minor, new rule',
    { decidedOn: '2026-01-05', publishedOn: '2026-01-12', severity: 'minor' },
    'penalty-minor-2025',
    '2026-04-13',
  ],
  [
    'serious, new rule',
    { decidedOn: '2026-01-05', publishedOn: '2026-01-12', severity: 'serious' },
    'penalty-serious-2025',
    '2029-01-13',
  ],
  [
    'a clean check',
    { type: 'inspection', penaltyKinds: [], result: 'S01', decidedOn: '2026-02-01', publishedOn: '2026-02-03' },
    'no-term',
    null,
  ],
  [
    'a negative check, new rule',
    { type: 'inspection', penaltyKinds: [], result: 'S05', decidedOn: '2026-02-01', publishedOn: '2026-02-03' },
    'penalty-ordinary-2025',
    '2027-02-04',
  ],
  ['a negative check, before it', { type: 'inspection', penaltyKinds: [], result: 'S05' }, 'no-term', null],
  ['a permit', { type: 'permit', penaltyKinds: [], result: 'valid' }, 'no-term', null],
])('%s', (_, change, rule, withdrawOn) => {
  const term = termOf(change)
  expect([term.rule.id, term.withdrawOn]).toEqual([rule, withdrawOn])
})

test('nothing is shown longer than five years after the act ended', () => {
  const term = termOf({ decidedOn: '2025-06-02', publishedOn: '2025-06-10', actEndedOn: '2021-10-01' })
  expect([term.cap?.id, term.withdrawOn]).toEqual(['shandong-credit', '2026-10-02'])
  expect(termOf({ actEndedOn: '2025-05-01' }).cap).toBeNull()
})

test('the earliest end on request: longer for food, never for a restriction', () => {
  expect(termOf({ topic: 'price' }).earlyFrom).toBe('2025-12-11')
  expect(termOf({ topic: 'food' }).earlyFrom).toBe('2026-06-11')
  expect(termOf({ penaltyKinds: ['stop-trade'] }).earlyFrom).toBeNull()
  expect(termOf({ fineYuan: '100.00' }).earlyFrom).toBeNull()
})

test('a day no rule covers is refused, not guessed', () => {
  expect(() => termOf({ decidedOn: '2021-08-31' })).toThrow(RangeError)
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-11-30', 3, '2026-02-28'],
  ['2026-03-31', -12, '2025-03-31'],
  ['2024-02-29', 36, '2027-02-28'],
])('%s + %i months = %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to)
})
