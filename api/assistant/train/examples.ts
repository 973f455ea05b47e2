/** Everything the linear models learn from, in one shape. The texts stay where they are; only numbers leave. */
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Content } from '../../../content/schema.ts'
import type { Case } from '../evaluation/cases.ts'
import { options, oursWanted } from '../evaluation/judge.ts'
import { normalise } from '../local/normalise.ts'

/** One text with what is known of it; what is unknown is left out. */
export interface Example {
  /** Lower case; words cut apart by blanks where the source comes so. */
  readonly text: string
  readonly weight: number
  readonly department?: string
  readonly ours?: boolean
  /** Acceptable problem codes; the first is the best. */
  readonly problems?: readonly string[]
  /** The case it is, for leaving it out of its own fold. */
  readonly of?: Case
  /** Place in the segmented file, for finding the same message there. */
  readonly row?: number
}

const SEGMENTED = 'taidi2020_C_2_full_segmented_9210.csv.gz'
const SegmentedRow = z.object({ segmented_text: z.string(), 一级标签: z.string() })
/** 商贸旅游: half of its messages are ours; an unlabelled one tells nothing. */
const MIXED = '商贸旅游'
/** Words of our field: an unlabelled message with several of them is no safe example of somebody else's. */
const OUR_FIELD =
  /食品|药品|电梯|消费者|价格|物价|虚假|广告|传销|执照|工商|质监|保健品|过期|退款|商家|欺诈|食堂|假冒|伪劣|质量 问题|乱 收费/g

const labelsOf = (file: string): Map<number, string> =>
  new Map(
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split('\t'))
      .map(([row = '', label = '']) => [Number(row), label]),
  )

const oursOf = (label: string | undefined, row: z.infer<typeof SegmentedRow>): boolean | undefined => {
  if (label !== undefined) return label === '?' ? undefined : label !== '-'
  if (row.一级标签 === MIXED) return undefined
  return (row.segmented_text.match(OUR_FIELD)?.length ?? 0) >= 2 ? undefined : false
}

/** The 9,210 messages cut into words, with their department, and our labels of some of them by row. */
export const segmentedExamples = (folder: string, labels: string): Example[] => {
  const marks = labelsOf(labels)
  const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, SEGMENTED))).toString('utf8')
  return z
    .array(SegmentedRow)
    .parse(parse(text, { columns: true, bom: true }))
    .map((row, at) => {
      const label = marks.get(at)
      const ours = oursOf(label, row)
      return {
        text: row.segmented_text.toLowerCase(),
        weight: label === undefined ? 0.5 : 1,
        row: at,
        department: row.一级标签,
        ...(ours === undefined ? {} : { ours }),
        ...(label !== undefined && /^P/.test(label) ? { problems: [label] } : {}),
      }
    })
}

/** Words of the beginning that are learned once more by themselves. */
const HEAD_WORDS = 14

/** The beginnings of labelled messages: people say there what it is about, and the engine reads them apart too. */
export const headExamples = (examples: readonly Example[]): Example[] =>
  examples
    .filter(({ weight, ours, problems }) => weight === 1 && (ours !== undefined || problems !== undefined))
    .map((each) => ({ ...each, text: each.text.split(/\s+/).slice(0, HEAD_WORDS).join(' '), weight: 0.6 }))

/** Labelled conversations, ours and real. */
export const caseExamples = (cases: readonly Case[]): Example[] =>
  cases.flatMap((each) => {
    const ours = oursWanted(each.expect)
    const problems = options(each.expect['draft.problem']).filter((code) => typeof code === 'string')
    if (ours === undefined && problems.length === 0) return []
    return [
      {
        text: normalise(each.messages.join('\n')).lower,
        weight: 1.5,
        of: each,
        ...(ours === undefined ? {} : { ours }),
        ...(problems.length === 0 ? {} : { problems }),
      },
    ]
  })

/** The complaint tree's own examples and words, and those of matters other bodies own. */
export const contentExamples = (content: Pick<Content, 'problems' | 'otherBodies'>): Example[] => [
  ...content.problems.flatMap(({ code, examples, keywords }) => [
    ...[...examples.zh, ...examples.en].map((text) => ({
      text: text.toLowerCase(),
      weight: 1,
      ours: true,
      problems: [code],
    })),
    { text: keywords.zh.join(' ').toLowerCase(), weight: 1, ours: true, problems: [code] },
  ]),
  ...content.otherBodies.map(({ keywords }) => ({ text: keywords.join(' ').toLowerCase(), weight: 1, ours: false })),
]

/** Sentences written for training only: problem code or `-`, tab, sentence. */
export const phraseExamples = (file: string): Example[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^(?:P\d\d|-)\t/.test(line))
    .map((line) => line.split('\t'))
    .map(([code = '', text = '']) => ({
      text: normalise(text).lower,
      weight: 1.5,
      ours: code !== '-',
      ...(code === '-' ? {} : { problems: [code] }),
    }))

/** Rows of the segmented file that are the same message as a real case: its first words stand in the case in order. */
export const sameMessage = (segmented: readonly Example[], real: readonly Case[]): Map<number, Case> => {
  const twins = new Map<number, Case>()
  const texts = real.map((each) => ({ each, text: normalise(each.messages[0] ?? '').lower }))
  for (const { text, row } of segmented) {
    const words = text
      .split(/\s+/)
      .filter((word) => word.length >= 2)
      .slice(0, 14)
    const twin = texts.find(({ text: whole }) => inOrder(words, whole))
    if (twin !== undefined && row !== undefined) twins.set(row, twin.each)
  }
  return twins
}

const inOrder = (words: readonly string[], whole: string): boolean => {
  let from = 0
  let missed = 0
  for (const word of words) {
    const at = whole.indexOf(word, from)
    if (at < 0 || at - from > 120) missed++
    else from = at + word.length
    if (missed > 1) return false
  }
  return words.length >= 4
}
