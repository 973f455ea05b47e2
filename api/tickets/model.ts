/**
 * What a ticket (工单) is made of, as the public contract names it. Every kind of ticket is one
 * branch of the union `TicketDraft`; what is still missing before filing is decided by `missing.ts`.
 */
import { z } from '@hono/zod-openapi'

/** Demand types (诉求类型), 济南市12345市民服务热线条例 §3: complaint 投诉, report 举报, consultation 咨询, help 求助, suggestion 建议, praise 表扬. */
export const TICKET_KINDS = ['complaint', 'report', 'consultation', 'help', 'suggestion', 'praise'] as const
export const TicketKind = z.enum(TICKET_KINDS)
export type TicketKind = z.infer<typeof TicketKind>

/** What the consumer asks for (投诉请求); words of 12315 tickets: 退货 更换 修理 退赔费用 赔偿损失 惩罚性赔偿 道歉 其他. */
export const REQUESTS = [
  'return',
  'replace',
  'repair',
  'refund',
  'compensation',
  'punitive',
  'apology',
  'other',
] as const
export const RequestKind = z.enum(REQUESTS)
export type RequestKind = z.infer<typeof RequestKind>

/** Where the ticket came in (来源渠道). The five hotlines keep their numbers as names. */
export const CHANNELS = [
  'portal',
  'assistant',
  '12345',
  '12315',
  '12331',
  '12365',
  '12358',
  'counter',
  'letter',
  'open311',
] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

/** Yuan as a decimal string with two places, e.g. "358.00". Zero is allowed; negative is not. */
export const Yuan = z.string().regex(/^(0|[1-9]\d{0,11})\.\d{2}$/)
/** Calendar date `YYYY-MM-DD` that exists. */
export const IsoDate = z.iso.date()
/**
 * Control characters mean nothing in what people write or turn its order round, and the database takes no NUL and no half
 * of a character; line ends and tabs stay.
 */
const withoutControls = (text: string) => text.toWellFormed().replace(/(?![\n\r\t])[\p{Cc}\p{Bidi_Control}]/gu, '')
/** What a person wrote: trimmed, not empty, at most `max` characters. */
export const Text = (max: number) => z.string().overwrite(withoutControls).trim().min(1).max(max)

export const Place = z.object({
  text: Text(200),
  /** Street id of content/bureau, when recognised. */
  street: z.string().max(40).optional(),
  /** Station id of content/bureau, when recognised. */
  station: z.string().max(40).optional(),
})

/** Who speaks (来电人 / 投诉人). Name, phone and address are required to file a complaint (总局令第121号 §10). */
export const Contact = z.object({
  name: Text(60).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\+\d{6,15})$/)
    .optional(),
  address: Text(200).optional(),
  email: z.email().max(120).optional(),
  wantsReply: z.boolean().default(true),
  keepSecret: z.boolean().default(false),
})

/** The business complained of (被投诉人 / 被举报人). "Cannot identify it" is allowed: name may be the shop sign as remembered. */
export const Respondent = z.object({
  name: Text(120).optional(),
  uscc: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
    .optional(),
  address: Text(200).optional(),
  platform: Text(60).optional(),
  shop: Text(120).optional(),
  shopUrl: z.url().max(500).optional(),
  platformShownAddress: Text(200).optional(),
})

export const Purchase = z.object({
  item: Text(120).optional(),
  amountYuan: Yuan.optional(),
  boughtOn: IsoDate.optional(),
  orderNumber: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{4,40}$/)
    .optional(),
  /** 为生活消费需要: a complaint exists only for daily-life purchases (总局令第121号 §3). */
  forDailyLife: z.boolean().optional(),
})

/** One word-for-word source of a field: which message, which characters, and how sure we are. */
export const Provenance = z.object({
  message: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
  basis: z.enum(['stated', 'inferred', 'confirmed']),
})

const base = {
  narrative: Text(8000),
  problem: z
    .string()
    .regex(/^P\d{2}$/)
    .optional(),
  /** Sub-problem of content/problems/subproblems.yaml. */
  subproblem: z
    .string()
    .regex(/^P\d{2}-[a-z-]{2,40}$/)
    .optional(),
  /** Answers to its questions, by their ids. */
  details: z
    .record(z.string().regex(/^[a-z0-9-]{2,40}$/), Text(500))
    .refine((details) => Object.keys(details).length <= 20)
    .optional(),
  object: z.string().max(40).optional(),
  place: Place.optional(),
  occurredOn: IsoDate.optional(),
  contact: Contact.default({ wantsReply: true, keepSecret: false }),
  source: z.object({ channel: Channel, number: Text(60).optional() }).default({ channel: 'portal' }),
  attachments: z.array(z.uuid()).max(9).default([]),
  declaredTrue: z.boolean().optional(),
  provenance: z.record(z.string(), Provenance).optional(),
}

export const ComplaintDraft = z.object({
  kind: z.literal('complaint'),
  ...base,
  respondent: Respondent.default({}),
  purchase: Purchase.default({}),
  requests: z.array(RequestKind).max(8).default([]),
  claimYuan: Yuan.optional(),
  evidence: Text(2000).optional(),
  knownSince: IsoDate.optional(),
  /** Another body already deals with the same dispute (总局令第121号 §16 二). */
  otherBody: z
    .object({
      body: z.enum(['court', 'arbitration', 'consumer-association', 'regulator', 'other']),
      state: Text(200).optional(),
    })
    .optional(),
  proxy: z.object({ name: Text(60), phone: Text(20).optional() }).optional(),
  jointWith: Text(200).optional(),
})

export const ReportDraft = z.object({
  kind: z.literal('report'),
  ...base,
  respondent: Respondent.default({}),
  allegation: Text(2000).optional(),
  evidence: Text(2000).optional(),
  anonymous: z.boolean().default(false),
  ongoing: z.boolean().optional(),
})

export const ConsultationDraft = z.object({ kind: z.literal('consultation'), ...base, question: Text(2000).optional() })
const subjectDraft = <K extends 'help' | 'suggestion' | 'praise'>(kind: K) =>
  z.object({ kind: z.literal(kind), ...base, subject: Text(200).optional() })

export const TicketDraft = z
  .discriminatedUnion('kind', [
    ComplaintDraft,
    ReportDraft,
    ConsultationDraft,
    subjectDraft('help'),
    subjectDraft('suggestion'),
    subjectDraft('praise'),
  ])
  .openapi('TicketDraft')
export type TicketDraft = z.infer<typeof TicketDraft>
export type ComplaintDraft = z.infer<typeof ComplaintDraft>
export type ReportDraft = z.infer<typeof ReportDraft>

/** A dated promise (承诺时限) with its sum: shown to the citizen as "why this date". */
export const Promised = z
  .object({
    what: z.string(),
    dueOn: IsoDate,
    basis: z.object({ law: z.string(), article: z.string(), url: z.string().nullable() }),
    why: z.object({
      rule: z.string(),
      unit: z.enum(['working-day', 'calendar-day']),
      count: z.int(),
      from: IsoDate,
      pausedUnits: z.int(),
    }),
  })
  .openapi('Promise')
export type Promised = z.infer<typeof Promised>
