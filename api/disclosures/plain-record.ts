/**
 * Penalties as an import brings them by the million, checked by hand: the same answer as `RecordContent` gives, in a tenth
 * of the time. What is not plainly right is left to the schema, which also knows how to say what is wrong. Pure.
 */
import { z } from '@hono/zod-openapi'
import { Severity } from '../../content/schema.ts'
import { CitedLaw, type RecordContent, type RecordInput } from './model.ts'
import { remembered } from './remembered.ts'

const LONGEST = { line: 300, lineOfDetail: 500, text: 10_000, code: 40 }
const MOST = { penaltyKinds: 14, laws: 30 }
const YUAN = /^\d{1,12}(\.\d{1,2})?$/
const SEVERITIES: ReadonlySet<unknown> = new Set(Severity.options)
const DAY = z.iso.date()
const isDay = remembered((day) => DAY.safeParse(day).success)
/** Lists of citations the schema leaves as they are; an import hands the same ones in again and again. */
const checkedLaws = new WeakSet<object>()

/** @returns null where only the schema can tell */
export function plainRecord(record: RecordInput): RecordContent | null {
  if (record.type !== 'penalty') return null
  const { partyName, partyCategory, uscc = null, decidedOn, authority, station = null, documentNumber = null } = record
  const { result = null, breach = null, penaltyKinds = [], industry = null, topic = null, fineYuan = null } = record
  const { confiscatedYuan = null, severity = null, laws = [], detail, type } = record
  const plain =
    isText(partyName, LONGEST.line) &&
    isCode(partyCategory) &&
    (uscc === null || (typeof uscc === 'string' && uscc.length <= LONGEST.code)) &&
    typeof decidedOn === 'string' &&
    isDay(decidedOn) &&
    isText(authority, LONGEST.line) &&
    (documentNumber === null || isText(documentNumber, LONGEST.line)) &&
    [station, result, breach, industry, topic].every((code) => code === null || isCode(code)) &&
    Array.isArray(penaltyKinds) &&
    penaltyKinds.length <= MOST.penaltyKinds &&
    penaltyKinds.every(isCode) &&
    (fineYuan === null || isYuan(fineYuan)) &&
    (confiscatedYuan === null || isYuan(confiscatedYuan)) &&
    (severity === null || SEVERITIES.has(severity)) &&
    Array.isArray(laws) &&
    laws.length <= MOST.laws &&
    areLaws(laws) &&
    isDetail(detail)
  if (!plain) return null
  const content: RecordContent = {
    ...{ type, partyName, partyCategory, uscc, decidedOn, authority, station, documentNumber, result, breach },
    ...{ penaltyKinds, industry, topic, fineYuan, confiscatedYuan, severity, laws, detail },
  }
  // A field besides these is for the schema to refuse.
  for (const field in record) if (!(field in content)) return null
  return content
}

function areLaws(laws: readonly unknown[]): boolean {
  if (laws.length === 0 || checkedLaws.has(laws)) return true
  if (JSON.stringify(z.array(CitedLaw).safeParse(laws).data) !== JSON.stringify(laws)) return false
  checkedLaws.add(laws)
  return true
}

const isText = (text: unknown, longest: number): text is string =>
  typeof text === 'string' && text !== '' && text.length <= longest && text.trim() === text
const isCode = (code: unknown): boolean => typeof code === 'string' && code !== '' && code.length <= LONGEST.code
const isYuan = (sum: unknown): boolean => typeof sum === 'string' && YUAN.test(sum)

function isDetail(detail: Record<string, unknown> | null): boolean {
  if (typeof detail !== 'object' || detail === null) return false
  for (const field in detail) {
    const value = detail[field]
    switch (field) {
      case 'facts':
      case 'content':
        if (!isText(value, LONGEST.text)) return false
        break
      case 'licence':
      case 'checkNumber':
        if (!isText(value, LONGEST.lineOfDetail)) return false
        break
      case 'restrictedUntil':
      case 'actEndedOn':
        if (typeof value !== 'string' || !isDay(value)) return false
        break
      default:
        return false
    }
  }
  return 'facts' in detail && 'content' in detail
}
