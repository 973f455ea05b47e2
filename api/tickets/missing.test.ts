import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { complaintDraft, consultationDraft, demoContact, reportDraft } from '../../tests/factories/drafts.ts'
import { fieldErrorsForFiling, missingFields } from './missing.ts'
import { TicketDraft } from './model.ts'

const content = loadContent(process.cwd())
const TODAY = '2026-11-22'
const empty = { narrative: '演示：店家多收了钱。' }

test.each([
  [
    'a bare complaint asks for everything, in order',
    { kind: 'complaint', ...empty },
    [
      'respondent.name',
      'place.text',
      'requests',
      'purchase.forDailyLife',
      'contact.name',
      'contact.phone',
      'contact.address',
    ],
  ],
  ['a complete complaint asks nothing', complaintDraft(), []],
  [
    'an online shop needs no street',
    complaintDraft({ place: undefined, respondent: { shop: '演示网店', platform: '演示平台' } }),
    [],
  ],
  [
    'a code names the business',
    complaintDraft({ respondent: { uscc: '91370100MA3DEM0X1A', address: '演示路1号' } }),
    [],
  ],
  ['an address alone names the business', complaintDraft({ respondent: { address: '演示路1号' } }), []],
  [
    'a link alone names the business',
    complaintDraft({ place: undefined, respondent: { shopUrl: 'https://shop.example.com/1' } }),
    [],
  ],
  ['a description does, too', complaintDraft({ respondent: { name: '北门外卖红薯的三轮车' } }), []],
  ['not for daily life is an answer, not a gap', complaintDraft({ purchase: { forDailyLife: false } }), []],
  ['a report by name', { kind: 'report', ...empty, place: { text: '演示路' } }, ['contact.name', 'contact.phone']],
  [
    'an anonymous report needs no contact',
    { kind: 'report', ...empty, place: { text: '演示路' }, anonymous: true },
    [],
  ],
  ['a report must say who or where', { kind: 'report', ...empty, anonymous: true }, ['respondent.name']],
  ['a reporter may leave an e-mail only', reportDraft({ contact: { name: '演示甲', email: 'demo@example.com' } }), []],
  ['a consultation needs its question', { kind: 'consultation', ...empty }, ['question']],
  ['a complete consultation', consultationDraft(), []],
  ['help', { kind: 'help', ...empty }, []],
  ['suggestion', { kind: 'suggestion', ...empty }, []],
  ['praise', { kind: 'praise', ...empty }, []],
])('%s', (_, draft, missing) => {
  expect(missingFields(TicketDraft.parse(draft))).toEqual(missing)
})

test.each([
  ['contact.address', { contact: { name: demoContact.name, phone: demoContact.phone } }, 'required'],
  ['occurredOn', { occurredOn: '2026-11-23' }, 'future'],
  ['purchase.boughtOn', { purchase: { boughtOn: '2027-01-01', forDailyLife: true } }, 'future'],
  ['problem', { problem: 'P77' }, 'choice'],
  ['object', { object: 'moon-rock' }, 'choice'],
  ['place.street', { place: { text: '某街', street: 'nowhere' } }, 'choice'],
  ['declaredTrue', { declaredTrue: false }, 'required'],
])('filing refuses a wrong %s', (path, changes, code) => {
  const errors = fieldErrorsForFiling(TicketDraft.parse(complaintDraft(changes)), content, TODAY)
  expect(errors.map((error) => [error.path, error.code])).toEqual([[path, code]])
})

test('a complete complaint may be filed', () => {
  expect(fieldErrorsForFiling(TicketDraft.parse(complaintDraft()), content, TODAY)).toEqual([])
})
