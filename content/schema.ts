/**
 * What an editor may write under `content/`: every file's shape, checked when the program starts.
 * Keys that are not listed here are refused, so a misspelt key is found at once.
 * The files themselves are read and cross-checked by `load.ts`.
 */
import { z } from 'zod'
import type { Licences } from './load-licences.ts'
import type { RegulationContent } from './load-regulations.ts'
import type { ProblemTree } from './load-tree.ts'
import type { AddressRules } from './schema-addresses.ts'
import type { Jurisdiction, SaidAnswer } from './schema-assistant.ts'
import { Day, Localised, ProblemCode, RequestName, Slug, Words } from './schema-basics.ts'
import type { DisclosureContent } from './schema-disclosures.ts'
import type { Indicators } from './schema-indicators.ts'
import type { NoticeTemplate } from './schema-notices.ts'
import type { PowerKindRule, PowerSection } from './schema-powers.ts'
import {
  type CalendarYear,
  Citation,
  type ClosingRule,
  type DeadlineRule,
  type DisputeRoute,
  type Law,
  type NoCaseGround,
  type RefusalGround,
  type ReplyTemplate,
  type RetentionRule,
  type RewardGrade,
  type StaffAccess,
  type TerminationGround,
  type UnitRule,
} from './schema-rules.ts'

export * from './schema-assistant.ts'
export * from './schema-basics.ts'
export * from './schema-disclosures.ts'
export * from './schema-notices.ts'
export * from './schema-rules.ts'

/** The bureau that runs this window (本局). Everything a visitor sees about it comes from here. */
export const Bureau = z.strictObject({
  /** Full official name (机关全称). */
  name: Localised,
  shortName: Localised,
  /** Name of this site (网站名称). */
  siteName: Localised,
  /** District it serves (辖区). */
  district: Localised,
  /** Division code of the district (行政区划代码), statistical. */
  regionCode: z.string().regex(/^\d{6}$/),
  /** First letters of every ticket number (编号前缀). */
  numberPrefix: z.string().regex(/^[A-Z]{2,6}$/),
  /** Words before the series in a document number (发文机关代字), e.g. 演示市监. */
  documentMark: z.string().min(1),
  address: Localised,
  phone: z.string().min(1),
  officeHours: Localised,
  /** True while the data describe a model bureau: pages then say so (演示). */
  demo: z.boolean(),
  footer: z.strictObject({
    /** 主办单位. */
    sponsor: Localised,
    /** 政府网站标识码. */
    siteCode: z.string().min(1),
    /** ICP备案号. */
    icp: z.string().min(1),
    /** 公安联网备案号. */
    policeFiling: z.string().min(1),
  }),
})

/** What may be done with the published data (数据使用说明), and changes of its layout. */
export const OpenData = z.strictObject({
  /** Set by the bureau; null until then: pages say so and invent none. */
  licence: z.strictObject({ name: z.string().min(1), title: Localised, url: z.url() }).nullable(),
  terms: z.array(z.strictObject({ text: Localised, basis: Localised })).min(1),
  /** Newest first. */
  layoutChanges: z.array(z.strictObject({ on: Day, text: Localised })).min(1),
})

/** A street or park inside the district (街道 / 园区) with the names people say for places in it. */
export const Street = z.strictObject({
  id: Slug,
  /** Street code (街道代码), 9 digits; null for fictional areas. */
  code: z
    .string()
    .regex(/^\d{9}$/)
    .nullable(),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  /** Roads, estates and landmarks surely in this street. */
  aliases: Words,
  /** The same, not yet checked on a map: usable in the demonstration, to be confirmed before real use. */
  demoAliases: Words.default([]),
})

/** A market supervision station (市场监督管理所). */
export const Station = z.strictObject({
  id: Slug,
  name: Localised,
  address: Localised,
  phone: z.string().min(1),
  hours: Localised,
  /** True when the station's name is invented for the demonstration. */
  demo: z.boolean(),
  streets: z.array(Street).min(1),
})

/** A section at headquarters (内设科室). */
export const Section = z.strictObject({
  id: Slug,
  name: Localised,
  duties: Localised,
  phone: z.string().min(1),
  /** Problems that go to this section, not to the station of the place (职能优先于属地). */
  overrides: z.array(ProblemCode),
})

/** A hotline number, open or merged (投诉举报热线). */
export const Hotline = z.strictObject({
  number: z.string().regex(/^\d{5}$/),
  name: Localised,
  status: z.enum(['open', 'merged']),
  /** Numbers that answer now, for a merged one. */
  nowAnsweredBy: z.array(z.string().regex(/^\d{5}$/)),
  history: Localised,
  /** Where the facts come from (来源). */
  sources: z.array(z.string().min(1)).min(1),
})

