/** What the business sees of a complaint at its own door, and what it may send (contract: /api/party/{number}). */
import { z } from '@hono/zod-openapi'
import { AttachmentView } from '../../attachments/model.ts'
import { Text, TicketKind } from '../model.ts'
import { IssuedNotice } from '../notices/model.ts'
import { StateName, TicketPromise, Unit } from '../view-model.ts'

export const PARTY_ACTS = ['answer', 'evidence', 'consent', 'decline', 'object', 'recuse', 'sign'] as const
export type PartyAct = (typeof PARTY_ACTS)[number]

/** The claim, never the person's own words, telephone, address or another ticket of theirs (总局令第121号 §37). */
export const PartyView = z
  .object({
    number: z.string(),
    kind: TicketKind,
    state: StateName,
    stateName: z.string(),
    explanation: z.string(),
    acceptedAt: z.string().nullable(),
    unit: Unit,
    respondentName: z.string().nullable(),
    /** Name of the complainant, once accepted and unless kept secret: mediation needs to know with whom. */
    complainant: z.string().nullable(),
    claim: z.object({
      text: z.string(),
      item: z.string().nullable(),
      boughtOn: z.string().nullable(),
      orderNumber: z.string().nullable(),
      amountYuan: z.string().nullable(),
      claimYuan: z.string().nullable(),
      requests: z.array(z.string()),
    }),
    promises: z.array(TicketPromise),
    timeline: z.array(z.object({ at: z.string(), type: z.string(), by: z.string(), sentence: z.string() })),
    statements: z.array(z.object({ at: z.string(), text: z.string() })),
    notices: z.array(IssuedNotice),
    /** What the bureau shows to the business. */
    attachments: z.array(AttachmentView),
    consent: z.object({ own: z.boolean().nullable(), other: z.boolean().nullable() }),
    signed: z.object({ own: z.boolean(), other: z.boolean() }),
    acts: z.array(z.enum(PARTY_ACTS)),
    demo: z.boolean(),
  })
  .openapi('PartyView')
export type PartyView = z.infer<typeof PartyView>

export const PartyBody = z.object({ act: z.enum(PARTY_ACTS), text: Text(4000).optional() })
