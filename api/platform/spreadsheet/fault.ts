/** What an import says about a file, a row or a cell: a key of the catalogue, so that the report reads in both languages. */
import { type Locale, type MessageKey, type MessageParams, t } from '../../../content/messages/index.ts'

export interface Reason {
  key: MessageKey
  params?: MessageParams
}

/** The file cannot be read, or not further. What was taken in before it stays, whole rows only. */
export class FileFault extends Error {
  readonly reason: Reason
  /** Line of the file, where there is one. */
  readonly line: number | null
  constructor(key: MessageKey, params: MessageParams = {}, line: number | null = null) {
    super(`${t('zh', key, params)} / ${t('en', key, params)}`)
    this.reason = { key, params }
    this.line = line
  }
}

/** One cell cannot be taken; its row is left out and reported. */
export class CellFault extends Error {
  readonly reason: Reason
  constructor(key: MessageKey, params: MessageParams = {}) {
    super(key)
    this.reason = { key, params }
  }
}

export const sentence = (locale: Locale, { key, params }: Reason): string => t(locale, key, params ?? {})
