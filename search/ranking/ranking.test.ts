/** The ranking on invented laws: segments, versions, places. What it is worth on real questions is measured by `search/train`. */
import { expect, test } from 'vitest'
import { createWordCutter } from '../language/words.ts'
import { largest } from './best.ts'
import { buildSegment, type RankedDocument } from './build-segment.ts'
import { Collection } from './collection.ts'
import { articleKey, lawKey, numberCode } from './keys.ts'
import { mergeSegments } from './merge-segments.ts'
import { loadModel } from './model.ts'
import { pack, unpack } from './packed.ts'
import { Ranker } from './rank.ts'
import { rescore } from './rescore.ts'
import { packedSegment, segmentFrom } from './segment.ts'
import { expandQuery } from './signals.ts'
import { questionTerms } from './terms.ts'

const root = process.cwd()
const cutter = createWordCutter(root)
const model = loadModel(root)

const document = (row: number, law: string, number: string, body: string, rest: Partial<RankedDocument> = {}) => ({
  row,
  law,
  number,
  title: law,
  heading: '',
  body,
  level: 'regulation',
  since: 20200101,
  columns: { kind: 'demo' },
  ...rest,
})
const DOCUMENTS: RankedDocument[] = [
  document(1, '演示集市条例', '2', '鹦鹉摊位应当加盖，摊主应当亮照经营。'),
  document(2, '演示集市条例', '2', '鹦鹉摊位应当加盖、加锁，摊主应当亮照经营。', { since: 20240101 }),
  document(3, '演示省集市条例', '8', '鹦鹉摊位应当加盖，摊主应当亮照经营。', { level: 'local' }),
  document(4, '演示渡口条例', '3', '渡船应当按时开行。'),
]

const order = (segments: Parameters<typeof mergeSegments>[0], question: string, gone: readonly number[] = []) => {
  const collection = new Collection(
    model,
    segments.map(({ segment }) => segment),
  )
  for (const at of gone) collection.alive[at] = 0
  const { scores } = new Ranker(model, collection).rank({ text: question, ...questionTerms(cutter, question) }, null)
  return largest(scores, 10).map((at) => collection.rows[at])
}
const partOf = (documents: readonly RankedDocument[]) => {
  const segment = buildSegment(model, cutter, documents, ['kind'])
  return { segment, alive: new Uint8Array(segment.size).fill(1) }
}

test('the newest version first, then local law; the same in one segment, in two, merged, and read back', () => {
  const whole = order([partOf(DOCUMENTS)], '鹦鹉摊位')
  expect(whole[0]).toBe(2)
  expect(whole.indexOf(3)).toBeLessThan(whole.indexOf(1))
  const two = [partOf(DOCUMENTS.slice(0, 2)), partOf(DOCUMENTS.slice(2))]
  expect(order(two, '鹦鹉摊位')).toEqual(whole)
  const segment = segmentFrom(unpack(pack(packedSegment(mergeSegments(two)))))
  expect(order([{ segment, alive: new Uint8Array(4).fill(1) }], '鹦鹉摊位')).toEqual(whole)
})

test('without the newer version the older one stands in its place', () => {
  expect(order([partOf(DOCUMENTS)], '鹦鹉摊位', [1])[0]).toBe(1)
  const merged = mergeSegments([{ ...partOf(DOCUMENTS), alive: Uint8Array.from([1, 0, 1, 1]) }])
  expect([merged.size, order([{ segment: merged, alive: new Uint8Array(3) }], '鹦鹉摊位')[0]]).toEqual([3, 1])
})

test('local law comes first where its place is named', () => {
  expect(order([partOf(DOCUMENTS)], '演示的鹦鹉摊位')[0]).toBe(3)
})

test('found documents are put in order without an index', () => {
  const scores = rescore(model, cutter, '鹦鹉摊位', DOCUMENTS)
  expect(scores.indexOf(Math.max(...scores))).toBe(1)
  expect(rescore(model, cutter, '鹦鹉', [])).toHaveLength(0)
})

test('a lay word leads to words of the law', () => {
  const terms = expandQuery(model, questionTerms(cutter, '老板拖欠工资不给钱怎么办')).map(({ term }) => term)
  expect(terms).toContain('劳动合同')
})

test('titles and numbers have one spelling', () => {
  expect(lawKey('最高人民法院关于适用《中华人民共和国保险法》若干问题的解释（三）')).toBe(
    lawKey('最高人民法院关于适用《保险法》若干问题的解释(三)'),
  )
  expect(articleKey('中华人民共和国消费者权益保护法', '55')).toBe('消费者权益保护法#55')
  expect(['12', '12-1', '第十二条'].map(numberCode)).toEqual([12000, 12001, 0])
})
