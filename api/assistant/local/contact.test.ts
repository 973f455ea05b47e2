import { describe, expect, it } from 'vitest'
import { bareName, contactFacts } from './contact.ts'

const read = (text: string): Record<string, unknown> =>
  Object.fromEntries(contactFacts(text, text.toLowerCase()).map(({ path, value }) => [path, value]))

describe('contactFacts', () => {
  it.each([
    ['我叫李建国，电话13800001234', { 'contact.name': '李建国', 'contact.phone': '13800001234' }],
    ['我姓王', { 'contact.name': '王' }],
    ['我是张伟 手机138 0000 1234', { 'contact.name': '张伟', 'contact.phone': '13800001234' }],
    ['My name is John Smith', { 'contact.name': 'John Smith' }],
    ['座机0531-88881234', { 'contact.phone': '0531-88881234' }],
    ['手机一三八零零零零一二三四', { 'contact.phone': '13800001234' }],
    ['商家电话是13900001111', {}],
    ['我家住舜华路街道某某小区3号楼，电话以后给', { 'contact.address': '舜华路街道某某小区3号楼' }],
    ['邮箱 a.b@example.com', { 'contact.email': 'a.b@example.com' }],
    ['我要匿名举报', { anonymous: true }],
    ['不用匿名', { anonymous: false }],
    ['别告诉店家是我说的', { 'contact.keepSecret': true }],
    ['不用回复我', { 'contact.wantsReply': false }],
    ['我叫他退钱', {}],
    ['我是顾客', {}],
    ['我是来投诉的', {}],
    ['我叫经理来', {}],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('bareName', () => {
  it.each([
    ['张三', '张三'],
    ['欧阳小明。', '欧阳小明'],
    ['王女士', '王女士'],
    ['John Smith', 'John Smith'],
    ['不知道', undefined],
    ['商家', undefined],
    ['谢谢', undefined],
  ])('%s', (text, name) => expect(bareName(text)?.value).toBe(name))
})
