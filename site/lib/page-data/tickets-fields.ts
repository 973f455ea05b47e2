/** What a typed form value becomes in a draft: one small schema per kind of field. Empty means: remove it. */
import { z } from 'zod'
import { readNumeral } from '../../../api/assistant/local/numerals.ts'

/** Full-width letters, digits and signs as keyboards in Chinese mode give them, made plain. */
export const plain = (text: string) => text.normalize('NFKC').trim()

const emptyIsNull = (text: string) => (text === '' ? null : text)

/** A line of text; an address box may hold several, which become one. */
export const line = z
  .string()
  .default('')
  .transform((text) => emptyIsNull(text.replaceAll(/\s*\n\s*/g, ' ').trim()))
/** Longer text; browsers send line ends as CR LF. */
export const lines = z
  .string()
  .default('')
  .transform((text) => emptyIsNull(text.replaceAll('\r\n', '\n').trim()))
/** Codes, addresses of sites: never meant in full-width. */
export const code = z
  .string()
  .default('')
  .transform((text) => emptyIsNull(plain(text)))
/** Telephone: spaces, brackets and hyphens people put between the groups are dropped. */
export const phone = z
  .string()
  .default('')
  .transform((text) => {
    const bare = plain(text).replaceAll(/[\s().·—–]/g, '')
    const mobile = bare.replaceAll('-', '').replace(/^\+?86(?=1\d{10}$)/, '')
    return emptyIsNull(/^1\d{10}$/.test(mobile) ? mobile : bare)
  })
export const yesNo = z
  .enum(['yes', 'no'])
  .optional()
  .catch(undefined)
  .transform((value) => (value === undefined ? null : value === 'yes'))
/** A single checkbox. */
export const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes')
/** Checkboxes of one name. */
export const many = z.array(z.string()).default([])

/** `358`, `358.5`, `¥1,200元`, `三百五` → `358.00`; what is no sum of money is refused. */
export const money = z
  .string()
  .default('')
  .transform((text, ctx) => {
    const bare = plain(text).replaceAll(/[,，\s]|^[¥￥$]|^rmb|(?:元|块钱?|圆|rmb|yuan)整?$/gi, '')
    if (bare === '') return null
    const value = /^\d{1,12}(\.\d{1,2})?$/.test(bare) ? Number(bare) : readNumeral(bare)
    if (value === undefined) {
      ctx.addIssue({ code: 'custom', message: 'money' })
      return z.NEVER
    }
    return value.toFixed(2)
  })

/** Date boxes give `2026-11-05`; where they are plain text boxes, `2026/11/5` and `2026年11月5日` are taken too. */
export const date = z
  .string()
  .default('')
  .transform((text) => {
    const bare = plain(text)
    const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(bare) ?? []
    return emptyIsNull(year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : bare)
  })

/** A ticket number as people copy it. What cannot stand in one is dropped, so that it is safe in an address. */
export const ticketNumber = (text: string) =>
  plain(text)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 40) || '-'
/** The pass of an address, empty when it cannot be one. */
export const passIn = (query: URLSearchParams) => /^[\w-]{1,400}$/.exec(query.get('t') ?? '')?.[0] ?? ''
/** The conversation of an address; `-`, which nobody has, when it cannot be one. */
export const conversationIn = (query: URLSearchParams) => /^[0-9a-f-]{36}$/i.exec(query.get('c') ?? '')?.[0] ?? '-'

/** How a draft's value stands in its box: `358.00` → `358`, true → `yes`. */
export function typedOf(value: unknown): string | string[] | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'string') return undefined
  return /^\d+\.\d{2}$/.test(value) ? value.replace(/\.00$/, '') : value
}
