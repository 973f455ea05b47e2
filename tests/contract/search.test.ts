/** One suite for every engine behind the search port: the embedded one and Meilisearch's protocol always, a real Meilisearch where one can be had. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  defineIndex,
  type Filter,
  type SearchEngine,
  type SearchQuery,
  type Selection,
  schemaOf,
} from '../../search/engine.ts'
import { engines } from './search-engines.ts'

type Notice = {
  readonly id: string
  readonly shop: string
  readonly title: string
  readonly text: string
  readonly kind: string
  readonly tags: readonly string[]
  readonly day: number
  readonly fine: number
  readonly copy: string
  readonly prefer: number
  /** No document has one. */
  readonly mark: string | null
}

const DEFINITION = {
  name: 'test_notices',
  version: 1,
  searchable: { title: 3, text: 1 },
  filterable: ['shop', 'kind', 'tags', 'day', 'copy', 'mark'],
  sortable: ['day', 'fine'],
  facets: ['kind', 'tags', 'mark'],
  lists: ['tags'],
  prefer: 'prefer',
} satisfies Parameters<typeof defineIndex<Notice>>[0]
/** The same collection, asked in SQL and with its columns in memory; the shop stays in the file. */
const definitions = [
  { kept: 'in tables', notices: defineIndex<Notice>(DEFINITION) },
  {
    kept: 'in columns',
    notices: defineIndex<Notice>({
      ...DEFINITION,
      columns: ['kind', 'tags', 'day', 'copy', 'fine', 'prefer', 'mark'],
      newest: 'day',
    }),
  },
]

const notice = (id: string, title: string, text: string, rest: Partial<Notice> = {}): Notice => ({
  id,
  shop: 's1',
  title,
  text,
  kind: 'penalty',
  tags: [],
  day: 20260101,
  fine: 0,
  copy: id,
  prefer: 0,
  mark: null,
  ...rest,
})

const DOCUMENTS = [
  notice('a', '过期食品处罚', '演示超市货架上摆放超过保质期的牛奶，依法没收。', {
    tags: ['food'],
    day: 20260301,
    fine: 5000,
  }),
  notice('b', '价格检查', '演示超市标价签与收银价格不一致，责令改正。', {
    kind: 'inspection',
    tags: ['price'],
    day: 20260401,
  }),
  notice('c', '预付卡纠纷', '演示健身房停业后拒绝退还预付卡余额。', {
    shop: 's2',
    tags: ['prepaid', 'price'],
    day: 20260501,
    fine: 800,
  }),
  notice('d', '食品检查', '演示餐馆后厨卫生合格。', {
    kind: 'inspection',
    shop: 's3',
    tags: ['food'],
    day: 20260601,
    copy: 'same',
  }),
  notice('e', '食品检查', '演示餐馆后厨卫生合格。', {
    kind: 'inspection',
    shop: 's4',
    tags: ['food'],
    day: 20260602,
    copy: 'same',
    prefer: 1,
  }),
]

async function* batches(documents: readonly Notice[]) {
  yield documents.slice(0, 2)
  yield documents.slice(2)
}

