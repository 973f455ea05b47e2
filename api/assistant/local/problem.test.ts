import { describe, expect, it } from 'vitest'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { scoreProblems } from './problem.ts'

const lexicon = lexiconForTests()

describe('scoreProblems', () => {
  it.each([
    ['牛奶过期了', 'P01'],
    ['买到假货', 'P02'],
    ['没有生产日期的三无产品', 'P03'],
    ['宣传和实物不符，虚假宣传', 'P04'],
    ['广告上写国家级包治百病', 'P05'],
    ['多收了60元服务费', 'P06'],
    ['缺斤短两', 'P07'],
    ['保修期内不给修', 'P08'],
    ['七天无理由退货被拒绝', 'P09'],
    ['健身房跑路了会员卡还没用完', 'P10'],
    ['饭店禁止自带酒水，霸王条款', 'P11'],
    ['泄露我的个人信息', 'P12'],
    ['在店里滑倒摔伤', 'P13'],
    ['没有营业执照', 'P14'],
    ['平台不提供商家的信息', 'P15'],
    ['电梯没有年检', 'P16'],
    ['药店卖过期药', 'P17'],
    ['侵犯我的商标', 'P18'],
    ['传销拉人头', 'P19'],
  ])('%s → %s', (text, code) => expect(scoreProblems(text, lexicon)[0]?.code).toBe(code))

  it('says nothing about nothing', () => expect(scoreProblems('你好', lexicon)).toEqual([]))
})
