/**
 * Reads and checks everything an editor keeps under `content/`. One call at start-up; a mistake stops the
 * program with one message that names every file and what it should be.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkContent } from './check.ts'
import { checkProblemTree } from './check-tree.ts'
import { checkDisclosures, readDisclosures } from './load-disclosures.ts'
import { checkLicences, readLicences } from './load-licences.ts'
import { checkRegulations, readRegulations } from './load-regulations.ts'
import { readTree } from './load-tree.ts'
import {
  Bureau,
  CalendarYear,
  ClosingRule,
  type Content,
  DeadlineRule,
  DisputeRoute,
  EmergencyRule,
  GoodsObject,
  Hotline,
  Law,
  NoCaseGround,
  NoticeTemplate,
  OpenData,
  OtherBody,
  Problem,
  ProblemGroup,
  RefusalGround,
  ReplyTemplate,
  RetentionRule,
  RewardGrade,
  Section,
  StaffAccess,
  Station,
  TerminationGround,
  UnitRule,
} from './schema.ts'
import { AddressRules } from './schema-addresses.ts'
import { Jurisdiction, SaidAnswer } from './schema-assistant.ts'
import { Indicators } from './schema-indicators.ts'
import { PowerKindRule, PowerSection } from './schema-powers.ts'

const Grounds = z.strictObject({
  refusals: z.array(RefusalGround).min(1),
  terminations: z.array(TerminationGround).min(1),
  noCases: z.array(NoCaseGround).min(1),
  routes: z.array(DisputeRoute).min(1),
})

/**
 * Loads the content of this installation.
 *
 * @param root folder that holds `content/` (the project's root, also when the program is bundled)
 * @throws Error listing every mistake found, with file name and what is expected there
 */
export function loadContent(root: string): Content {
  const mistakes: string[] = []
  const read = <S extends z.ZodType>(file: string, schema: S): z.infer<S> | null =>
    readFile(join(root, 'content'), file, schema, mistakes)
  const list = <S extends z.ZodType>(file: string, schema: S): z.infer<S>[] => read(file, z.array(schema).min(1)) ?? []

  const bureau = read('bureau/bureau.yaml', Bureau)
  const openData = read('bureau/open-data.yaml', OpenData)
  const grounds = read('rules/grounds.yaml', Grounds)
  const regulations = readRegulations(root, read)
  const disclosures = readDisclosures(read)
  const jurisdiction = read('bureau/jurisdiction.yaml', Jurisdiction)
  const addresses = read('bureau/addresses.yaml', AddressRules)
  const tree = readTree(read)
  const licences = readLicences(root, read)
  const indicators = read('rules/indicators.yaml', Indicators)
  const staffAccess = read('rules/staff-access.yaml', StaffAccess)
  const parts = {
    stations: list('bureau/stations.yaml', Station),
    sections: list('bureau/sections.yaml', Section),
    hotlines: list('bureau/hotlines.yaml', Hotline),
    emergencies: list('bureau/emergencies.yaml', EmergencyRule),
    otherBodies: list('bureau/other-bodies.yaml', OtherBody),
    saidAnswers: list('licences/said.yaml', SaidAnswer),
    problems: list('problems/problems.yaml', Problem),
    groups: list('problems/groups.yaml', ProblemGroup),
    objects: list('problems/objects.yaml', GoodsObject),
    laws: list('rules/laws.yaml', Law),
    deadlines: [...list('rules/deadlines.yaml', DeadlineRule), ...list('bureau/promises.yaml', DeadlineRule)],
    units: list('rules/units.yaml', UnitRule),
    notices: list('rules/notices.yaml', NoticeTemplate),
    rewards: list('rules/rewards.yaml', RewardGrade),
    closing: list('rules/closing.yaml', ClosingRule),
    replies: list('rules/replies.yaml', ReplyTemplate),
    powerKinds: list('powers/kinds.yaml', PowerKindRule),
    powerSections: list('powers/sections.yaml', PowerSection),
    retention: list('rules/retention.yaml', RetentionRule),
    calendar: calendarFiles(root, mistakes).flatMap((file) => read(file, CalendarYear) ?? []),
  }
  // Cross-checks on half-read content would only repeat the same mistakes in other words.
  if (
    mistakes.length > 0 ||
    !bureau ||
    !openData ||
    !grounds ||
    !disclosures ||
    !regulations ||
    !licences ||
    !indicators ||
    !staffAccess ||
    !jurisdiction ||
    !addresses ||
    !tree
  )
    throw new Error(explain(mistakes))

  const content = {
    bureau,
    indicators,
    staffAccess,
    jurisdiction,
    addresses,
    tree,
    openData,
    disclosures,
    licences,
    regulations,
    ...grounds,
    ...parts,
    find: lookups(parts),
  }
  const crossed = [
    ...checkContent(content),
    ...checkProblemTree(content),
    ...checkRegulations(regulations),
    ...checkDisclosures(disclosures, content.find.law),
    ...checkLicences(licences, content.find.law),
  ]
  if (crossed.length > 0) throw new Error(explain(crossed))
  return content
}

function lookups(parts: Pick<Content, 'problems' | 'objects' | 'laws' | 'stations' | 'sections'>): Content['find'] {
  return {
    problem: new Map(parts.problems.map((problem) => [problem.code, problem])),
    object: new Map(parts.objects.map((object) => [object.id, object])),
    law: new Map(parts.laws.map((law) => [law.id, law])),
    station: new Map(parts.stations.map((station) => [station.id, station])),
    street: new Map(
      parts.stations.flatMap((station) => station.streets.map((street) => [street.id, { street, station }])),
    ),
    section: new Map(parts.sections.map((section) => [section.id, section])),
  }
}

function calendarFiles(root: string, mistakes: string[]): string[] {
  try {
    return readdirSync(join(root, 'content', 'calendar'))
      .filter((name) => /^\d{4}\.json$/.test(name))
      .sort()
      .map((name) => `calendar/${name}`)
  } catch {
    mistakes.push('content/calendar: the folder is missing; it holds one file per year, for instance 2026.json')
    return []
  }
}

function readFile<S extends z.ZodType>(folder: string, file: string, schema: S, mistakes: string[]): z.infer<S> | null {
  let value: unknown
  try {
    const text = readFileSync(join(folder, file), 'utf8')
    value = file.endsWith('.json') ? JSON.parse(text) : parse(text)
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    mistakes.push(`content/${file}: ${missing ? 'the file is missing' : `cannot be read: ${reason}`}`)
    return null
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) mistakes.push(`content/${file}: ${where(value, issue.path)}${issue.message}`)
  return null
}

/** "row 4 (P04) title.en: " — counted as an editor counts, with the row's own name when it has one. */
function where(value: unknown, path: PropertyKey[]): string {
  const [first, ...rest] = path
  if (typeof first !== 'number' || !Array.isArray(value))
    return path.length > 0 ? `${path.map(String).join('.')}: ` : ''
  const row: unknown = value[first]
  const name =
    typeof row === 'object' && row !== null ? Object.values(row).find((item) => typeof item === 'string') : null
  return `row ${first + 1}${name ? ` (${name})` : ''} ${rest.map(String).join('.')}: `
}

function explain(mistakes: string[]): string {
  const count = mistakes.length === 1 ? 'one thing' : `${mistakes.length} things`
  return `The content needs a correction before the window can open; ${count} to put right:\n- ${mistakes.join('\n- ')}`
}
