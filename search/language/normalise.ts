/** One spelling for what people type in many: full-width, traditional characters, invisible spaces. */
import { TRADITIONAL } from './traditional.ts'

// Zero-width spaces and joiners, byte order mark, soft hyphen; control characters are spaces.
const INVISIBLE = /\u00ad|[\u200b-\u200f\u2060-\u2064\ufeff]/g
const CONTROL = /\p{Cc}/gu

/** For matching: may change the length of the text. */
export function normalise(text: string): string {
  return fold(text.normalize('NFKC').replace(INVISIBLE, '').replace(CONTROL, ' ')).replace(/\s+/g, ' ').trim()
}

/** Lower case and simplified characters, every character in its place, so that positions hold. */
export function fold(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += foldUnit(text[at] ?? '')
  return folded
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code < 0x80) return code >= 65 && code <= 90 ? unit.toLowerCase() : unit
  if (code >= 0xff01 && code <= 0xff5e) return foldUnit(String.fromCharCode(code - 0xfee0))
  if (code === 0x3000) return ' '
  return TRADITIONAL.get(unit) ?? unit
}
