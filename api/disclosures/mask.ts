/** What is covered before anything is published (公示前处理). Pure. The result is what is stored, indexed, exported and shown. */
import { z } from '@hono/zod-openapi'
import { maskText } from '../tickets/mask.ts'
import { FREE_TEXT } from './detail.ts'
import type { RecordContent } from './model.ts'

/** Somebody named in a text who is not the party: shown by role, e.g. `{ name, as: '举报人' }`. */
export const Concealed = z.strictObject({
  name: z.string().trim().min(2).max(40),
  as: z.string().trim().min(1).max(40),
})
export type Concealed = z.infer<typeof Concealed>

const COMPOUND = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
  '长孙',
  '端木',
  '南宫',
  '独孤',
]

/** Surname and one ＊ (张＊, 欧阳＊); for other scripts the first letter. */
export function maskPersonName(name: string): string {
  const bare = name.trim()
  const surname = COMPOUND.find((each) => bare.startsWith(each) && bare.length > each.length) ?? [...bare][0] ?? ''
  return `${surname}＊`
}

/**
 * The content as anybody may read it: a natural person by surname, third persons by role, numbers of telephones,
 * identity papers, plates, cards and e-mail addresses taken out of every text.
 *
 * @param isPerson whether the party is a natural person
 * @returns the content itself where nothing had to be covered
 */
export function maskContent(
  content: RecordContent,
  isPerson: boolean,
  conceal: readonly Concealed[] = [],
): RecordContent {
  const partyName = isPerson ? maskPersonName(content.partyName) : content.partyName
  const swaps = [...conceal, ...(isPerson ? [{ name: content.partyName, as: partyName }] : [])].filter(
    ({ name }) => name.length > 1,
  )
  const uscc = isPerson ? null : content.uscc
  let changed = partyName !== content.partyName || uscc !== content.uscc
  const cover = (text: string) => {
    const masked = maskText(swaps.reduce((covered, { name, as }) => covered.replaceAll(name, as), text))
    changed ||= masked !== text
    return masked
  }
  const covered = (value: unknown): unknown =>
    typeof value === 'string' ? cover(value) : Array.isArray(value) ? value.map(covered) : value
  const detail = Object.entries(content.detail).map(([field, value]) => [
    field,
    FREE_TEXT.includes(field) ? covered(value) : value,
  ])
  return changed ? ({ ...content, partyName, uscc, detail: Object.fromEntries(detail) } as RecordContent) : content
}
