/** Case files of the evaluation (`contract.md`): conversations in our own words, and labels of real messages by id. */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/**
 * One conversation. A value `{ "oneOf": […] }` accepts each of several readings. `expect` paths are those of the answer (`intent`, `draft.…`, `drafts.1.…`) and the signs `ours`,
 * `emergency` and `attack`; `null` means: must be empty. `today` is the day it was said, `asked` the field asked for
 * before the message of that index.
 */
export const Case = z.strictObject({
  id: z.string().optional(),
  family: z.string().optional(),
  today: z.iso.date().optional(),
  messages: z.array(z.string()).min(1),
  asked: z.record(z.string(), z.string()).optional(),
  expect: z.record(z.string(), z.unknown()),
})
export type Case = z.infer<typeof Case>

/** A label of one real message: no text, only its id; `name` counts characters of subject, line break, message. */
const RealLabel = z.strictObject({
  id: z.string(),
  ours: z.boolean(),
  intent: z.array(z.string()).optional(),
  problem: z.array(z.string()).optional(),
  name: z.tuple([z.int(), z.int()]).nullable().optional(),
  amountYuan: z.string().nullable().optional(),
  occurredOn: z.iso.date().nullable().optional(),
  requests: z.array(z.string()).optional(),
})
type RealLabel = z.infer<typeof RealLabel>

/** Day our own cases are told on when they do not say: a Sunday. */
export const CASES_TODAY = '2026-11-22'

const lines = (file: string): unknown[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))

/** Every case of a file, or of all `.jsonl` files of a folder. */
export const readCases = (place: string): Case[] =>
  fs.statSync(place).isDirectory()
    ? fs
        .readdirSync(place)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .flatMap((name) => readCases(path.join(place, name)))
    : lines(place).map((line) => Case.parse(line))

const CSV = 'taidi2020_C_2_labelled_495.csv'
const OPTIONS = { columns: true, bom: true } as const
const Row = z.looseObject({ 留言编号: z.string(), 留言主题: z.string(), 留言时间: z.string(), 留言详情: z.string() })

const dayOf = (time: string): string => {
  const [year = '', month = '', day = ''] = time.split(/[/\s-]/)
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const oneOf = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : { oneOf: values })

const expectOf = (label: RealLabel, text: string): Record<string, unknown> => ({
  ours: label.ours,
  ...(label.intent === undefined ? {} : { intent: oneOf(label.intent) }),
  ...(label.problem === undefined ? {} : { 'draft.problem': oneOf(label.problem) }),
  ...(label.name === undefined
    ? {}
    : { 'draft.respondent.name': label.name === null ? null : text.slice(...label.name) }),
  ...(label.amountYuan === undefined ? {} : { 'draft.purchase.amountYuan': label.amountYuan }),
  ...(label.occurredOn === undefined ? {} : { 'draft.occurredOn': label.occurredOn }),
  ...(label.requests === undefined ? {} : { 'draft.requests': label.requests }),
})

/** The labelled real messages, joined with their text in a data folder that is not part of this project. */
export const readRealCases = (labels: string, folder: string): Case[] => {
  const rows = new Map(
    z
      .array(Row)
      .parse(parse(fs.readFileSync(path.join(folder, CSV)), OPTIONS))
      .map((row) => [row.留言编号, row]),
  )
  return lines(labels).flatMap((line) => {
    const label = RealLabel.parse(line)
    const row = rows.get(label.id)
    if (row === undefined) return []
    const text = `${row.留言主题.trim()}\n${row.留言详情.trim()}`
    return [
      { id: label.id, family: 'real', today: dayOf(row.留言时间), messages: [text], expect: expectOf(label, text) },
    ]
  })
}