describe.each(engines())('$name', ({ open }) => {
  describe.each(definitions)('port, $kept', ({ notices }) => {
    let engine: SearchEngine
    beforeAll(async () => {
      engine = await open()
      await engine.rebuild(notices, batches(DOCUMENTS))
      // Wakes the reader: its start is not what the time limit is about.
      await engine.stats(notices)
    })
    afterAll(() => engine?.close())

    const find = async (words: string, rest: Partial<SearchQuery> = {}) =>
      engine.query(notices, { text: { words }, limit: 10, ...rest })
    const idsOf = async (words: string, rest: Partial<SearchQuery> = {}) =>
      (await find(words, rest)).hits.map(({ document }) => document.id)

    test('finds a word inside a Chinese sentence, and returns the document as given', async () => {
      const { hits, total } = await find('保质期')
      expect([total, hits[0]?.document]).toEqual([1, DOCUMENTS[0]])
    })

    test.each([
      ['超市 标价', 'b'],
      ['健身房预付卡不退', 'c'],
      ['預付卡', 'c'],
      ['ＹＵＦＵ 预付卡', 'c'],
    ])('%s → %s', async (words, id) => {
      expect((await idsOf(words))[0]).toBe(id)
    })

    test('the title weighs more than the text, and the preferred document comes first among equals', async () => {
      expect((await idsOf('食品检查')).slice(0, 2)).toEqual(['e', 'd'])
    })

    test('no text finds everything that passes the filters; nothing found is an empty list', async () => {
      expect((await engine.query(notices, { limit: 10 })).total).toBe(5)
      expect(await engine.query(notices, { text: { words: '火箭发射' }, limit: 10 })).toMatchObject({
        total: 0,
        hits: [],
      })
    })

    test('filters: one of, none of, in a list, a range of days', async () => {
      const all = async (...filters: NonNullable<SearchQuery['filters']>) =>
        (await engine.query(notices, { filters, limit: 10 })).hits.map(({ document }) => document.id).sort()
      expect(await all({ field: 'kind', in: ['inspection'] }, { field: 'shop', in: ['s1', 's3'] })).toEqual(['b', 'd'])
      expect(await all({ field: 'tags', in: ['price'] })).toEqual(['b', 'c'])
      expect(await all({ field: 'tags', notIn: ['food'] })).toEqual(['b', 'c'])
      expect(await all({ field: 'day', from: 20260401, to: 20260501 })).toEqual(['b', 'c'])
      expect(await all({ field: 'id', in: ['a'] })).toEqual(['a'])
    })

    test('counts leave the choice of their own field aside, and keep that of the others', async () => {
      const filters = [
        { field: 'kind', in: ['inspection'] },
        { field: 'tags', in: ['food'] },
      ]
      const { total, facets } = await engine.query(notices, { filters, facets: ['kind', 'tags'], limit: 1 })
      expect([total, facets]).toEqual([2, { kind: { inspection: 2, penalty: 1 }, tags: { food: 2, price: 1 } }])
    })

    test('a choice of a field nobody has finds nothing; none of it finds all', async () => {
      const asked = (filter: Filter) =>
        engine.query(notices, { filters: [filter], facets: ['mark', 'kind'], limit: 10 })
      expect(await asked({ field: 'mark', in: ['x'] })).toMatchObject({ total: 0, facets: { mark: {}, kind: {} } })
      expect((await asked({ field: 'mark', notIn: ['x'] })).total).toBe(5)
    })

    test('order and pages', async () => {
      const days = { text: undefined as never, sort: [{ field: 'day', descending: true }] }
      const page = async (offset: number) =>
        (await engine.query(notices, { sort: days.sort, limit: 2, offset })).hits.map(({ document }) => document.id)
      expect([await page(0), await page(2), await page(4)]).toEqual([['e', 'd'], ['c', 'b'], ['a']])
      expect((await idsOf('', { sort: [{ field: 'fine', descending: true }, { field: 'day' }] }))[0]).toBe('a')
    })

    test.runIf(notices.columns.length > 0)(
      'a selection is one number of every match, in the order of the answer',
      async () => {
        const days = async (query: Selection) => [...(await engine.select(notices, query, 'day'))]
        expect(await days({ sort: [{ field: 'day' }] })).toEqual([20260301, 20260401, 20260501, 20260601, 20260602])
        expect(await days({ filters: [{ field: 'tags', in: ['price'] }], sort: [{ field: 'fine' }] })).toEqual([
          20260401, 20260501,
        ])
        const { hits } = await find('食品检查')
        expect(await days({ text: { words: '食品检查' } })).toEqual(hits.map(({ document }) => document.day))
      },
    )

    test('collapse keeps the best of each group', async () => {
      expect(await idsOf('后厨卫生', { collapse: 'copy' })).toEqual(['e'])
    })

    test('phrases stand as typed; excluded words do not stand at all', async () => {
      const text = (query: NonNullable<SearchQuery['text']>) =>
        engine.query(notices, { text: query, limit: 10 }).then(({ hits }) => hits.map(({ document }) => document.id))
      expect(await text({ words: '', phrases: ['收银价格'] })).toEqual(['b'])
      expect(await text({ words: '', phrases: ['价格收银'] })).toEqual([])
      expect(await text({ words: '演示超市', excluded: ['保质期'] })).toEqual(['b'])
    })

    test('highlights are segments that make up the whole text', async () => {
      const { hits } = await find('保质期', { highlight: ['text'] })
      const segments = hits[0]?.highlight['text'] ?? []
      expect(segments.map(({ text }) => text).join('')).toBe(DOCUMENTS[0]?.text)
      expect(
        segments
          .filter(({ hit }) => hit)
          .map(({ text }) => text)
          .join(''),
      ).toContain('保质期')
    })

    test.each([
      '"',
      '"未完',
      '*',
      'NEAR(a b)',
      'AND OR NOT',
      "'; drop table x; --",
      '🥟',
      'x'.repeat(2000),
      '（）',
      '\u0000',
    ])('odd input is only text: %j', async (words) => {
      expect((await find(words)).total).toBeGreaterThanOrEqual(0)
      expect((await find(words.repeat(2000))).total).toBeGreaterThanOrEqual(0)
    })

    test('a change is seen at once: written anew, removed by filter, added', async () => {
      await engine.apply(notices, {
        remove: { field: 'shop', in: ['s3'] },
        put: [
          notice('a', '过期食品处罚', '演示超市已改正。'),
          notice('f', '电梯检查', '演示商场电梯按时检验。', { shop: 's3' }),
        ],
      })
      expect(await idsOf('电梯')).toEqual(['f'])
      expect(await idsOf('保质期')).toEqual([])
      expect((await engine.query(notices, { limit: 10 })).total).toBe(5)
    })

    test('a rebuild replaces everything, and readers see the old index until it is done', async () => {
      const half = Promise.withResolvers<void>()
      const finish = Promise.withResolvers<void>()
      async function* slowly() {
        yield DOCUMENTS.slice(0, 1)
        half.resolve()
        await finish.promise
        yield DOCUMENTS.slice(1, 3)
      }
      const rebuilding = engine.rebuild(notices, slowly())
      await half.promise
      expect(await idsOf('电梯')).toEqual(['f'])
      finish.resolve()
      expect(await rebuilding).toEqual({ documents: 3 })
      expect(await idsOf('电梯')).toEqual([])
      expect(await engine.stats(notices)).toMatchObject({
        documents: 3,
        schema: schemaOf(notices),
        builtAt: expect.any(String),
      })
    })

    test('a failed rebuild leaves the index as it was', async () => {
      const broken = async function* () {
        yield DOCUMENTS.slice(0, 1)
        throw new Error('the source broke')
      }
      await expect(engine.rebuild(notices, broken())).rejects.toThrow('the source broke')
      expect((await engine.stats(notices)).documents).toBe(3)
    })

    test('a collection never written is empty', async () => {
      const empty = defineIndex<Notice>({
        name: 'test_never',
        version: 1,
        searchable: { text: 1 },
        filterable: ['day'],
        sortable: ['day'],
        facets: [],
      })
      expect(await engine.query(empty, { limit: 1 })).toMatchObject({ total: 0 })
      expect(await engine.stats(empty)).toMatchObject({ documents: 0, builtAt: null })
    })

    test('past the time limit it says so, and answers the next question', async () => {
      const flood = await Promise.allSettled(
        Array.from({ length: 300 }, (_, n) => find(`食品 ${n}`, { timeLimitMs: 1 })),
      )
      const reasons = flood.flatMap((result) => (result.status === 'rejected' ? [result.reason.reason] : []))
      expect(new Set(reasons)).toEqual(new Set(['timeout']))
      expect((await engine.query(notices, { limit: 1 })).total).toBe(3)
    })
  })
})
