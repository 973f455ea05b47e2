import { describe, expect, it } from 'vitest'
import { findDates } from './dates.ts'
import { dateFacts } from './when.ts'

/** Sunday. */
const TODAY = '2026-11-22'

describe('findDates', () => {
  it.each([
    ['昨天', '2026-11-21'],
    ['昨晚', '2026-11-21'],
    ['前天下午', '2026-11-20'],
    ['大前天', '2026-11-19'],
    ['今天', '2026-11-22'],
    ['三天前', '2026-11-19'],
    ['10天前', '2026-11-12'],
    ['上周六', '2026-11-14'],
    ['这周三', '2026-11-18'],
    ['周五', '2026-11-20'],
    ['星期天', '2026-11-15'],
    ['上个月底', '2026-10-31'],
    ['上个月5号', '2026-10-05'],
    ['国庆那天', '2026-10-01'],
    ['去年双十一', '2025-11-11'],
    ['双十一', '2026-11-11'],
    ['中秋节当天', '2026-09-25'],
    ['11月5号', '2026-11-05'],
    ['12月5号', '2025-12-05'],
    ['十月八日', '2026-10-08'],
    ['2026年11月5日', '2026-11-05'],
    ['2026-11-05', '2026-11-05'],
    ['2026/1/5', '2026-01-05'],
    ['去年3月15号', '2025-03-15'],
    ['25号', '2026-10-25'],
    ['yesterday', '2026-11-21'],
    ['last saturday', '2026-11-21'],
    ['on nov 5', '2026-11-05'],
    ['5 november 2025', '2025-11-05'],
    ['three days ago', '2026-11-19'],
  ])('%s → %s', (text, iso) => expect(findDates(text, TODAY).map((date) => date.iso)).toEqual([iso]))

  it.each([
    '上周',
    '前几天',
    '最近',
    '国庆期间',
    '春晖路12号',
    '3号楼',
    '2027年1月1日',
    '2026年2月31日',
    '生产日期2026年10月1日',
    '保质期到2026年11月1日',
    '11.5元',
  ])('leaves %s open', (text) => expect(findDates(text, TODAY)).toEqual([]))
})

describe('dateFacts', () => {
  it.each([
    ['我昨天吃饭花了358元', { occurredOn: '2026-11-21', 'purchase.boughtOn': '2026-11-21' }],
    ['上个月5号买的手机，昨天坏了', { occurredOn: '2026-11-21', 'purchase.boughtOn': '2026-10-05' }],
    ['昨天买的酸奶过期了', { occurredOn: '2026-11-21', 'purchase.boughtOn': '2026-11-21' }],
    ['昨天去找他们不给退', { occurredOn: '2026-11-21' }],
  ])('%s', (text, expected) =>
    expect(Object.fromEntries(dateFacts(text, TODAY).map(({ path, value }) => [path, value]))).toEqual(expected),
  )
})
