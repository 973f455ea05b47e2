import { describe, expect, it } from 'vitest'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { normalise } from './normalise.ts'
import { placeFacts } from './places.ts'

const lexicon = lexiconForTests()
const read = (message: string): Record<string, unknown> => {
  const { text, lower } = normalise(message)
  return Object.fromEntries(placeFacts(text, lower, lexicon, []).map(({ path, value }) => [path, value]))
}

describe('placeFacts', () => {
  it.each([
    ['我昨天在舜华路的烤肉店', '舜华路', 'shunhualu'],
    ['店在颖秀路88号', '颖秀路88号', 'shunhualu'],
    ['康虹路和新泺大街路口', '康虹路和新泺大街路口', 'shunhualu'],
    ['孙村的眼镜店', '孙村', 'suncun'],
    ['在人民路12号楼下', '人民路12号楼', undefined],
    ['在恒大名都小区买的', '恒大名都小区', undefined],
    ['Sunny Mart on Lishan Road', 'Lishan Road', undefined],
  ])('%s', (message, text, station) => {
    const facts = read(message)
    expect([facts['place.text'], facts['place.station']]).toEqual([text, station])
  })

  it.each(['我不知道', '味道不好', '一路上', '在路边买的', '逛街的时候', '维权之路', '我们小区', '高速路'])(
    'finds no place in %s',
    (message) => expect(read(message)['place.text']).toBeUndefined(),
  )

  it('does not use the spans it is told to leave alone', () => {
    const { text, lower } = normalise('家住舜华路')
    expect(placeFacts(text, lower, lexicon, [{ start: 2, end: 5 }])).toEqual([])
  })
})
