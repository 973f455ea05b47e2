import { describe, expect, it } from 'vitest'
import { extractFacts } from './extract.ts'
import { readIntent } from './intent.ts'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { normalise } from './normalise.ts'

const lexicon = lexiconForTests()
const intents = (message: string): readonly string[] => {
  const normalised = normalise(message)
  return readIntent(normalised.text, normalised.lower, extractFacts(normalised, '2026-11-22', lexicon), lexicon).intents
}

describe('readIntent', () => {
  it.each([
    ['我买的手机坏了商家不给修', ['complaint']],
    ['我买的手机坏了商家不给修怎么办', ['complaint']],
    ['举报某店卖过期食品', ['report']],
    ['买到假货要求退钱，请查处这家店', ['complaint', 'report']],
    ['商家可以拒绝退款吗', ['consultation']],
    ['办营业执照要什么材料', ['licence']],
    ['你好我想问一下开个小饭桌需要什么证', ['licence']],
    ['开店需要什么条件', ['licence']],
    ['这家店没有营业执照', ['report']],
    ['我的投诉怎么样了', ['status']],
    ['拖欠工资', ['out-of-scope']],
    ['建议增加公平秤', ['suggestion']],
    ['感谢你们的工作人员', ['praise']],
    ['你好', ['chat']],
    ['我被困在电梯里了', ['emergency', 'help']],
  ])('%s', (message, expected) => expect(intents(message)).toEqual(expected))
})
