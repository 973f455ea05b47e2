/** What reading a ticket gives, to the person with the code and to staff. */

import { z } from '@hono/zod-openapi'
import { ADDRESS_SIGNS } from '../../content/schema-addresses.ts'
import { AttachmentView, DeskAttachment } from '../attachments/model.ts'
import { ASK_NAMES } from './asks.ts'
import { HandedOver } from './hand-over.ts'
import { Promised, RequestKind, TicketDraft, TicketKind } from './model.ts'
import { LegalNumber, NationalEntry } from './national/model.ts'
import { IssuedNotice } from './notices/model.ts'
import { ACTIONS, FAMILIES, OUTCOMES, REQUIREMENTS, STATES, type State } from './states.ts'

/** A station or a section: who has the ticket. */
export const Unit = z
  .object({ id: z.string(), kind: z.enum(['station', 'section']), name: z.string(), phone: z.string() })
  .openapi('Unit')
export type Unit = z.infer<typeof Unit>

export const StateName = z.enum(Object.keys(STATES) as [State, ...State[]])

/** A promise with what became of it. While its clock stands still there is no date. */
export const TicketPromise = Promised.extend({
  dueOn: z.iso.date().nullable(),
  status: z.enum(['running', 'paused', 'met', 'late', 'conditional']),
  doneOn: z.iso.date().nullable(),
  overdue: z.boolean(),
}).openapi('TicketPromise')
export type TicketPromise = z.infer<typeof TicketPromise>

export const ToldGround = z.object({ code: z.string(), text: z.string(), basis: z.array(Promised.shape.basis) })

export const TimelineEntry = z
  .object({
    at: z.string(),
    type: z.string(),
    by: z.enum(['citizen', 'business', 'staff', 'system']),
    /** The step in one plain sentence. */
    sentence: z.string(),
    state: z.object({ id: StateName, name: z.string() }).nullable(),
    ground: ToldGround.nullable(),
    /** Words of the bureau to the person. */
    reply: z.string().nullable(),
  })
  .openapi('TimelineEntry')
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const Message = z
  .object({ at: z.string(), from: z.enum(['citizen', 'bureau']), text: z.string() })
  .openapi('TicketMessage')
export type Message = z.infer<typeof Message>

export const Rating = z.object({
  /** After the answer, or after what was promised should be done. */
  stage: z.enum(['answer', 'action']),
  score: z.int(),
  solved: z.boolean(),
  comment: z.string().nullable(),
  at: z.string(),
})

export type Rating = z.infer<typeof Rating>

const common = {
  number: z.string(),
  kind: TicketKind,
  kindName: z.string(),
  state: StateName,
  stateName: z.string(),
  family: z.enum(FAMILIES),
  outcome: z.enum(OUTCOMES).nullable(),
  outcomeName: z.string().nullable(),
  receivedAt: z.string(),
  acceptedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  unit: Unit,
  problem: z.object({ code: z.string(), title: z.string() }).nullable(),
  respondentName: z.string().nullable(),
  demo: z.boolean(),
}

/** The ticket as its owner sees it. Contact data are left out: a code seen over a shoulder must not give them away. */
export const TicketView = z
  .object({
    ...common,
    narrative: z.string(),
    requests: z.array(z.object({ id: RequestKind, name: z.string() })),
    amountYuan: z.string().nullable(),
    claimYuan: z.string().nullable(),
    /** What the state means for the person, and what happens next. */
    explanation: z.string(),
    promises: z.array(TicketPromise),
    timeline: z.array(TimelineEntry),
    messages: z.array(Message),
    attachments: z.array(AttachmentView),
    /** What the person may do now. */
    actions: z.array(
      z.enum(['message', 'withdraw', 'rate', 'rate-action', 'consent', 'decline', 'recuse', 'sign', 'prove-contact']),
    ),
    /** The latest one given. */
    rating: Rating.nullable(),
    ratings: z.array(Rating),
    linkedNumber: z.string().nullable(),
    /** Documents issued to the person. */
    notices: z.array(IssuedNotice),
    legalNumber: LegalNumber,
    contactProven: z.boolean(),
    /** Day by which something promised will be done. */
    promisedOn: z.iso.date().nullable(),
  })
  .openapi('Ticket')
export type TicketView = z.infer<typeof TicketView>

/** One line of the desk's queue: nothing personal. */
export const QueueItem = z.object({
  ...common,
  channel: z.string(),
  street: z.string().nullable(),
  needsReview: z.boolean(),
  /** Nearest date to be kept. */
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  /** yellow: one working day is left or none; red: over (黄牌、红牌). */
  card: z.enum(['none', 'yellow', 'red']),
  /** Days left by the calendar, negative when late. */
  daysLeft: z.int().nullable(),
  /** Beginning of the masked text. */
  excerpt: z.string(),
  handlerId: z.string().nullable(),
  version: z.int(),
})
export type QueueItem = z.infer<typeof QueueItem>

/** `atLeast`: counting stopped there, there are more. */
export const Tally = z.object({ count: z.int(), atLeast: z.boolean() })
export type Tally = z.infer<typeof Tally>
export const QueuePage = z.object({
  items: z.array(QueueItem),
  total: z.int(),
  atLeast: Tally.shape.atLeast,
  next: z.string().nullable(),
  /** Mark to ask for news from. */
  asOf: z.string(),
})
export const QueueCounts = z.object({ late: Tally, soon: Tally, open: Tally, waiting: Tally })
export type QueueCounts = z.infer<typeof QueueCounts>

