/**
 * One turn on its way through the steps. A step reads what earlier ones left here and leaves its own; one that sets
 * `answer` ends the turn, and only the checks and the storing still run.
 */
import type { MessageKey, MessageParams } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import type { TicketDraft } from '../../tickets/model.ts'
import type { Advice } from '../advice/advice.ts'
import type { QuestionAnswer } from '../answer-question.ts'
import type { Engine } from '../engine.ts'
import type { Understanding } from '../local/understand.ts'
import type { Citation, ConversationState, Link, Notice, Question, TurnStatus } from '../model.ts'
import type { AssistantSettings } from '../settings/model.ts'

export interface Turn {
  conversationId?: string | undefined
  message: string
  locale: 'zh' | 'en'
}

/** What the person is told at the end of the turn, and what becomes of the drafts. */
export interface Answer {
  reply: string
  status: TurnStatus
  drafts: TicketDraft[]
  questions: Question[]
  citations: Citation[]
  notices: Notice[]
  links: Link[]
  ticket: { number: string; url: string } | null
  /** Field the next message may answer; defaults to that of the first question. */
  asked?: string | null
  /** Whose words the reply is: fixed sentences, or a model's. */
  words: 'rules' | 'model'
}

/** Something to be heard while the answer is still being made. */
export type Emit = (event: 'token', data: { text: string }) => void

/** What a step needs from outside; the command line gives harmless ones. */
export interface Ports {
  content: Content
  engine: Engine
  /** Articles that answer a question, or none. */
  lookUp(question: string, on: string | undefined): Promise<QuestionAnswer>
  /** How a ticket stands, in a sentence; undefined for a wrong number or code. */
  statusOf(key: { number: string; code: string }): Promise<string | undefined>
  /** Keeps a wish to be called back. */
  callBack(wish: { phone: string; name?: string }): Promise<void>
  /** A model's answer to a question from the sources found; undefined when it may not or cannot. */
  explain(work: Work): Promise<ModelAnswer | undefined>
  /** Keeps the turn; undefined where nothing is kept. */
  store(work: Work & { answer: Answer }): Promise<void>
}

/** A question answered in a model's words. */
export interface ModelAnswer {
  text: string
  /** Everything it was shown, numbered from 1 as it may cite it. */
  sources: Source[]
}

export interface Source {
  citation: Citation
  /** Words the answer may rest on. */
  text: string
}

export interface Work {
  readonly turn: Turn
  readonly ports: Ports
  readonly settings: AssistantSettings
  /** How the conversation stood before. */
  readonly before: ConversationState
  readonly emit: Emit | undefined
  readonly now: Date
  /** What was said, cleaned of what nobody can see. */
  message: string
  /** What the rules make of it. */
  reading?: Understanding
  /** Told before anything else. */
  notices: Notice[]
  advice?: Advice | undefined
  understood?: Understanding
  /** Drafts about a further shop of the same story; each inner list is one matter. */
  later: TicketDraft[][]
  found?: QuestionAnswer
  /** A model's words, not yet believed. */
  explained?: ModelAnswer | undefined
  /** Why they were not, if so. */
  fault?: string | undefined
  /** Optional question asked in this turn. */
  optional?: string | undefined
  answer?: Answer
  /** Steps that ran. */
  path: StepName[]
}

export const STEP_NAMES = [
  'limits',
  'protect',
  'emergency',
  'route',
  'understand',
  'retrieve',
  'compose',
  'check',
  'store',
] as const
export type StepName = (typeof STEP_NAMES)[number]

export interface Step {
  name: StepName
  /** One line for the operator who runs it alone. */
  does: string
  run(work: Work): Promise<void> | void
  /** Also runs once the turn has its answer. */
  always?: true
}

/** A sentence of the catalogues with its parameters. */
export type Canned = readonly [MessageKey, MessageParams?]
