/** The check by hand says what the schema says, or leaves it to the schema. */
import { expect, test } from 'vitest'
import { seededRandom } from '../platform/random.ts'
import { RecordContent, type RecordInput } from './model.ts'
import { plainRecord } from './plain-record.ts'

const PLAIN = {
  type: 'penalty',
  partyName: '演示面馆',
  partyCategory: 'sole-trader',
  uscc: null,
  decidedOn: '2026-05-06',
  authority: '演示局',
  station: null,
  documentNumber: '演示罚〔2026〕1号',
  breach: null,
  penaltyKinds: ['fine'],
  industry: null,
  topic: 'food',
  fineYuan: '5000.00',
  confiscatedYuan: null,
  severity: null,
  laws: [{ law: 'FSL', title: '演示法', article: '124' }],
  detail: { facts: '演示事实', content: '罚款5000元' },
}

/** Values that stand at an edge, or beyond it. */
const EDGES: Record<string, readonly unknown[]> = {
  type: ['penalty', 'permit', 'nothing'],
  partyName: ['', ' 演示 ', '演'.repeat(300), '演'.repeat(301), 7, null, '\u3000', '\u00a0演'],
  partyCategory: ['', 'x'.repeat(40), 'x'.repeat(41), ' x', null],
  uscc: [null, '', 'x'.repeat(40), 'x'.repeat(41), undefined, 5],
  decidedOn: ['2026-02-29', '2024-02-29', '2026-5-6', '', '0000-00-00', '2026-05-06T00:00:00', null],
  authority: ['', '演示局\n', '局'.repeat(301)],
  station: ['', 'one', undefined, 3],
  documentNumber: ['', null, undefined, '号 ', '号'.repeat(301)],
  result: ['valid', null, undefined, ''],
  breach: ['x', '', undefined],
  penaltyKinds: [[], ['fine', ''], Array(14).fill('fine'), Array(15).fill('fine'), undefined, null, 'fine'],
  fineYuan: ['5', '05.10', '1.234', '-1', '1234567890123', null, undefined, '5.'],
  confiscatedYuan: ['0', '12.5', 'x', null],
  severity: ['minor', 'grave', '', null, undefined],
  laws: [
    [],
    [{ law: null, title: '演示法', article: null }],
    [{ law: 'lower', title: '演示法', article: '1' }],
    [{ law: 'FSL', title: ' 演示法', article: '1' }],
    [{ law: 'FSL', title: '演示法', article: '0' }],
    [{ law: 'FSL', title: '演示法', article: '1', more: 1 }],
    Array(31).fill({ law: null, title: '演示法', article: null }),
    undefined,
  ],
  detail: [
    { facts: '演示' },
    { facts: '演示 ', content: '罚' },
    { facts: '演'.repeat(10_000), content: '罚' },
    { facts: '演'.repeat(10_001), content: '罚' },
    {
      facts: '演示',
      content: '罚',
      licence: '证'.repeat(500),
      restrictedUntil: '2027-01-01',
      actEndedOn: '2026-01-01',
    },
    { facts: '演示', content: '罚', licence: '证'.repeat(501) },
    { facts: '演示', content: '罚', restrictedUntil: '2027-02-30' },
    { facts: '演示', content: '罚', licence: undefined },
    { facts: '演示', content: '罚', more: '演示' },
    null,
  ],
  more: ['x', undefined],
}

const agree = (record: unknown) => {
  const byHand = plainRecord(record as RecordInput)
  const { data } = RecordContent.safeParse(record)
  if (byHand !== null) expect(byHand).toStrictEqual(data)
  return byHand !== null
}

test('an ordinary penalty needs no schema', () => expect(agree(PLAIN)).toBe(true))

test('every edge of every field', () => {
  for (const [field, values] of Object.entries(EDGES)) for (const value of values) agree({ ...PLAIN, [field]: value })
})

test('edges together, and fields left out', () => {
  const random = seededRandom('plain records')
  const fields = Object.keys(EDGES)
  for (let round = 0; round < 3000; round += 1) {
    const record: Record<string, unknown> = { ...PLAIN }
    for (let change = random.below(3); change >= 0; change -= 1) {
      const field = random.pick(fields)
      if (random.below(5) === 0) delete record[field]
      else {
        const values = EDGES[field] ?? []
        record[field] = values[random.below(values.length)]
      }
    }
    agree(record)
  }
})
