/**
 * Tickets (工单), their timeline, clocks and rating. What a person wrote or said about themselves is sealed under a
 * data key of the ticket; the open columns hold what queues, statistics and the machines need.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant, tsvector } from '../platform/tables.ts'
import { CHANNELS, type RequestKind, TICKET_KINDS } from './model.ts'
import type { RouteRule } from './routing.ts'
import type { Action, Outcome, State } from './states.ts'

/** Last six digits of a ticket number. Numbers from 900001 on are left to demo data. */
export const ticketNumbers = pgSequence('ticket_numbers', {
  startWith: 1,
  increment: 1,
  minValue: 1,
  maxValue: 899999,
  cycle: true,
})

/** When a rating is given: after the answer, after the promised action. */
export const RATING_STAGES = ['answer', 'action'] as const
export type RatingStage = (typeof RATING_STAGES)[number]

export const tickets = pgTable(
  'tickets',
  {
    id: uuid('id').primaryKey(),
    /** Prefix of the bureau, day of receipt, six digits. */
    number: text('number').notNull().unique(),
    kind: text('kind', { enum: TICKET_KINDS }).notNull(),
    state: text('state').$type<State>().notNull(),
    outcome: text('outcome').$type<Outcome>(),
    /** Code of the statutory ground (R… or T…), when the outcome rests on one. */
    ground: text('ground'),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    sourceNumber: text('source_number'),
    problem: text('problem'),
    object: text('object'),
    station: text('station'),
    section: text('section'),
    street: text('street'),
    routeRule: text('route_rule').$type<RouteRule>().notNull(),
    needsReview: boolean('needs_review').notNull(),
    /** Staff member in charge (承办人). */
    handlerId: text('handler_id'),
    respondentName: text('respondent_name'),
    respondentUscc: text('respondent_uscc'),
    amountYuan: numeric('amount_yuan', { precision: 14, scale: 2 }),
    claimYuan: numeric('claim_yuan', { precision: 14, scale: 2 }),
    requests: text('requests').array().$type<RequestKind[]>().notNull().default(sql`'{}'`),
    occurredOn: date('occurred_on', { mode: 'string' }),
    receivedAt: instant('received_at').notNull(),
    /** Day of receipt in China: chooses the version of every rule. */
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    acceptedAt: instant('accepted_at'),
    /** Set exactly while the state is final. */
    closedAt: instant('closed_at'),
    /** Nearest date still to be kept, worked out with every change of the clocks. */
    nextDueOn: date('next_due_on', { mode: 'string' }),
    locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
    keepSecret: boolean('keep_secret').notNull(),
    anonymous: boolean('anonymous').notNull(),
    wantsReply: boolean('wants_reply').notNull(),
    reachable: boolean('reachable').notNull(),
    demo: boolean('demo').notNull().default(false),
    dataKeyId: uuid('data_key_id').notNull(),
    /** The whole draft, sealed. */
    sealed: bytea('sealed').notNull(),
    /** Masked copy of the texts, for the desk's search. */
    masked: text('masked').notNull(),
    /** What the masked copy, name and numbers are made of (queue-words.ts), for the index of that search. */
    pieces: tsvector('pieces').notNull(),
    /** Keyed hash of the phone number. */
    phoneIndex: text('phone_index'),
    /** The other ticket of the same story (投诉与举报分别处理). */
    linkedTicketId: uuid('linked_ticket_id'),
    /** The ticket this one follows, because it says the same (重复诉求随主单办理). */
    leaderId: uuid('leader_id'),
    /** Day by which something promised to the person will be done (承诺办理时间). */
    promisedOn: date('promised_on', { mode: 'string' }),
    /** When the person proved that the telephone or mail address is theirs. */
    contactProvenAt: instant('contact_proven_at'),
    /** When an officer verified who complains (核对真实身份), 总局令第121号 §10. */
    identityVerifiedAt: instant('identity_verified_at'),
    /** Rises with every change; guards against acting on an old view. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    // What a queue is filtered by stands in its index: rows left out are not even looked at.
    index('tickets_station_queue')
      .on(t.station, t.nextDueOn, t.receivedAt, t.state, t.kind)
      .where(sql`${t.closedAt} is null`),
    index('tickets_section_queue')
      .on(t.section, t.nextDueOn, t.receivedAt, t.state, t.kind)
      .where(sql`${t.closedAt} is null`),
    index('tickets_station_received').on(t.station, t.receivedAt),
    index('tickets_open_due').on(t.nextDueOn, t.receivedAt, t.state, t.kind).where(sql`${t.closedAt} is null`),
    index('tickets_closed')
      .on(t.nextDueOn, t.receivedAt, t.station, t.section, t.kind)
      .where(sql`${t.closedAt} is not null`),
    index('tickets_open_state').on(t.state, t.nextDueOn).where(sql`${t.closedAt} is null`),
    index('tickets_handler')
      .on(t.handlerId, t.nextDueOn)
      .where(sql`${t.closedAt} is null and ${t.handlerId} is not null`),
    index('tickets_received').on(t.receivedAt),
    index('tickets_phone').on(t.phoneIndex).where(sql`${t.phoneIndex} is not null`),
    index('tickets_uscc').on(t.respondentUscc).where(sql`${t.respondentUscc} is not null`),
    index('tickets_respondent').on(t.respondentName, t.receivedOn).where(sql`${t.respondentName} is not null`),
    index('tickets_leader').on(t.leaderId).where(sql`${t.leaderId} is not null`),
    index('tickets_pieces').using('gin', t.pieces),
    index('tickets_source').on(t.channel, t.sourceNumber).where(sql`${t.sourceNumber} is not null`),
    // Which state a kind can be in, the triggers say: a check that lists them all is read anew at every filing.
    check('tickets_kind', sql.raw(`kind in (${TICKET_KINDS.map((kind) => `'${kind}'`).join(', ')})`)),
    check('tickets_closed', sql.raw(`(state = 'closed') = (closed_at is not null)`)),
    check('tickets_unit', sql.raw('(station is null) <> (section is null)')),
  ],
)
export type TicketRow = typeof tickets.$inferSelect

/** The timeline (办理过程): typed rows, told to each audience by its own sentence. */
export const ticketEvents = pgTable(
  'ticket_events',
  {
    id: uuid('id').primaryKey(),
    /** Order within a ticket, also inside one instant. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    /** `business` is the trader complained of, at its own door. */
    actorKind: text('actor_kind', { enum: ['citizen', 'business', 'staff', 'system'] }).notNull(),
    /** Account of the staff member; never shown to the citizen. */
    actorId: text('actor_id'),
    /** Widest audience: `party` is the person and staff, `staff` the bureau only. */
    audience: text('audience', { enum: ['party', 'staff'] }).notNull(),
    fromState: text('from_state').$type<State>(),
    toState: text('to_state').$type<State>(),
    /** Ids, codes and dates only; nothing personal. */
    params: jsonb('params').$type<Record<string, string | number>>().notNull(),
    /** Texts of the row (EventTexts), sealed. */
    sealed: bytea('sealed'),
    /** The hotline that has not yet taken this reply (待回传). */
    awaitedBy: text('awaited_by'),
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [
    index('ticket_events_ticket').on(t.ticketId, t.seq),
    index('ticket_events_at').on(t.at),
    index('ticket_events_awaited').on(t.awaitedBy, t.seq).where(sql`${t.awaitedBy} is not null`),
  ],
)
export type EventRow = typeof ticketEvents.$inferSelect

/** One running or finished period of a ticket; see clocks.ts. */
export const ticketClocks = pgTable(
  'ticket_clocks',
  {
    id: uuid('id').primaryKey(),
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    rule: text('rule').notNull(),
    kind: text('kind', { enum: ['law', 'promise'] }).notNull(),
    unit: text('unit', { enum: ['working-day', 'calendar-day'] }).notNull(),
    count: integer('count').notNull(),
    from: date('from_on', { mode: 'string' }).notNull(),
    remaining: integer('remaining').notNull(),
    runningSince: date('running_since', { mode: 'string' }),
    pausedSince: date('paused_since', { mode: 'string' }),
    pausedUnits: integer('paused_units').notNull(),
    extendedUnits: integer('extended_units').notNull(),
    /** Last day by the calendar loaded when it was worked out; null while it stands still. */
    dueOn: date('due_on', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
    outcome: text('outcome', { enum: ['met', 'late'] }),
    law: text('law'),
    article: text('article'),
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [
    index('ticket_clocks_ticket').on(t.ticketId),
    uniqueIndex('ticket_clocks_running').on(t.ticketId, t.rule).where(sql`${t.doneOn} is null`),
    index('ticket_clocks_due').on(t.dueOn).where(sql`${t.doneOn} is null`),
  ],
)
export type ClockRow = typeof ticketClocks.$inferSelect

/**
 * How the person judges the handling (评价): once after the answer, and once more after what was promised should be done.
 * Whether it is solved is asked apart from satisfaction.
 */
export const ticketRatings = pgTable(
  'ticket_ratings',
  {
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    stage: text('stage', { enum: RATING_STAGES }).notNull().default('answer'),
    score: smallint('score').notNull(),
    solved: boolean('solved').notNull(),
    /** The comment, sealed. */
    sealed: bytea('sealed'),
    at: instant('at').notNull(),
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.stage] }),
    check('ticket_ratings_score', sql.raw('score between 1 and 5')),
  ],
)
export type RatingRow = typeof ticketRatings.$inferSelect

/**
 * The machines once more, for the database itself: triggers on `tickets` refuse every state and step that has no row here.
 * Filled and changed by migrations only; a test holds it against transitions.ts.
 */
export const ticketTransitions = pgTable(
  'ticket_transitions',
  {
    kind: text('kind', { enum: TICKET_KINDS }).notNull(),
    from: text('from_state').$type<State>().notNull(),
    to: text('to_state').$type<State>().notNull(),
    action: text('action').$type<Action>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.from, t.to, t.action] })],
)
