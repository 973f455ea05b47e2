/**
 * Everything a caller can do wrong, in few codes. A verb throws a Problem; the edge turns it into RFC 9457
 * problem+json, a page turns it into a sentence. Both take the words from the message catalogues.
 */
import type { MessageKey, MessageParams } from '../../content/messages/index.ts'

export const PROBLEM_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const
export type ProblemCode = keyof typeof PROBLEM_STATUS

/** One wrong field: dotted path, a stable code and the key of its sentence. */
export interface FieldError {
  path: string
  code: string
  message: MessageKey
  params?: MessageParams
}

export interface ProblemOptions {
  /** Sentence for people; the code's general sentence when left out. */
  detail?: MessageKey
  params?: MessageParams
  errors?: FieldError[]
  retryAfterSeconds?: number
  cause?: unknown
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly options: ProblemOptions
  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? code, { cause: options.cause })
    this.code = code
    this.options = options
  }
  get status() {
    return PROBLEM_STATUS[this.code]
  }
}
