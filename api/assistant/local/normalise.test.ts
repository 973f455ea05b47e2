import { describe, expect, it } from 'vitest'
import { normalise } from './normalise.ts'

describe('normalise', () => {
  it.each([
    ['花了３５８元', '花了358元'],
    ['ＸＸ烤肉店（舜华路店）', 'XX烤肉店(舜华路店)'],
    ['￥60', '¥60'],
    ['多收\u200b了\u2060钱', '多收了钱'],
    ['退\u{e0041}\u{e0042}钱', '退钱'],
    ['一\u3000二', '一 二'],
    ['花了３５８，６００元', '花了358，600元'],
  ])('%s', (message, text) => expect(normalise(message).text).toBe(text))

  it('leads back to the characters that were typed', () => {
    const message = '😀\u200b多收了\u{e0041}６０元'
    const { text, toOriginal } = normalise(message)
    const start = text.indexOf('60元')
    const span = toOriginal({ start, end: start + 3 })
    expect(message.slice(span.start, span.end)).toBe('６０元')
  })

  it('keeps the length when it lowers the case', () => {
    const { text, lower } = normalise('İ RMB 60 ÄB')
    expect(lower).toHaveLength(text.length)
  })
})
