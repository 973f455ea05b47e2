/** What a person hands in about a record, and what each side reads of it. */
import { z } from '@hono/zod-openapi'
import { Promised } from '../../tickets/model.ts'
import { REMEDIES, REQUEST_ACTIONS, REQUEST_KINDS, REQUEST_STATES } from './states.ts'

const Line = z.string().trim().min(1).max(120)
const Words = z.string().trim().min(5).max(4000)

const asked = {
  /** Who asks: a code of duties.yaml. */
  applicant: z.string().min(1).max(40),
  contact: z.strictObject({
    name: Line,
    phone: z.string().trim().min(5).max(30).optional(),
    email: z.email().max(120).optional(),
  }),
  /** What proves it, in words. */
  evidence: z.string().trim().max(4000).optional(),
}
/** 异议: what is wrong, and what it should say. */
export const ObjectionInput = z.strictObject({ ...asked, wrong: Words }).openapi('ObjectionInput')
/** 信用修复: how the penalty was performed, and every condition declared. */
export const RepairInput = z
  .strictObject({ ...asked, performed: Words, conditions: z.array(z.string().max(40)).max(10) })
  .openapi('RepairInput')

/** What is sealed of a request. */
export interface Asked {
  applicant: string
  contact: { name: string; phone?: string | undefined; email?: string | undefined }
  evidence?: string | undefined
  /** What is wrong, or how the penalty was performed. */
  statement: string
  conditions: readonly string[]
}

const Named = z.object({ id: z.string(), name: z.string() })
/** What the forms ask, and how soon each kind is answered. */
export const RequestForm = z
  .object({
    applicants: z.array(Named.extend({ repair: z.boolean() })),
    conditions: z.array(Named),
    periods: z.array(
      z.object({
        kind: z.enum(REQUEST_KINDS),
        stage: z.enum(['received', 'checking']),
        what: z.string(),
        count: z.int(),
        unit: z.enum(['working-day', 'calendar-day']),
        confirmed: z.boolean(),
      }),
    ),
  })
  .openapi('DisclosureRequestForm')
export type RequestForm = z.infer<typeof RequestForm>

export const RequestReceipt = z
  .object({
    number: z.string(),
    queryCode: z.string(),
    kind: z.enum(REQUEST_KINDS),
    receivedAt: z.string(),
    dueOn: z.string(),
    promise: Promised,
    /** Whether the period was read in the official text. */
    confirmed: z.boolean(),
    url: z.string(),
  })
  .openapi('DisclosureRequestReceipt')
export type RequestReceipt = z.infer<typeof RequestReceipt>

export const RequestStatus = z
  .object({
    number: z.string(),
    kind: z.enum(REQUEST_KINDS),
    state: z.enum(REQUEST_STATES),
    stateName: z.string(),
    receivedAt: z.string(),
    dueOn: z.string(),
    decidedAt: z.string().nullable(),
    /** What was done about it. */
    remedy: z.enum(REMEDIES).nullable(),
    remedyName: z.string().nullable(),
    answer: z.string().nullable(),
    /** The record it is about. */
    record: z.string(),
  })
  .openapi('DisclosureRequestStatus')
export type RequestStatus = z.infer<typeof RequestStatus>

export const RequestItem = z.object({
  number: z.string(),
  kind: z.enum(REQUEST_KINDS),
  kindName: z.string(),
  state: z.enum(REQUEST_STATES),
  stateName: z.string(),
  receivedAt: z.string(),
  dueOn: z.string(),
  late: z.boolean(),
  record: z.object({ id: z.string(), title: z.string(), version: z.int(), shown: z.boolean() }),
  version: z.int(),
})
export type RequestItem = z.infer<typeof RequestItem>

export const DeskRequest = RequestItem.extend({
  applicantName: z.string(),
  contact: z.object({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
  statement: z.string(),
  evidence: z.string().nullable(),
  conditions: z.array(z.string()),
  answer: z.string().nullable(),
  remedyName: z.string().nullable(),
  /** First day an early end is possible; null: never. */
  earliestEnd: z.string().nullable(),
  /** Entries of the lists the party is still on. */
  listed: z.array(z.object({ id: z.string(), title: z.string() })),
  actions: z.array(z.enum(REQUEST_ACTIONS)),
  remedies: z.array(z.object({ id: z.enum(REMEDIES), name: z.string() })),
})
export type DeskRequest = z.infer<typeof DeskRequest>
