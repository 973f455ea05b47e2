/** What the model of emergencies learns from: our own sentences and cases, and real messages as what is none. */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Case } from '../evaluation/cases.ts'
import { dangerSigns } from '../local/danger-signs.ts'
import { inStandard } from '../local/dialect.ts'
import { findEmergencies } from '../local/emergency.ts'
import type { Lexicon } from '../local/lexicon.ts'
import { normalise } from '../local/normalise.ts'
import { madeSentences } from './danger-frames.ts'
import type { Labelled } from './fit-model.ts'

/** `no` first, then the kinds of emergency in `content/`. */
export const DANGER_LABELS = ['no', 'fire', 'medical', 'police', 'traffic']
/** Longer messages tell what has been; the model reads short ones only. */
const LONGEST = 200
/** A shorter review says nothing. */
const SHORTEST = 6

/** A sentence made by the grammar counts less than one a person wrote. */
const MADE = 0.4

/** A labelled text, and the case it comes from; a sentence for training only has none. */
export type DangerExample = Labelled & { readonly of?: Case; readonly sentence?: string; readonly frame?: string }

const ofFile = (file: string): DangerExample[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^(?:-|[a-z]+)\t/.test(line))
    .map((line) => line.split('\t'))
    .map(([kind = '', text = '']) => ({
      sentence: normalise(text).lower,
      text: normalise(text).lower,
      label: kind === '-' ? 0 : DANGER_LABELS.indexOf(kind),
      weight: 1.5,
    }))

const ofGrammar = (file: string): DangerExample[] =>
  madeSentences(file).map(({ kind, frame, text }) => ({
    frame,
    text: normalise(text).lower,
    label: kind === '-' ? 0 : DANGER_LABELS.indexOf(kind),
    weight: MADE,
  }))

/** Every so many-th review is learned from; the rest are for counting false alarms. */
const EVERY_REVIEW = 4
/** Place of the first review learned from. */
const FIRST_REVIEW = 1

/** Reviews of takeaways, short and none an emergency: those learned from, or a part kept for measuring. */
export const reviews = (folder: string, kept = false): string[] =>
  z
    .array(z.object({ review: z.string() }))
    .parse(
      parse(fs.readFileSync(path.join(folder, 'waimai_reviews_12k.csv')), {
        columns: true,
        bom: true,
        relax_quotes: true,
      }),
    )
    .flatMap(({ review }, at) =>
      at % EVERY_REVIEW === (kept ? 0 : FIRST_REVIEW) && review.length > SHORTEST ? [normalise(review).lower] : [],
    )

/** Every so many-th real message is an example of no emergency, two more of them by their first words only. */
const EVERY = 6
const FIRST_WORDS = 24

/** Messages of everyday matters, put together again from their words: whole ones, and beginnings as short as people type. */
export const everydayTexts = (segmented: readonly { readonly text: string }[]): { text: string; weight: number }[] =>
  segmented.flatMap(({ text }, at) => {
    const words = text.split(/\s+/)
    if (at % EVERY === 0) return [{ text: words.join(''), weight: 0.8 }]
    return at % EVERY < 3 ? [{ text: words.slice(0, FIRST_WORDS).join(''), weight: 0.8 }] : []
  })

/** `family` of an emergency names its kind where no rule tells it. `others` are texts of any matter, none of them an emergency. */
export const dangerExamples = (
  file: string,
  grammars: readonly string[],
  cases: readonly Case[],
  others: readonly { readonly text: string; readonly weight: number }[],
  lexicon: Lexicon,
): DangerExample[] =>
  [
    ...ofFile(file),
    ...grammars.flatMap(ofGrammar),
    ...cases.flatMap((each) => {
      const text = normalise(each.messages.join('\n')).lower
      const urgent = each.expect['emergency'] === true
      const kind = each.family ?? findEmergencies(text, lexicon)[0]?.id
      if (urgent && kind === undefined) return []
      if (!urgent && (text.length > LONGEST || each.expect['intent'] === 'emergency')) return []
      return [{ of: each, text, label: urgent ? DANGER_LABELS.indexOf(kind ?? '') : 0, weight: 1 }]
    }),
    ...others.map(({ text, weight }) => ({ text: text.slice(0, LONGEST), label: 0, weight })),
  ].map((each) => {
    const text = inStandard(each.text)
    return { ...each, text: `${text} ${dangerSigns(text)}` }
  })
