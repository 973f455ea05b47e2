/**
 * Recognises the same decision when it comes again, by whatever way: authority, document number and party; where a record
 * has no number, its day and what it is about. Hashed, for it is made from the unmasked name. Pure.
 */
import { hash } from 'node:crypto'
import type { RecordContent } from './model.ts'

/** @param record as handed in, before the mask */
export function naturalKey(record: RecordContent): string {
  const { type, authority, documentNumber, uscc, partyName, decidedOn } = record
  const number = documentNumber === null ? '' : plain(documentNumber)
  const parts = [type, plain(authority), number, uscc ?? plain(partyName)]
  return hash('sha256', JSON.stringify(number === '' ? [...parts, decidedOn, matterOf(record)] : parts), 'base64url')
}

/** Spacing and the kind of brackets vary from file to file: 〔2026〕, [2026], （2026）. */
const plain = (text: string) => {
  const folded = FOLDED.test(text) ? text : text.normalize('NFKC')
  return ORNAMENT.test(folded)
    ? folded.replaceAll(/[〔［【[〕］】\]\s]/g, (sign) =>
        '〔［【['.includes(sign) ? '(' : '〕］】]'.includes(sign) ? ')' : '',
      )
    : folded
}

/** Whether two document numbers are one, however their brackets are written. */
export const sameNumber = (one: string, other: string): boolean => plain(one) === plain(other)

/** Signs that NFKC leaves as they are. */
const FOLDED = /^[!-~\u4e00-\u9fff〔〕【】]*$/
const ORNAMENT = /[〔［【[〕］】\]\s]/

/** What tells two records of one party and day apart. */
function matterOf(record: RecordContent): string {
  switch (record.type) {
    case 'penalty':
      return plain(record.detail.facts)
    case 'permit':
      return plain(`${record.detail.permit} ${record.detail.number ?? ''} ${record.detail.content ?? ''}`)
    case 'inspection':
      return plain(`${record.detail.kind} ${record.detail.task ?? ''} ${record.detail.items.join(' ')}`)
    case 'abnormal':
      return plain(`${record.detail.list} ${record.detail.cause}`)
    case 'sampling':
      return plain(`${record.detail.product} ${record.detail.specification ?? ''} ${record.detail.batch ?? ''}`)
    case 'complaint-summary':
      return `${record.detail.from} ${record.detail.to}`
    default:
      return record satisfies never
  }
}
