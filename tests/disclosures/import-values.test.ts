/** Spellings of days, sums and legal bases, as files write them. */
import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { breachReader } from '../../api/disclosures/import/breach.ts'
import { readBasis } from '../../api/disclosures/import/legal-basis.ts'
import { SeenKeys } from '../../api/disclosures/import/seen.ts'
import { LONG_TERM, readDay, readYuan } from '../../api/disclosures/import/values.ts'
import { RecordContent } from '../../api/disclosures/model.ts'
import { naturalKey } from '../../api/disclosures/natural-key.ts'
import { loadContent } from '../../content/load.ts'
import { penalty } from '../factories/disclosures.ts'

describe('days', () => {
  test.each([
    ['2026-05-06', '2026-05-06'],
    ['2026/5/6', '2026-05-06'],
    ['2026.05.06', '2026-05-06'],
    ['20260506', '2026-05-06'],
    ['2026年5月6日', '2026-05-06'],
    ['２０２６年５月６日', '2026-05-06'],
    ['二〇二六年五月十六日', '2026-05-16'],
    ['2026-05-06 00:00:00', '2026-05-06'],
    ['2026-05-06T01:00:00+02:00', '2026-05-06'],
    ['2099/12/31', LONG_TERM],
    ['9999-12-31', LONG_TERM],
    ['长期', LONG_TERM],
  ])('%s', (written, day) => expect(readDay(written, false)).toBe(day))
  test('a spreadsheet counts days', () => expect(readDay('46148', true)).toBe('2026-05-06'))
  test.each(['2026-02-30', '5月6日', '46148', '昨天', '05/06/2026'])('%s is no day', (written) =>
    expect(() => readDay(written, false)).toThrow('imports.cell.date'),
  )
})

describe('sums', () => {
  test.each([
    ['300', false, '300.00'],
    ['.15', false, '0.15'],
    ['.15元', false, '0.15'],
    ['1,234.5', false, '1234.50'],
    ['0.5万元', false, '5000.00'],
    ['￥70.00', false, '70.00'],
    ['人民币6333.2元', false, '6333.20'],
    ['0.00092', true, '9.20'],
    ['5', true, '50000.00'],
    ['0.014448', true, '144.48'],
    ['5E-4', true, '5.00'],
    ['０．５', true, '5000.00'],
  ])('%s', (written, inWan, yuan) => expect(readYuan(written, inWan)).toBe(yuan))
  test.each(['五千', '-3', '1.2.3', '元', '12元3角'])('%s is no sum', (written) =>
    expect(() => readYuan(written, false)).toThrow('imports.cell.'),
  )
})

describe('legal bases', () => {
  const cases: [string, string[]][] = [
    ['中华人民共和国广告法/第五章法律责任/第五十五条/第一款', ['中华人民共和国广告法 55']],
    [
      '广告法/第五章/第五十八条，广告法/第五章/第五十五条；价格法/第六章/第四十二条',
      ['广告法 58', '广告法 55', '价格法 42'],
    ],
    ['广告法/第五章/第五十八条。价格法/第五章/第十四条。', ['广告法 58', '价格法 14']],
    ['产品质量法/第三章生产者、销售者的产品质量责任和义务/第一节生产者/第二十七条', ['产品质量法 27']],
    ['演示经济特区计量条例(2019修正)/第八章罚则/第四十二条', ['演示经济特区计量条例 42']],
    ['演示条例/第五章/第五十七条违反本条例第二十八条,广告法/第五十五条', ['演示条例 57', '广告法 55']],
    [
      '根据《中华人民共和国食品安全法》第一百二十四条第一款第（五）项、第一百二十六条的规定',
      ['中华人民共和国食品安全法 124', '中华人民共和国食品安全法 126'],
    ],
    ['食品安全法第124条和《药品管理法》第十二条之一', ['食品安全法 124', '药品管理法 12-1']],
    ['食品安全法/第四章食品生产经营/第一节', ['食品安全法 null']],
    ['依据<<中华人民共和国广告法>>第五十五条', ['中华人民共和国广告法 55']],
    ['依据〈广告法〉第55条第1款第2项、“食品安全法”第124条', ['广告法 55', '食品安全法 124']],
    ['中华人民共和国食品安全法》第一百二十四条第一款', ['中华人民共和国食品安全法 124']],
    ['《中华人民共和国食品安全法第一百二十四条', ['中华人民共和国食品安全法 124']],
    ['《食品安全法》(2015年版) 124条', ['食品安全法 124']],
    ['《产品质量法》第四十九条至第五十二条', ['产品质量法 49', '产品质量法 50', '产品质量法 51', '产品质量法 52']],
    ['广告中使用“最佳”等用语，广告法第五十七条', ['广告法 57']],
    ['见决定书', []],
  ]
  test.each(cases)('%s', (written, cited) =>
    expect(readBasis(written).map(({ title, article }) => `${title} ${article}`)).toEqual(cited),
  )
})

