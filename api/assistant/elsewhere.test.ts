/** Where a shop lies, by its words: our own streets and other people's homes are no reason to send anybody away. */
import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { TicketDraft } from '../tickets/model.ts'
import { elsewhere } from './elsewhere.ts'

const content = loadContent(process.cwd())
const complaint = (more: Record<string, unknown> = {}) => [
  TicketDraft.parse({ kind: 'complaint', narrative: '演示', ...more }),
]

test.each([
  ['昨天在历下区泉城路的演示店吃饭', '历下区'],
  ['在章丘的演示超市买的', '章丘区'],
  ['在青岛的演示海鲜店被宰', '青岛市'],
  ['店在济南市天桥区', '天桥区'],
])('%s → %s', (message, name) => {
  expect(elsewhere(content, message, complaint())?.name.zh).toBe(name)
})

test.each([
  ['我住历下区，在舜华路的演示店买的', {}],
  ['我家在历城区，昨天在高新区的演示店买的', {}],
  ['买了一箱青岛啤酒过期了', {}],
  ['在淘宝买的，卖家在青岛的仓库发货', { respondent: { platform: '淘宝' } }],
  ['在历下区旁边', { place: { text: '舜华路', street: 'shunhualu' } }],
  ['在演示店买的', {}],
])('not elsewhere: %s', (message, more) => {
  expect(elsewhere(content, message, complaint(more))).toBeUndefined()
})
