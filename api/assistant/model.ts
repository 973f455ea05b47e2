/** What a turn of the assistant takes and gives, as the public contract names it. */
import { z } from '@hono/zod-openapi'
import { AttachmentView } from '../attachments/model.ts'
import { Promised, TicketDraft } from '../tickets/model.ts'
import { INTENTS } from './local/types.ts'

export const Intent = z.enum(INTENTS)
export type Intent = z.infer<typeof Intent>

/** How a turn ended; counted in /metrics. */
export const TURN_STATUSES = [
  'collecting',
  'ready',
  'answered',
  'signposted',
  'licence',
  'emergency',
  'human',
  'call-back',
  'withdrawn',
  'filed',
  'empty',
  'repeated',
  'limited',
  'guarded',
] as const
export type TurnStatus = (typeof TURN_STATUSES)[number]

/** Longest single message; a longer story is refused with a sentence and kept in the box. */
export const MESSAGE_LIMIT = 4000

export const TurnInput = z
  .object({
    conversationId: z.uuid().optional(),
    message: z.string().trim().min(1).max(MESSAGE_LIMIT),
    locale: z.enum(['zh', 'en', 'zh-CN', 'zh-cn']).optional(),
  })
  .openapi('AssistantTurnInput')

/** `suggestions` are answers most people give, each understood as it stands. */
export const Question = z.object({ field: z.string(), text: z.string(), suggestions: z.array(z.string()) })
export type Question = z.infer<typeof Question>
export const Citation = z.object({ law: z.string(), label: z.string(), url: z.string().nullable() })
export type Citation = z.infer<typeof Citation>
export const Notice = z.object({ code: z.string(), text: z.string(), number: z.string().optional() })
export type Notice = z.infer<typeof Notice>
/** An address of this site to go on with, without the language's prefix. */
export const Link = z.object({ text: z.string(), url: z.string() })
export type Link = z.infer<typeof Link>
/** Whose words an answer is: fixed sentences chosen by rules, or a model's (人工智能生成合成内容标识办法). */
export const WORDS = ['rules', 'model'] as const

export const Said = z.object({
  role: z.enum(['person', 'assistant']),
  text: z.string(),
  words: z.enum(WORDS).optional(),
  links: z.array(Link).optional(),
})

/** Where a conversation stands: what the page beside the chat shows. */
export const ConversationView = z
  .object({
    conversationId: z.uuid(),
    messages: z.array(Said),
    intents: z.array(Intent),
    intent: Intent,
    drafts: z.array(TicketDraft),
    draft: TicketDraft.nullable(),
    /** Fields the rule still requires before `draft` can be filed, in asking order. */
    missing: z.array(z.string()),
    questions: z.array(Question),
    /** Photos and papers; every ticket of the conversation gets them. */
    attachments: z.array(AttachmentView),
    /** Numbers of tickets already filed from this conversation. */
    filed: z.array(z.string()),
    /** What will be promised if `draft` is filed today, and who will read it. */
    promises: z.array(Promised),
    whoReads: z.array(z.string()),
    /** Articles an officer would look at for this kind of problem, as they read on the day of the event. */
    citations: z.array(Citation),
    engine: z.string(),
  })
  .openapi('Conversation')
export type ConversationView = z.infer<typeof ConversationView>

export const TurnResult = ConversationView.omit({
  messages: true,
  attachments: true,
  promises: true,
  whoReads: true,
  filed: true,
})
  .extend({
    reply: z.string(),
    notices: z.array(Notice),
    links: z.array(Link),
    words: z.enum(WORDS),
    ticket: z.object({ number: z.string(), url: z.string() }).nullable(),
    status: z.enum(TURN_STATUSES),
  })
  .openapi('AssistantTurn')
export type TurnResult = z.infer<typeof TurnResult>

/** What is kept of a conversation, sealed. */
export interface ConversationState {
  messages: z.infer<typeof Said>[]
  intents: Intent[]
  drafts: TicketDraft[]
  /** The one field asked for last, so that a bare answer finds its place. */
  asked: string | null
  /** Ticket number by kind of draft: about one shop a story holds at most one draft of a kind. */
  filed: Partial<Record<TicketDraft['kind'], string>>
  /** Drafts about further shops of the story; each list is taken up when the one before is filed. */
  later?: TicketDraft[][]
  /** Ids of questions that need no answer and were asked. */
  optional?: string[]
  /** Numbers of tickets about shops of the story that are done with. */
  done?: string[]
}
