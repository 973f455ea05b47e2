import { expect, test } from 'vitest'
import { namedPlaces } from './citations.ts'

const places = (text: string) => namedPlaces(text).map(({ key, number }) => `${key}/${number}`)

test.each([
  ['依照《中华人民共和国演示法》第一百二十四条的规定处罚', ['演示法/124']],
  ['《演示法》（以下简称法）第十二条之一', ['演示法/12-1']],
  ['违反《演示法》第三条第一款第（二）项、第五条和第七条', ['演示法/3', '演示法/5', '演示法/7']],
  ['《演示法》第三条至第六条', ['演示法/4', '演示法/5', '演示法/3', '演示法/6']],
  ['违反本法第三十三条、第三十四条规定的', ['/33', '/34']],
  ['根据《演示法》《演示条例》，制定本办法', ['演示法/', '演示条例/']],
  ['本法自公布之日起施行', []],
  ['《演示法（2019年修正）》第2条', ['演示法/2']],
  ['《》第一条', []],
])('%s', (text, expected) => {
  expect(places(text).sort()).toEqual(expected.sort())
})
