/**
 * What the desk's search finds a ticket by: pieces of its texts, in an index that knows no language. A piece is two
 * characters, or four where they are Latin letters and digits, of which there are too few. What holds a word holds every
 * piece of it; the reverse is checked on the text itself. Pure. Migration 0017 made the pieces of older tickets in SQL.
 */
import type { TicketRow } from './tables.ts'

const ASCII_PIECE = 4
const DIGIT = /^\d$/
/** From ０ to 0, from Ａ to A. */
const FULL_WIDTH = 0xfee0

const narrow = (text: string) => moved(text, /[０-９Ａ-Ｚａ-ｚ]/g, -FULL_WIDTH)
const wide = (text: string) => moved(text, /[0-9A-Za-z]/g, FULL_WIDTH)
const moved = (text: string, letters: RegExp, by: number) =>
  text.replace(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + by))
const folded = (text: string) => narrow(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

const STOPS = /[\s，。、；：！？“”‘’（）《》【】…—]+/
/** Character by character; a text without emoji and rare characters is that already. */
type Letters = string | readonly string[]
const lettersOf = (part: string): Letters => (/[\ud800-\udfff]/.test(part) ? [...part] : part)

const partsOf = (text: string): string[] => text.split(STOPS).filter(Boolean)

export const wordsIn = (q: string): string[] => q.split(/\s+/).filter(Boolean)

/** How a word may stand in a text: letters and digits are typed in both widths, and only narrow ones are compared whatever their case. */
export const spellingsOf = (word: string): string[] => [
  ...new Set([narrow(word), wide(folded(word)), wide(folded(word).toUpperCase())]),
]

/**
 * The pieces of a ticket, as a `tsvector`. Only of texts that the search may show. None reaches over a blank or a stop,
 * and a single letter stands only where no piece begins with it: a third of them would be of no use.
 */
export function piecesOf(ticket: Pick<TicketRow, 'masked' | 'respondentName' | 'number' | 'sourceNumber'>): string {
  const { masked, respondentName, number, sourceNumber } = ticket
  const text = folded([masked, respondentName, number, sourceNumber].join('\n'))
  const pieces = new Set<string>()
  const begun = new Set<string>()
  const single = new Set<string>()
  for (const part of partsOf(text)) {
    const letters = lettersOf(part)
    const last = letters.length - 1
    for (let at = 0; at < last; at += 1) {
      pieces.add(pieceAt(letters, at))
      begun.add(letters[at] ?? '')
    }
    single.add(letters[last] ?? '')
  }
  for (const letter of single) if (!begun.has(letter)) pieces.add(letter)
  return MARK.test(text) ? Array.from(pieces, quoted).join(' ') : `'${[...pieces].join("' '")}'`
}

export interface Asked {
  /** What a text must have to hold all the words, as a `tsquery`; undefined where that is next to nothing. */
  pieces: string | undefined
  /** Words that a text may not hold although it has their pieces. */
  unsure: string[]
}

export function askedOf(words: readonly string[]): Asked {
  const each = words.map((word) => {
    const parts = partsOf(folded(word))
    return { word, whole: parts[0] === folded(word), pieces: parts.flatMap((part) => piecesAsked([...part])) }
  })
  const pieces = new Set(each.flatMap(({ pieces }) => pieces))
  return {
    pieces: pieces.size > 0 ? [...pieces].join(' & ') : undefined,
    unsure: each.flatMap(({ word, whole, pieces }) => (whole && pieces.length === 1 ? [] : [word])),
  }
}

/** What ends where the word ends may go on in the text. Every number of a ticket holds every digit: one says nothing. */
function piecesAsked(letters: readonly string[]): string[] {
  const [first = ''] = letters
  if (letters.length === 1) return DIGIT.test(first) ? [] : [`${quoted(first)}:*`]
  return letters.slice(0, -1).flatMap((letter, at) => {
    const piece = quoted(pieceAt(letters, at))
    if (!isAscii(letter) || !isAscii(letters[at + 1]) || at + ASCII_PIECE <= letters.length) return [piece]
    // The piece before begins with what this one is cut to.
    return isAscii(letters[at - 1]) ? [] : [`${piece}:*`]
  })
}

function pieceAt(letters: Letters, at: number): string {
  const piece = letters.slice(at, at + (isAscii(letters[at]) && isAscii(letters[at + 1]) ? ASCII_PIECE : 2))
  return typeof piece === 'string' ? piece : piece.join('')
}

const isAscii = (letter = '') => letter !== '' && letter < '\x80'
/** What a `tsvector` wants written twice. */
const MARK = /['\\]/
const quoted = (piece: string) => `'${piece.replace(/['\\]/g, '$&$&')}'`
