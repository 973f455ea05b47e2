/** Unified social credit codes (统一社会信用代码, GB 32100-2015): both check digits, and how people write them. Pure. */

/** Values of positions 1–18: no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WRITTEN = new RegExp(`^[${ALPHABET}]*$`)
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]))
/** 3^i mod 31 for positions 1–17. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** The organisation code inside (组织机构代码, GB 11714), positions 9–16. */
const BODY_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * What is wrong with a code: its length, a character outside the alphabet, the last check digit, or only the inner
 * one (`ORG_CHECK`), which a few real old codes fail: a warning, not a refusal.
 */
export type UsccError = 'LEN' | 'CHAR' | 'CHECK' | 'ORG_CHECK'

const PLAIN = /^[0-9A-Z]*$/

/** Trims, takes out spaces and hyphens, turns full-width into half-width and into capitals. Guesses nothing: O stays O. */
export function normaliseUscc(raw: string): string {
  if (PLAIN.test(raw)) return raw
  return raw
    .normalize('NFKC')
    .replace(/[\s\-‐-―]/g, '')
    .toUpperCase()
}

/** @param code as `normaliseUscc` leaves it */
export function usccError(code: string): UsccError | null {
  if (code.length !== 18) return 'LEN'
  if (!WRITTEN.test(code)) return 'CHAR'
  if (code[17] !== lastCheck(code.slice(0, 17))) return 'CHECK'
  return code[16] === innerCheck(code.slice(8, 16)) ? null : 'ORG_CHECK'
}

/** One check digit worked out: every value times its weight, the sum, the rest and the digit that follows from it. */
export interface CheckWorking {
  terms: string
  sum: number
  rest: number
  expected: string
  found: string
}

/** Both sums of a code of 18 characters of the alphabet; undefined for anything else. */
export function creditCodeWorking(code: string): { inner: CheckWorking; last: CheckWorking } | undefined {
  const error = usccError(code)
  if (error === 'LEN' || error === 'CHAR') return undefined
  const body = [...code.slice(8, 16)].map((character, at) => [BODY_ALPHABET.indexOf(character), BODY_WEIGHTS[at] ?? 0])
  const whole = [...code.slice(0, 17)].map((character, at) => [VALUES.get(character) ?? 0, WEIGHTS[at] ?? 0])
  const worked = (pairs: number[][], modulus: number, expected: string, found = ''): CheckWorking => {
    const sum = pairs.reduce((total, [value = 0, weight = 0]) => total + value * weight, 0)
    const terms = pairs.map(([value = 0, weight = 0]) => `${value}×${weight}`).join(' + ')
    return { terms, sum, rest: sum % modulus, expected, found }
  }
  return {
    inner: worked(body, 11, innerCheck(code.slice(8, 16)), code[16]),
    last: worked(whole, 31, lastCheck(code.slice(0, 17)), code[17]),
  }
}

/** Whether a record may carry the code; the inner check alone does not refuse it. */
export function isUsable(code: string): boolean {
  const error = usccError(code)
  return error === null || error === 'ORG_CHECK'
}

/**
 * A complete code with both check digits.
 *
 * @param head positions 1–8: registering authority, entity class, division
 * @param body positions 9–16, eight characters of the alphabet
 */
export function composeUscc(head: string, body: string): string {
  const first17 = `${head}${body}${innerCheck(body)}`
  return first17 + lastCheck(first17)
}

function lastCheck(first17: string): string {
  let sum = 0
  for (let index = 0; index < WEIGHTS.length; index += 1)
    sum += (WEIGHTS[index] ?? 0) * (VALUES.get(first17[index] ?? '') ?? -1)
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

function innerCheck(body: string): string {
  const sum = BODY_WEIGHTS.reduce(
    (total, weight, index) => total + weight * BODY_ALPHABET.indexOf(body[index] ?? ''),
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}