/** When to show an emergency number before anything else (紧急情况). */
export const EmergencyRule = z.strictObject({
  id: Slug,
  number: z.enum(['110', '119', '120', '122']),
  /** Any of these words is enough. */
  words: Words.min(1),
  /** Regular expressions (flag `i`) for what single words cannot say. */
  patterns: Words.default([]),
  /** Words that make it not an emergency, for instance buying a fire extinguisher. */
  unless: Words.default([]),
  text: Localised,
})

/** A matter another body owns (非本局职责). A match is a hint: a person checks before anybody is sent away. */
export const OtherBody = z.strictObject({
  id: Slug,
  body: Localised,
  matter: Localised,
  keywords: Words.min(1),
  /** Words that bring the matter back to market supervision, for instance a price label. */
  unless: Words.default([]),
  /** Patterns that tell of this matter by themselves, whatever else is said. */
  surely: Words.default([]),
  phone: z.string().min(1),
  advice: Localised,
  /** Always true: the machine never refuses. */
  personChecks: z.literal(true),
})

/** A kind of problem (问题类型). */
export const Problem = z.strictObject({
  code: ProblemCode,
  title: Localised,
  /** How a citizen would say it. */
  plain: Localised,
  /** What to have at hand before filing. */
  hint: Localised,
  /** Sentences as citizens write them. */
  examples: z.strictObject({ zh: z.array(z.string().min(4)).min(3), en: z.array(z.string().min(4)).min(1) }),
  /** Lay words the local engine classifies with. */
  keywords: z.strictObject({ zh: Words.min(1), en: Words.min(1) }),
  basis: z.array(Citation),
  /** Codes in DB44/T 2479-2024 that this problem maps to (our crosswalk); two-, four- or six-digit levels. */
  taxonomy: z.array(z.string().regex(/^\d{2}(\d{2}){0,2}$/)),
  /** Requests usually made, most common first. */
  usualRequests: z.array(RequestName),
})

/** First level of the complaint tree, in the citizen's words (投诉分类). */
export const ProblemGroup = z.strictObject({
  id: Slug,
  title: Localised,
  hint: Localised,
  problems: z.array(ProblemCode).min(1),
})

/** Goods or service complained of (商品 / 服务类别). */
export const GoodsObject = z.strictObject({
  id: Slug,
  kind: z.enum(['goods', 'service']),
  title: Localised,
  keywords: z.strictObject({ zh: Words, en: Words }),
})

export type Bureau = z.infer<typeof Bureau>
export type OpenData = z.infer<typeof OpenData>
export type Street = z.infer<typeof Street>
export type Station = z.infer<typeof Station>
export type Section = z.infer<typeof Section>
export type Hotline = z.infer<typeof Hotline>
export type EmergencyRule = z.infer<typeof EmergencyRule>
export type OtherBody = z.infer<typeof OtherBody>
export type Problem = z.infer<typeof Problem>
export type ProblemGroup = z.infer<typeof ProblemGroup>
export type GoodsObject = z.infer<typeof GoodsObject>

/** Everything under `content/` that this schema covers, checked and ready to use. Lists keep the order of the files. */
export interface Content {
  bureau: Bureau
  openData: OpenData
  indicators: Indicators
  powerKinds: PowerKindRule[]
  powerSections: PowerSection[]
  stations: Station[]
  sections: Section[]
  hotlines: Hotline[]
  emergencies: EmergencyRule[]
  otherBodies: OtherBody[]
  problems: Problem[]
  /** Sub-problems, their questions and information walls. */
  tree: ProblemTree
  jurisdiction: Jurisdiction
  addresses: AddressRules
  saidAnswers: SaidAnswer[]
  groups: ProblemGroup[]
  objects: GoodsObject[]
  laws: Law[]
  /** Statutory periods and service promises together, every version; `kind` tells them apart. */
  deadlines: DeadlineRule[]
  units: UnitRule[]
  refusals: RefusalGround[]
  terminations: TerminationGround[]
  noCases: NoCaseGround[]
  notices: NoticeTemplate[]
  rewards: RewardGrade[]
  closing: ClosingRule[]
  replies: ReplyTemplate[]
  routes: DisputeRoute[]
  calendar: CalendarYear[]
  retention: RetentionRule[]
  staffAccess: StaffAccess
  regulations: RegulationContent
  licences: Licences
  /** Code tables, breaches and publication policy of what is published (公示). */
  disclosures: DisclosureContent
  /** Look-ups by id or code. */
  find: {
    problem: ReadonlyMap<string, Problem>
    object: ReadonlyMap<string, GoodsObject>
    law: ReadonlyMap<string, Law>
    station: ReadonlyMap<string, Station>
    /** A street with the station that serves it. */
    street: ReadonlyMap<string, { street: Street; station: Station }>
    section: ReadonlyMap<string, Section>
  }
}
