/** Pieces of texts and of words asked for: whatever stands in a text is found by its pieces. */
import { expect, test } from 'vitest'
import { askedOf, piecesOf } from './queue-words.ts'

const plain = (piece: string) => piece.replace(/^'|'$/g, '').replace(/(['\\])\1/g, '$1')

/** What the database does with a `tsvector` and a `tsquery` of ours. */
function finds(vector: string, query: string | undefined): boolean {
  const pieces = vector.split(' ').map(plain)
  return (query?.split(' & ') ?? []).every((asked) =>
    asked.endsWith(':*')
      ? pieces.some((piece) => piece.startsWith(plain(asked.slice(0, -2))))
      : pieces.includes(plain(asked)),
  )
}

const TEXTS = [
  '演示：我在“新泺大街”花了57.5元，结账时多收了２元服务费！没有人说过……\n要求退钱。\n小票 A-17b；VIP卡',
  "it's 3 o'clock — 花，花；7\\8 GX12",
]

test('every stretch of a text is found by its pieces; the stretch beside it is not taken for it', () => {
  for (const masked of TEXTS) {
    const vector = piecesOf({ masked, respondentName: '演示烤肉店', number: 'GX20261123000123', sourceNumber: null })
    const lines = [masked, '演示烤肉店', 'GX20261123000123'].flatMap((text) => text.split(/\s+/))
    for (const line of lines)
      for (let from = 0; from < line.length; from += 1)
        for (let to = from + 1; to <= line.length; to += 1) {
          const word = line.slice(from, to)
          expect(finds(vector, askedOf([word]).pieces), `${word}: ${vector}`).toBe(true)
        }
    expect(finds(vector, askedOf(['退订']).pieces)).toBe(false)
  }
})

test('only a word that is one piece needs no second look at the text', () => {
  expect(askedOf(['退钱']).unsure).toEqual([])
  expect(askedOf(['，钱', '元，结', '服务费']).unsure).toEqual(['，钱', '元，结', '服务费'])
  expect(askedOf(['，', '7'])).toEqual({ pieces: undefined, unsure: ['，', '7'] })
})
