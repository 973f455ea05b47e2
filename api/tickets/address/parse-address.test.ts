import { expect, test } from 'vitest'
import { loadContent } from '../../../content/load.ts'
import { addressConfidence } from './address-confidence.ts'
import { addressParser } from './parse-address.ts'

const { addresses } = loadContent(process.cwd())
const parse = addressParser(addresses, ['济南市', '青岛市', '宁波市'])

test.each([
  [
    '山东省济南市历下区舜华路街道演示社区会展西路88号',
    {
      ...{ province: '山东省', city: '济南市', district: '历下区', town: '舜华路街道' },
      ...{ community: '演示社区', road: '会展西路', number: '88号' },
    },
  ],
  ['济南高新区舜华路1号', { city: '济南', district: '高新区', road: '舜华路', number: '1号' }],
  ['济南市-济南市-历城区示例镇示例村', { city: '济南市', district: '历城区', town: '示例镇', community: '示例村' }],
  ['青岛路12号演示店', { road: '青岛路', number: '12号' }],
  ['孙村街道演示大厦3号楼', { town: '孙村街道' }],
  ['演示商场二楼', {}],
])('%s', (text, parts) => {
  expect(parse(text)).toEqual(parts)
})

test.each([
  ['济南市历下区舜华路街道会展西路88号', 0.85, 1, undefined],
  ['东头老供销社往北过铁道到舜华路和新泺大街路口', 0.3, 0.5, 'noRoad'],
  ['济南高新区舜华路1号', 0.6, 1, undefined],
  ['老供销社斜对面舜华路88号，会展西路口', 0, 0.3, 'unread'],
] as const)('how sure the reading of %s is', (text, least, most, why) => {
  const { value, low, reason } = addressConfidence(addresses, text, parse(text))
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
  expect(low).toBe(value < addresses.confidence.least)
  if (why) expect(reason).toBe(why)
})
