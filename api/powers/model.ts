/** A power of the bureau (权责清单事项): what it may or must do, to whom, on what ground, within which limits. */
import { z } from '@hono/zod-openapi'

/**
 * The ten types (事项类型): licensing 行政许可, penalty 行政处罚, coercion 行政强制, levy 行政征收, benefit 行政给付, inspection
 * 行政检查, confirmation 行政确认, reward 行政奖励, adjudication 行政裁决, other 其他行政权力; each with its letters in a code.
 */
export const POWER_KINDS = {
  licence: 'XK',
  penalty: 'CF',
  coercion: 'QZ',
  levy: 'ZS',
  benefit: 'JF',
  inspection: 'JC',
  confirmation: 'QR',
  reward: 'JL',
  adjudication: 'CJ',
  other: 'QT',
} as const
export const POWER_KIND_NAMES = Object.keys(POWER_KINDS) as [keyof typeof POWER_KINDS, ...(keyof typeof POWER_KINDS)[]]
export const PowerKind = z.enum(POWER_KIND_NAMES)
export type PowerKind = z.infer<typeof PowerKind>

/** Penalties by kind (处罚种类), 行政处罚法 §9. */
export const PENALTY_KINDS = [
  'warning',
  'public-criticism',
  'fine',
  'confiscate-income',
  'confiscate-goods',
  'suspend-licence',
  'lower-grade',
  'revoke-licence',
  'restrict-business',
  'stop-business',
  'close-business',
  'restrict-employment',
] as const
export const PowerPenalty = z.enum(PENALTY_KINDS)
export type PowerPenalty = z.infer<typeof PowerPenalty>

/** How much may be fined: in yuan, or as a multiple of value or gain. Ends that the clause leaves open are null. */
export const FineRange = z.object({
  unit: z.enum(['yuan', 'times', 'percent']),
  min: z.number().nullable(),
  max: z.number().nullable(),
})
export type FineRange = z.infer<typeof FineRange>

/** Whom it binds (行政相对人). */
export const COUNTERPARTS = ['natural', 'legal', 'other-org', 'sole-trader'] as const

/** in-force 在用, suspended 中止 (its ground fell away), repealed 取消. */
export const POWER_STATES = ['in-force', 'suspended', 'repealed'] as const
/** Reasons of a change (变动类型): 新增 取消 下放 合并 调整, and 中止 by the sweep. */
export const CHANGE_REASONS = ['added', 'cancelled', 'delegated', 'merged', 'adjusted', 'suspended'] as const

const Citation = z.object({ law: z.string(), article: z.string(), url: z.string().nullable() })

export const PowerItem = z
  .object({
    code: z.string(),
    /** The code with the scheme it follows; other schemes of the same item stand beside it. */
    codes: z.array(z.object({ scheme: z.string(), value: z.string() })),
    name: z.string(),
    kind: PowerKind,
    kindName: z.string(),
    subject: z.string(),
    section: z.object({ id: z.string(), name: z.string() }),
    counterparts: z.array(z.object({ id: z.enum(COUNTERPARTS), name: z.string() })),
    basis: Citation.extend({ label: z.string() }),
    state: z.enum(POWER_STATES),
    stateName: z.string(),
    /** Null while nobody has compared it with the text of the law. */
    reviewedOn: z.string().nullable(),
    subItems: z.int(),
    version: z.int(),
    url: z.string(),
  })
  .openapi('PowerItem')
export type PowerItem = z.infer<typeof PowerItem>

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))
export const PowerList = z
  .object({
    items: z.array(PowerItem),
    total: z.int(),
    next: z.string().nullable(),
    /** Items and sub-items of the whole list. */
    size: z.object({ items: z.int(), subItems: z.int(), reviewed: z.int() }),
    facets: z.object({ kind: Facet, section: Facet, state: Facet }),
  })
  .openapi('PowerList')
export type PowerList = z.infer<typeof PowerList>

const Duty = z.object({ name: z.string(), text: z.string(), basis: Citation.nullable() })
export const PowerView = PowerItem.extend({
  parent: z.object({ code: z.string(), name: z.string(), url: z.string() }).nullable(),
  children: z.array(z.object({ code: z.string(), name: z.string(), url: z.string() })),
  penalties: z.array(z.string()),
  /** Ranges of a fine in words. */
  fines: z.array(z.string()),
  duties: z.array(Duty),
  accountability: z.array(Duty.omit({ name: true })),
  supervisionPhone: z.string(),
  /** Published records that rest on the same article. */
  disclosures: z.string(),
  guides: z.array(z.object({ title: z.string(), url: z.string() })),
  versions: z.array(
    z.object({
      version: z.int(),
      from: z.string(),
      stateName: z.string(),
      reason: z.string(),
      note: z.string().nullable(),
    }),
  ),
}).openapi('PowerView')
export type PowerView = z.infer<typeof PowerView>

export const PowerQuery = z.object({
  q: z.string().max(200).default(''),
  kind: PowerKind.optional(),
  /** Section or station; stations exercise checks, penalties and coercion. */
  station: z.string().max(40).optional(),
  counterpart: z.enum(COUNTERPARTS).optional(),
  /** Title or short name of a law. */
  law: z.string().max(120).optional(),
  state: z.enum(POWER_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export type PowerQuery = z.infer<typeof PowerQuery>