/** What became of sending several out. */
export const Dispatched = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ number: z.string(), reason: z.string() })),
})
export type Dispatched = z.infer<typeof Dispatched>

/** Somebody who can be put in charge. */
export const Handler = z.object({ id: z.string(), name: z.string(), title: z.string(), unit: z.string() })
export type Handler = z.infer<typeof Handler>

/** One thing the reader may do now, and what it needs. */
export const OfferedAction = z.object({
  action: z.enum(ACTIONS),
  name: z.string(),
  to: z.object({ id: StateName, name: z.string() }).nullable(),
  /** Why it may not be done now although the state allows it; null when it may. */
  blocked: z.string().nullable(),
  requires: z.array(z.enum(REQUIREMENTS)),
  asks: z.array(
    z.object({
      name: z.enum(ASK_NAMES),
      kind: z.enum(['text', 'long', 'date', 'yuan', 'choice', 'number', 'parts']),
      optional: z.boolean(),
      label: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  grounds: z.array(ToldGround.extend({ note: z.string().nullable() })),
  outcomes: z.array(z.object({ id: z.enum(OUTCOMES), name: z.string() })),
  /** Colleagues of the unit, where one is to be chosen. */
  handlers: z.array(Handler.omit({ unit: true })),
  /** Words ready to be taken over, in the language of the person. */
  templates: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
})
export type OfferedAction = z.infer<typeof OfferedAction>

/** The ticket as staff in charge see it. */
export const DeskTicket = QueueItem.extend({
  /** Mark to ask for news from. */
  asOf: z.string(),
  routeRule: z.string(),
  sourceNumber: z.string().nullable(),
  /** The draft as filed; without contact when the reader may not know who reported. */
  draft: TicketDraft,
  identityWithheld: z.boolean(),
  promises: z.array(TicketPromise),
  timeline: z.array(
    TimelineEntry.extend({
      actorId: z.string().nullable(),
      /** Who was put in charge. */
      handlerId: z.string().nullable(),
      staffOnly: z.boolean(),
      reason: z.string().nullable(),
      /** Words of the business. */
      statement: z.string().nullable(),
      /** Facts the officer filled in. */
      asked: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
  messages: z.array(Message),
  /** Empty when the reader may not know who reported: a photo can tell. */
  attachments: z.array(DeskAttachment),
  actions: z.array(OfferedAction),
  /** What else may happen to such a ticket, and why not by the reader now. */
  otherActions: z.array(z.object({ action: z.enum(ACTIONS), name: z.string(), reason: z.string() })),
  rating: Rating.nullable(),
  ratings: z.array(Rating),
  linkedNumber: z.string().nullable(),
  /** Who complains has neither proved the contact nor been verified by an officer (总局令第121号 §10). */
  contactUnproven: z.boolean(),
  /** Number of the ticket this one follows, and of those that follow it. */
  leaderNumber: z.string().nullable(),
  followers: z.array(z.string()),
  notices: z.array(IssuedNotice),
  hotline: HandedOver.nullable(),
  national: NationalEntry.omit({ number: true, kind: true }).nullable(),
  mediation: z
    .object({
      citizenConsents: z.boolean().nullable(),
      businessConsents: z.boolean().nullable(),
      citizenSigned: z.boolean(),
      businessSigned: z.boolean(),
      /** Answer code of the business, for whoever hands it over. */
      partyCode: z.string().nullable(),
    })
    .nullable(),
  supervisions: z.array(
    z.object({
      card: z.enum(['yellow', 'red']),
      what: z.string().nullable(),
      dueOn: z.iso.date().nullable(),
      at: z.string(),
      answeredAt: z.string().nullable(),
    }),
  ),
  /** Articles to look at first, as they read on the day of the event. */
  articles: z.array(z.object({ law: z.string(), label: z.string(), url: z.string().nullable() })),
  /** How sure the reading of the address told is, 0 to 1, and what speaks against it; null where none is told. */
  addressSure: z.object({ value: z.number(), low: z.boolean(), reason: z.enum(ADDRESS_SIGNS).nullable() }).nullable(),
}).openapi('DeskTicket')
export type DeskTicket = z.infer<typeof DeskTicket>

/** What anybody may know of one ticket: no text, no name, no number that opens it. Reports never appear at all. */
export const PublicTicket = z.object({
  kind: TicketKind,
  problem: z.object({ code: z.string(), title: z.string() }).nullable(),
  street: z.string().nullable(),
  state: StateName,
  stateName: z.string(),
  receivedOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  demo: z.boolean(),
})
export type PublicTicket = z.infer<typeof PublicTicket>

export const Receipt = z
  .object({
    number: z.string(),
    /** Opens the ticket together with the number; not shown again. */
    queryCode: z.string(),
    kind: TicketKind,
    receivedAt: z.string(),
    station: Unit,
    promises: z.array(Promised),
    url: z.string(),
    linkedNumber: z.string().nullable(),
    legalNumber: LegalNumber,
  })
  .openapi('TicketReceipt')
export type Receipt = z.infer<typeof Receipt>
