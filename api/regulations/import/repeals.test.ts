/** Which other laws a text repeals. */
import { expect, test } from 'vitest'
import { repealedTitles } from './repeals.ts'

test.each([
  ['本办法自2024年1月1日起施行。2019年3月3日演示局令第2号公布的《演示暂行办法》同时废止。', ['演示暂行办法']],
  ['《甲法》、《乙条例》（演示局令第5号）和2001年1月1日发布的《丙规定》同时废止。', ['丙规定', '乙条例', '甲法']],
  ['《甲法》中有关摊位的规定同时废止。', []],
  ['依照《甲法》制定的标准即行废止。', []],
  ['《甲法》和《乙法》与本法不一致的，以本法为准。', []],
])('%s', (text, keys) => {
  expect(repealedTitles(text)).toEqual(keys)
})
