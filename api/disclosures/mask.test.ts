import { expect, test } from 'vitest'
import { maskContent, maskPersonName } from './mask.ts'
import { RecordContent } from './model.ts'

test.each([
  ['王演示', '王＊'],
  ['欧阳演示', '欧阳＊'],
  ['欧阳', '欧＊'],
  ['Smith', 'S＊'],
  [' 李某 ', '李＊'],
])('%s → %s', (name, masked) => {
  expect(maskPersonName(name)).toBe(masked)
})

const record = RecordContent.parse({
  type: 'penalty',
  partyName: '王演示',
  partyCategory: 'natural-person',
  uscc: '92370171MA0DEM013P',
  decidedOn: '2026-01-05',
  authority: '演示局',
  penaltyKinds: ['fine'],
  detail: {
    facts:
      '王演示（身份证370000190001010000，电话13800001234）向消费者赵演示出售过期食品，赵演示在鲁A12345车内取证，邮箱a@b.cn。',
    content: '对王演示罚款500元',
  },
})

test('a natural person, third persons and every number that leads to them are covered', () => {
  const masked = maskContent(record, true, [{ name: '赵演示', as: '消费者' }])
  expect(masked.partyName).toBe('王＊')
  expect(masked.uscc).toBeNull()
  const text = JSON.stringify(masked)
  for (const secret of ['王演示', '赵演示', '370000190001010000', '13800001234', '鲁A12345', 'a@b.cn'])
    expect(text).not.toContain(secret)
  expect(masked.detail).toMatchObject({ content: '对王＊罚款500元' })
})

test('a business keeps its name and code', () => {
  const masked = maskContent({ ...record, partyName: '演示面馆', partyCategory: 'sole-trader' }, false)
  expect([masked.partyName, masked.uscc]).toEqual(['演示面馆', '92370171MA0DEM013P'])
})