describe('kinds of breach', () => {
  const content = loadContent(process.cwd())
  const read = breachReader(content.disclosures.breaches)
  const law = (id: string, article: string) => ({ law: id, title: '演示', article })
  const cases: [string, Parameters<typeof read>[0], string | null][] = [
    ['its own name', said('经营超过保质期的食品', 'food'), 'food-expired'],
    ['words of the case, in its own topic', said('演示店销售过期食品案', 'food'), 'food-expired'],
    ['the same words, another topic', said('演示店销售过期食品案', 'equipment'), null],
    ['an article that speaks of nothing else', said('演示案', 'advertising', [law('ADL', '55')]), 'false-advertising'],
    ['an article of many things, no words', said('演示案', 'food', [law('FSL', '124')]), null],
    ['an article and the words of another', said('标签不合格', 'food', [law('FSL', '124')]), null],
    [
      'two articles, told apart by words',
      said('未查验许可证', 'food', [law('FSL', '124'), law('FSL', '126')]),
      'food-records',
    ],
    [
      'an article of the law of that day',
      said('演示案', null, [law('AUCL-2019', '20')], '2025-10-14'),
      'false-promotion',
    ],
    ['the same number a day later', said('演示案', null, [law('AUCL-2019', '20')], '2025-10-15'), null],
  ]
  function said(text: string, topic: string | null, laws: ReturnType<typeof law>[] = [], day = '2026-05-06') {
    return { texts: [undefined, text], topic, laws, day }
  }
  test.each(cases)('%s', (_, given, id) => expect(read(given)?.id ?? null).toBe(id))
})

describe('the same record', () => {
  const key = (change = {}) => naturalKey(RecordContent.parse(penalty(change).record))
  test('is known by authority, number and party, whatever the brackets', () => {
    expect(key({ documentNumber: '演示罚[2026] 1号', fineYuan: '1' })).toBe(key())
    expect(key({ documentNumber: '演示罚（2026）1号' })).toBe(key())
    expect(key({ authority: '演示区市场监督管理局' })).not.toBe(key())
    expect(key({ uscc: null, partyName: '演示另一家' })).not.toBe(key())
  })
  test('without a number by its day and what it is about', () => {
    const bare = { documentNumber: null }
    const other = { ...bare, detail: { facts: '当事人的另一件事。', content: '罚款60000元' } }
    expect(key(bare)).toBe(key({ ...bare, fineYuan: '1' }))
    expect(key(other)).not.toBe(key(bare))
    expect(key({ ...bare, decidedOn: '2026-10-13' })).not.toBe(key(bare))
  })
  test('is found again among many', () => {
    const seen = new SeenKeys()
    const keys = Array.from({ length: 100_000 }, (_, index) => hash('sha256', String(index), 'base64url'))
    expect(keys.every((each, index) => seen.first(each, index + 1) === null)).toBe(true)
    expect(keys.every((each, index) => seen.first(each, 1) === index + 1)).toBe(true)
  })
})
