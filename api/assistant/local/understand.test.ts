import { describe, expect, it } from 'vitest'
import { TicketDraft } from '../../tickets/model.ts'
import { lexiconForTests } from './lexicon-for-tests.ts'
import { understand } from './understand.ts'

const lexicon = lexiconForTests()
const today = '2026-11-22'
const TARGET = '我昨天在舜华路的XX烤肉店吃饭花了358元，结账时多收了60元服务费，菜单上没写，要求退钱'

describe('understand', () => {
  it('gives drafts that the ticket model accepts, with provenance in the typed characters', () => {
    const message = TARGET.replace('358', '３５８')
    const draft = understand({ messages: [message], today, lexicon }).drafts[0]
    expect(TicketDraft.parse(draft)).toEqual(draft)
    const at = draft?.provenance?.['purchase.amountYuan']
    expect(message.slice(at?.start, at?.end)).toBe('３５８元')
    expect(at).toMatchObject({ message: 0, basis: 'stated' })
  })

  it('gives the same answer to the same question', () => {
    const input = { messages: [TARGET], today, lexicon }
    expect(understand(input)).toEqual(understand(input))
  })

  it('never overwrites what the person typed or confirmed', () => {
    const first = understand({ messages: [TARGET], today, lexicon }).drafts[0]
    if (first?.kind !== 'complaint') throw new Error('a complaint was expected')
    const typed: TicketDraft = {
      ...first,
      respondent: { name: '老李烤肉' },
      provenance: { ...first.provenance, 'respondent.name': { message: 0, start: 0, end: 1, basis: 'confirmed' } },
    }
    const messages = [TARGET, '在新泺大街好邻居超市也是这样多收了30元']
    const again = understand({ messages, previous: { drafts: [typed] }, today, lexicon }).drafts[0]
    expect(again).toMatchObject({ respondent: { name: '老李烤肉' }, claimYuan: '60.00' })
  })

  it('marks a field confirmed when the person says yes', () => {
    const drafts = understand({ messages: [TARGET], today, lexicon }).drafts
    const result = understand({ messages: [TARGET, '对'], previous: { drafts, asked: 'problem' }, today, lexicon })
    expect(result.confirmation).toBe('yes')
    expect(result.drafts[0]?.provenance?.['problem']?.basis).toBe('confirmed')
  })

  it('keeps contact data out of the story', () => {
    const messages = [TARGET, '我叫李建国，13800001234']
    const { drafts } = understand({ messages, today, lexicon })
    expect(drafts[0]?.narrative).toBe(TARGET)
    expect(drafts[0]?.contact).toMatchObject({ name: '李建国', phone: '13800001234' })
  })

  it('forgets everything after a withdrawal', () => {
    const { drafts, withdrawn } = understand({ messages: [TARGET, '算了不投诉了'], today, lexicon })
    expect([drafts, withdrawn]).toEqual([[], true])
    const next = understand({
      messages: [TARGET, '算了不投诉了', '我要举报金鼎饭店用死鱼'],
      previous: { drafts: [] },
      today,
      lexicon,
    })
    expect(next.drafts[0]).toMatchObject({ kind: 'report', respondent: { name: '金鼎饭店' } })
    expect(next.drafts[0]).not.toHaveProperty('place')
  })

  // A quadratic pattern needs tens of seconds here; the measured times are below 0.1 s on an idle machine.
  it('needs bounded time for hostile input', () => {
    const units = [
      '路',
      '在',
      '1',
      '1,',
      '一',
      '花了1元',
      '店',
      '1号',
      '我在在在路店',
      'a ',
      'Aa ',
      '叫',
      '不',
      '退',
      'http://a',
      'a@',
      '「',
      '不是1是',
      '\u200b',
      '电梯困',
    ]
    for (const unit of units) {
      const message = unit.repeat(8000).slice(0, 8000)
      const started = performance.now()
      understand({ messages: ['投诉XX烤肉店多收20元', message], today, lexicon })
      expect(performance.now() - started, unit).toBeLessThan(3000)
    }
  })

  it.each([
    "my landlord won't return deposit",
    'My landlord refused to refund my deposit',
    'landlord kept my deposit and says the sofa was dirty',
  ])('leaves a rent deposit to others: %s', (message) =>
    expect(understand({ messages: [message], today, lexicon }).intents).toEqual(['out-of-scope']),
  )

  it.each(["the gym won't return my deposit", 'the rental platform and my landlord kept my deposit'])(
    'keeps a deposit of a shop: %s',
    (message) => expect(understand({ messages: [message], today, lexicon }).intents).not.toContain('out-of-scope'),
  )

  it('survives messages that say nothing', () => {
    for (const message of ['', ' ', '\u200b', '。。。', '😀', '\ud800']) {
      expect(understand({ messages: [message], today, lexicon }).intents).toEqual(['chat'])
    }
  })
})
