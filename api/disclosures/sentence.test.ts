import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import type { DisclosureFilter } from './query.ts'
import { appliedFilters, sentenceOf } from './sentence.ts'

const content = loadContent(process.cwd())

test.each<[DisclosureFilter, number, string, string]>([
  [{}, 2033, '公示记录，共 2033 件', 'Published records: 2033 records'],
  [
    { type: ['penalty'], topic: ['food'], fineMin: '50000', from: '2026-06-01' },
    1,
    '食品类行政处罚，罚款 5 万元以上，2026 年 6 月 1 日以来，共 1 件',
    'Penalties on food, fined ¥50,000 or more, since 1 June 2026: 1 record',
  ],
  [
    { type: ['inspection'], station: ['shunhualu'], result: ['S05'], from: '2026-01-01', to: '2026-03-31' },
    7,
    '检查结果，舜华路市场监督管理所，发现问题已责令改正，2026 年 1 月 1 日至 2026 年 3 月 31 日，共 7 件',
    'Inspection results, Shunhua Road Station, problem found, ordered to correct it, 1 January 2026 to 31 March 2026: 7 records',
  ],
  [
    { q: '过期', law: ['FSL/124'], fineMin: '100', fineMax: '5000' },
    3,
    '公示记录，含“过期”，依据《中华人民共和国食品安全法》第 124 条，罚款 100 元至 5,000 元，共 3 件',
    'Published records, containing “过期”, under Article 124 of the Food Safety Law, fined ¥100 to ¥5,000: 3 records',
  ],
])('%j', (filter, total, zh, en) => {
  expect(sentenceOf(content, 'zh', filter, total)).toBe(zh)
  expect(sentenceOf(content, 'en', filter, total)).toBe(en)
})

test('every part can be taken off on its own', () => {
  const parts = appliedFilters(content, 'zh', { type: ['penalty', 'permit'], breach: ['food-expired'], fineMax: '9' })
  expect(parts).toEqual([
    { param: 'type', value: 'penalty', label: '行政处罚' },
    { param: 'type', value: 'permit', label: '行政许可' },
    { param: 'breach', value: 'food-expired', label: '经营超过保质期的食品' },
    { param: 'fineMax', value: '9', label: '罚款 9 元以下' },
  ])
})
