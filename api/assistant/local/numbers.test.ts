import { describe, expect, it } from 'vitest'
import { findMoney } from './numbers.ts'
import { readNumeral } from './numerals.ts'

const sums = (text: string): string[] => findMoney(text).map(({ yuan }) => yuan)

describe('readNumeral', () => {
  it.each([
    ['三百五十八', 358],
    ['一千二', 1200],
    ['一千零二', 1002],
    ['三万五', 35_000],
    ['十', 10],
    ['二十五', 25],
    ['一百五', 150],
    ['壹仟贰佰', 1200],
    ['两万零五百', 20_500],
    ['千万', undefined],
    ['两三百', undefined],
    ['百', undefined],
  ])('%s → %s', (words, value) => expect(readNumeral(words)).toBe(value))
})

describe('findMoney', () => {
  it.each([
    ['花了358元', ['358.00']],
    ['¥358', ['358.00']],
    ['三百五十八块', ['358.00']],
    ['花了一千二', ['1200.00']],
    ['1.2万元', ['12000.00']],
    ['付了3万5', ['35000.00']],
    ['交了15万8', ['158000.00']],
    ['两百多块', ['200.00']],
    ['十块零五毛', ['10.50']],
    ['三块五', ['3.50']],
    ['5毛钱', ['0.50']],
    ['60块钱', ['60.00']],
    ['RMB 60', ['60.00']],
    ['paid 1,999 yuan', ['1999.00']],
    ['一共花了12,800元', ['12800.00']],
    ['花了358，60元服务费', ['358.00', '60.00']],
    ['收了我3块9', ['3.90']],
    ['买了三块豆腐', []],
    ['我们一块去的', []],
    ['千万别买', []],
    ['万一坏了呢', []],
    ['2026年11月5号', []],
    ['13800001234', []],
    ['买了3斤苹果', []],
    ['等了40分钟', []],
    ['打八折', []],
    ['手机型号P2000', []],
    ['花了3天时间', []],
    ['百分之五十', []],
  ])('%s', (text, expected) => expect(sums(text)).toEqual(expected))

  it('marks round figures and unit prices', () => {
    expect(findMoney('花了两百多')[0]?.approximate).toBe(true)
    expect(findMoney('大概300元')[0]?.approximate).toBe(true)
    expect(findMoney('20元一斤')[0]?.perUnit).toBe(true)
    expect(findMoney('每斤20元')[0]?.perUnit).toBe(true)
    expect(findMoney('花了20元')[0]).toMatchObject({ approximate: false, perUnit: false })
  })
})
