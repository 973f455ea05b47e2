/** Passwords given out, and what makes one of one's own too weak. */
import type { StaffAccess } from '../../content/schema.ts'
import type { FieldError } from '../platform/errors.ts'
import type { Random } from '../platform/random.ts'

/** Without characters that look alike; 32 of them, so that a byte picks evenly. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz'
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]
/** Letters in a row of the user name that a password may not hold. */
const SHORTEST_NAME = 4

/** A password to be read aloud or typed once: four groups of four, 80 bits. */
export function freshPassword(random: Random): string {
  const letters = [...random.bytes(16)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

/** Why a new password is not taken (口令复杂度), by the bureau's rules. Pure. */
export function weaknesses(
  rules: StaffAccess['password'],
  { old, fresh, again }: { old: string; fresh: string; again: string },
  username: string,
): FieldError[] {
  const wrong = (code: string, message: FieldError['message'], params?: FieldError['params'], path = 'fresh') => [
    { path, code, message, ...(params ? { params } : {}) },
  ]
  if ([...fresh].length < rules.minLength) return wrong('too-short', 'errors.field.tooShort', { min: rules.minLength })
  if (KINDS.filter((kind) => kind.test(fresh)).length < rules.kinds)
    return wrong('kinds', 'desk.password.kinds', { count: rules.kinds })
  const names = username.split('.').filter((part) => part.length >= SHORTEST_NAME)
  if (names.some((name) => fresh.toLowerCase().includes(name))) return wrong('name', 'desk.password.holdsName')
  if (fresh === old) return wrong('same', 'desk.password.same')
  return again === fresh ? [] : wrong('differs', 'desk.password.differs', undefined, 'again')
}
