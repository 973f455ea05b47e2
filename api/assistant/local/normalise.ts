import { simplified } from './traditional.ts'
import type { Span } from './types.ts'

/** A message made easy to read by rules, with the way back to the characters the person really typed. */
export interface Normalised {
  /** Half-width, simplified characters, without invisible ones; letter case kept. */
  readonly text: string
  /** The same with ASCII letters in lower case; same length as `text`. */
  readonly lower: string
  /** The person's own characters of a span, where `text` has simplified ones: what a value must say. */
  readonly wordsAt: (span: Span) => string
  /** Span in `text` → span in the original message. */
  readonly toOriginal: (span: Span) => Span
}

const isInvisible = (code: number): boolean =>
  (code < 0x20 && code !== 0x0a && code !== 0x09) ||
  (code >= 0x7f && code <= 0x9f) ||
  code === 0xad ||
  code === 0x061c ||
  code === 0x180e ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xe0000 && code <= 0xe0fff)

/**
 * Full-width forms become half-width, every kind of space a plain one. The Chinese comma stays what it
 * is: as a plain comma it would glue 「花了358，600元」 into a thousands group.
 */
const plainOf = (char: string, code: number): string => {
  if (code === 0xff0c) return '，'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0xffe5) return '¥'
  if (code > 0x3400) return simplified(char)
  if (code === 0x3000 || code === 0xa0 || code === 0x09 || (code >= 0x2000 && code <= 0x200a)) return ' '
  return char
}

/** Takes a raw message; one pass, linear. Tag characters (a way to smuggle hidden instructions) are dropped. */
export const normalise = (message: string): Normalised => {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let offset = 0
  for (const char of message) {
    const code = char.codePointAt(0) ?? 0
    const next = offset + char.length
    if (!isInvisible(code)) {
      const plain = plainOf(char, code)
      text += plain
      for (let unit = 0; unit < plain.length; unit++) {
        starts.push(offset)
        ends.push(next)
      }
    }
    offset = next
  }
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const toOriginal = ({ start, end }: Span): Span => {
    const from = starts[start] ?? message.length
    return { start: from, end: end > start ? (ends[end - 1] ?? message.length) : from }
  }
  const wordsAt = (span: Span): string => {
    const { start, end } = toOriginal(span)
    return message.slice(start, end)
  }
  return { text, lower, wordsAt, toOriginal }
}
