/** A work order (工单) as a hotline sends it, and what goes back to it. */
import { z } from '@hono/zod-openapi'
import { HOTLINES } from '../hand-over.ts'
import { Contact, IsoDate, RequestKind, Respondent, Text, TicketKind, Yuan } from '../model.ts'
import { StateName } from '../view-model.ts'

export const Hotline = z.enum(HOTLINES)
export type Hotline = z.infer<typeof Hotline>

/** The number a hotline gives its order (登记编号). */
export const OrderNumber = z.string().regex(/^[\x21-\x7e]{2,60}$/)

/**
 * Whatever the operator typed; only the words are a must. Fields that are given win over what the words say, the rest
 * is read from the words.
 */
export const HotlineOrder = z
  .object({
    /** Same as the Idempotency-Key, where it is repeated here. */
    number: OrderNumber.optional(),
    text: Text(8000),
    kind: TicketKind.optional(),
    problem: z
      .string()
      .regex(/^P\d{2}$/)
      .optional(),
    object: z.string().max(40).optional(),
    caller: Contact.partial().optional(),
    respondent: Respondent.optional(),
    place: z.object({ text: Text(200), street: z.string().max(40).optional() }).optional(),
    occurredOn: IsoDate.optional(),
    requests: z.array(RequestKind).max(8).optional(),
    amountYuan: Yuan.optional(),
    claimYuan: Yuan.optional(),
    /** Report without a name (匿名举报). */
    anonymous: z.boolean().optional(),
  })
  .openapi('HotlineOrder')
export type HotlineOrder = z.infer<typeof HotlineOrder>

/** One step told to the person, for the hotline to pass on. */
export const HotlineReply = z
  .object({
    id: z.uuid(),
    orderNumber: z.string(),
    ticketNumber: z.string(),
    at: z.string(),
    state: StateName.nullable(),
    stateName: z.string().nullable(),
    outcome: z.string().nullable(),
    /** Nothing more follows unless the ticket is opened again. */
    final: z.boolean(),
    sentence: z.string(),
    /** Words of the bureau to the person. */
    reply: z.string().nullable(),
  })
  .openapi('HotlineReply')
export type HotlineReply = z.infer<typeof HotlineReply>
