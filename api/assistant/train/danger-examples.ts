/** What the model of emergencies learns from: our own sentences and cases, and real messages as what is none. */
import fs from 'node:fs'
import type { Case } from '../evaluation/cases.ts'
import { findEmergencies } from '../local/emergency.ts'
import type { Lexicon } from '../local/lexicon.ts'
import { normalise } from '../local/normalise.ts'
import type { Labelled } from './fit-model.ts'

/** `no` first, then the kinds of emergency in `content/`. */
export const DANGER_LABELS = ['no', 'fire', 'medical', 'police', 'traffic']
/** Longer messages tell what has been; the model reads short ones only. */
const LONGEST = 200

/** A labelled text, and the case it comes from. */
export type DangerExample = Labelled & { readonly of?: Case }

const ofFile = (file: string): DangerExample[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^(?:-|[a-z]+)\t/.test(line))
    .map((line) => line.split('\t'))
    .map(([kind = '', text = '']) => ({
      text: normalise(text).lower,
      label: kind === '-' ? 0 : DANGER_LABELS.indexOf(kind),
      weight: 1.5,
    }))

/** `others` are texts of any matter, none of them an emergency. */
export const dangerExamples = (
  file: string,
  cases: readonly Case[],
  others: readonly string[],
  lexicon: Lexicon,
): DangerExample[] => [
  ...ofFile(file),
  ...cases.flatMap((each) => {
    const text = normalise(each.messages.join('\n')).lower
    const urgent = each.expect['emergency'] === true
    const kind = findEmergencies(text, lexicon)[0]?.id
    if (urgent && kind === undefined) return []
    if (!urgent && (text.length > LONGEST || each.expect['intent'] === 'emergency')) return []
    return [{ of: each, text, label: urgent ? DANGER_LABELS.indexOf(kind ?? '') : 0, weight: 1 }]
  }),
  ...others.map((text) => ({ text: text.slice(0, LONGEST), label: 0, weight: 0.3 })),
]
