import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { complaintDraft } from '../../tests/factories/drafts.ts'
import { maskText } from './mask.ts'
import { TicketDraft } from './model.ts'
import { routeOf, UNIFIED_DESK } from './routing.ts'

const content = loadContent(process.cwd())
const bare = { respondent: { name: '演示店' }, narrative: '演示：多收了钱。' }

test.each([
  [
    'duty goes before territory',
    { problem: 'P16', place: { text: '舜华路' } },
    { section: 'quality-equipment', station: null, rule: 'function', street: 'shunhualu', needsReview: false },
  ],
  [
    'the street chosen',
    { ...bare, place: { text: '某商场', street: 'suncun' } },
    { station: 'suncun', rule: 'street', needsReview: false },
  ],
  [
    'the station chosen',
    { ...bare, place: { text: '某商场', station: 'lingang' } },
    { station: 'lingang', rule: 'station', needsReview: false },
  ],
  [
    'a name people use for the place',
    { ...bare, place: { text: '遥墙机场二楼' } },
    { station: 'yaoqiang', rule: 'alias', needsReview: false },
  ],
  [
    'the address of the business',
    { ...bare, place: undefined, respondent: { name: '演示店', address: '孙村街道某路1号' } },
    { station: 'suncun', rule: 'alias' },
  ],
  [
    'another county named in the address needs a person',
    { ...bare, place: { text: '济南市历下区舜华路1号' } },
    { station: 'shunhualu', rule: 'alias', needsReview: true },
  ],
  [
    'another city named in the address needs a person',
    { ...bare, place: { text: '青岛市舜华路1号' } },
    { needsReview: true },
  ],
  [
    'our own zone named in the address leaves no doubt',
    { ...bare, place: { text: '济南市高新区舜华路1号' } },
    { station: 'shunhualu', needsReview: false },
  ],
  [
    'an address nobody reads for sure needs a person',
    { ...bare, place: { text: '老供销社斜对面舜华路88号，会展西路口' } },
    { station: 'shunhualu', needsReview: true },
  ],
  ['two stations in one text need a person', { ...bare, place: { text: '孙村和临港之间' } }, { needsReview: true }],
  [
    'a place only in the story needs a person',
    { ...bare, place: undefined, narrative: '演示：在临港的店里多收了钱。' },
    { station: 'lingang', rule: 'narrative', needsReview: true },
  ],
  [
    'nothing known goes to the desk',
    { ...bare, place: { text: '某商场' } },
    { station: null, section: UNIFIED_DESK, rule: 'desk', needsReview: true },
  ],
])('%s', (_, changes, route) => {
  expect(routeOf(TicketDraft.parse(complaintDraft(changes)), content)).toMatchObject(route)
})

test('the unified desk is a section of the content, and so is every override', () => {
  expect(content.find.section.has(UNIFIED_DESK)).toBe(true)
  expect(
    content.sections.flatMap(({ overrides }) => overrides).filter((code) => !content.find.problem.has(code)),
  ).toEqual([])
})

test.each([
  ['打我电话13800000001', '打我电话[电话]'],
  ['打 138-0000-0001 或 0531-88880000', '打 [电话] 或 [电话]'],
  ['身份证370102199001011234', '身份证[身份证号]'],
  ['车是鲁A12345，发到demo@example.com', '车是[车牌]，发到[邮箱]'],
  ['花了358.00元，2026年11月21日', '花了358.00元，2026年11月21日'],
  ['我叫演示甲，演示甲就是我', '我叫[姓名]，[姓名]就是我'],
])('masks %s', (text, masked) => {
  expect(maskText(text, ['演示甲', undefined])).toBe(masked)
})
