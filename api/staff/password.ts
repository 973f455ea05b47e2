import type { Random } from '../platform/random.ts'

/** Without characters that look alike; 32 of them, so that a byte picks evenly. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz'

/** A password to be read aloud or typed once: four groups of four, 80 bits. */
export function freshPassword(random: Random): string {
  const letters = [...random.bytes(16)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}
