/** Trains every model of the local engine, once on everything and once per fold with that fold left out. */
import type { Content } from '../../../content/schema.ts'
import type { Case } from '../evaluation/cases.ts'
import type { Finds } from '../evaluation/score.ts'
import { extractFacts } from '../local/extract.ts'
import { intentSigns, intentsByRules } from '../local/intent.ts'
import { buildLexicon, type Lexicon } from '../local/lexicon.ts'
import type { PackedModel } from '../local/linear.ts'
import { type Models, modelsFrom, type Scope, type ScopeWeights } from '../local/models.ts'
import { normalise } from '../local/normalise.ts'
import { otherBodyScores } from '../local/other-bodies.ts'
import { LETTER, scopeSigns, scoreOfLetter } from '../local/scope.ts'
import { readSigns } from '../local/signs.ts'
import { DANGER_LABELS, dangerExamples, everydayTexts, reviews } from './danger-examples.ts'
import {
  caseExamples,
  contentExamples,
  type Example,
  headExamples,
  phraseExamples,
  sameMessage,
  segmentedExamples,
} from './examples.ts'
import { fitModel, type Labelled } from './fit-model.ts'
import { fitScopes } from './fit-scope.ts'

/** Everything training needs; `folder` and `labels` name the segmented messages and our labels of them. */
export interface TrainingData {
  readonly content: Content
  readonly real: readonly Case[]
  readonly own: readonly Case[]
  readonly folder: string
  readonly labels: string
  /** File of sentences for training only. */
  readonly phrases: string
  /** File of emergencies and look-alikes for training only. */
  readonly dangers: string
  /** Grammars that more of them are made from. */
  readonly dangerFrames: readonly string[]
}

/** Trained models as they ship. */
export interface PackedModels {
  readonly dangers: PackedModel
  readonly departments: PackedModel
  readonly intents: PackedModel
  readonly ours: PackedModel
  readonly problems: PackedModel
  readonly scope: Scope
}

/** Models for everything, and for each fold the models that never saw it. */
export interface Trained {
  readonly all: PackedModels
  readonly folds: readonly PackedModels[]
  readonly foldOf: ReadonlyMap<Case, number>
  /** Ours or not on the labelled messages cut into words, each by the fold that never saw it. */
  readonly segmented: readonly Finds[]
  /** Sentences of the file of emergencies, each with the fold that never saw it. */
  readonly sentences: readonly { readonly text: string; readonly urgent: boolean; readonly fold: number }[]
}

export const FOLDS = 5
const SOURCE = 'taidi2020 C_2 (9,210 messages) and our own cases; learned numbers only'
const INTENT_LABELS = ['complaint', 'report', 'consultation', 'help', 'suggestion', 'praise', 'licence']
const TEXT_ONLY: ScopeWeights = { weights: { text: 1 }, bias: 0 }
const NO_SCOPE: Scope = { short: TEXT_ONLY, letter: TEXT_ONLY }

const labelled = (examples: readonly Example[], labelOf: (example: Example) => number): Labelled[] =>
  examples.flatMap((example) => {
    const label = labelOf(example)
    return label < 0 ? [] : [{ text: example.text, label, weight: example.weight }]
  })

const intentExamples = (
  cases: readonly Case[],
  today: string,
  lexicon: Lexicon,
): { of: Case; text: string; label: number }[] =>
  cases.flatMap((each) => {
    const wanted = each.expect['intent']
    const first = typeof wanted === 'string' ? wanted : firstOf(wanted)
    const label = INTENT_LABELS.indexOf(first)
    const message = normalise(each.messages[0] ?? '')
    const signs = readSigns(message.lower, extractFacts(message, each.today ?? today, lexicon), lexicon)
    const text = `${message.lower} ${intentSigns(message.lower, signs, intentsByRules(message.lower, signs))}`
    return label < 0 || each.messages.length > 1 ? [] : [{ of: each, text, label }]
  })

const firstOf = (wanted: unknown): string => {
  const list: unknown = typeof wanted === 'object' && wanted !== null ? Reflect.get(wanted, 'oneOf') : undefined
  return Array.isArray(list) && typeof list[0] === 'string' ? list[0] : ''
}

/** Messages put in twice or about one matter begin alike; they must not stand on both sides of a fold. */
const foldOfText = (text: string): number => {
  let sum = 7
  for (const char of text
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, 3)
    .join(' '))
    sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return sum % FOLDS
}

const foldOfSentence = (sentence: string | undefined): number => (sentence === undefined ? -1 : foldOfText(sentence))

/** A real message counts more than one cut into words without its stops. */
const REAL_WEIGHT = 3

/** Trains; minutes. `say` reports progress. */
export const trainModels = (data: TrainingData, say: (line: string) => void): Trained => {
  const cases = [...data.real, ...data.own]
  const foldOf = new Map(cases.map((each, at) => [each, (at * 7919) % FOLDS]))
  const segmented = segmentedExamples(data.folder, data.labels)
  const twins = sameMessage(segmented, data.real)
  const departments = [...new Set(segmented.flatMap(({ department }) => department ?? []))]
  const codes = data.content.problems.map(({ code }) => code)
  const plain = buildLexicon(data.content, modelsFrom(EMPTY))
  const ofCases = caseExamples(cases)
  const ofContent = [...contentExamples(data.content), ...phraseExamples(data.phrases)]
  const everyday = [
    ...everydayTexts(segmented),
    ...reviews(data.folder).map((text) => ({ text, weight: 0.3 })),
    ...ofContent.map(({ text }) => ({ text, weight: 1 })),
  ]
  const ofDangers = dangerExamples(data.dangers, data.dangerFrames, data.own, everyday, plain)
  const ofIntents = intentExamples(cases, TODAY, plain)
  const foldOfRow = ({ row, text }: Example): number => {
    const twin = twins.get(row ?? -1)
    return (twin === undefined ? undefined : foldOf.get(twin)) ?? foldOfText(text)
  }
  const fitWithout = (fold: number | undefined): PackedModels => {
    const left = (of: Case | undefined): boolean => fold !== undefined && of !== undefined && foldOf.get(of) === fold
    const messages = segmented.filter((each) => foldOfRow(each) !== fold)
    const examples = [...messages, ...headExamples(messages), ...ofCases.filter(({ of }) => !left(of)), ...ofContent]
    say(fold === undefined ? 'everything' : `without fold ${fold + 1}`)
    return {
      dangers: fitModel(
        ofDangers.filter(
          ({ of, sentence, frame }) => !left(of) && (fold === undefined || foldOfSentence(sentence ?? frame) !== fold),
        ),
        DANGER_LABELS,
        SOURCE,
        {
          least: 3,
          most: 32_000,
          fit: { passes: 16, step: 0.3, decay: 1e-6, drop: 0.4 },
        },
      ),
      departments: fitModel(
        labelled(messages, (each) => departments.indexOf(each.department ?? '')),
        departments,
        SOURCE,
        { least: 4, most: 16_000 },
      ),
      ours: fitModel(
        labelled(examples, ({ ours }) => (ours === undefined ? -1 : ours ? 1 : 0)),
        ['no', 'yes'],
        SOURCE,
        { most: 24_000 },
      ),
      problems: fitModel(
        labelled(examples, ({ problems }) => codes.indexOf(problems?.[0] ?? '')),
        codes,
        SOURCE,
        { least: 2, most: 12_000, fit: { passes: 12, step: 0.3, decay: 1e-5 } },
      ),
      intents: fitModel(
        ofIntents.filter(({ of }) => !left(of)).map(({ text, label }) => ({ text, label, weight: 1 })),
        INTENT_LABELS,
        SOURCE,
        { least: 2, most: 6000, fit: { passes: 15, step: 0.3, decay: 1e-4 } },
      ),
      scope: NO_SCOPE,
    }
  }
  const folds = Array.from({ length: FOLDS }, (_, fold) => fitWithout(fold))
  const lexicons = folds.map((packed) => buildLexicon(data.content, modelsFrom(packed)))
  const rows = ofCases.flatMap(({ of, ours }) => {
    const fold = of === undefined ? undefined : foldOf.get(of)
    const lexicon = fold === undefined ? undefined : lexicons[fold]
    if (of === undefined || ours === undefined || lexicon === undefined) return []
    const text = normalise(of.messages[0] ?? '').lower
    const weight = of.family === 'real' ? REAL_WEIGHT : 1
    return [{ fold, values: signsOf(text, of.today, lexicon), ours, weight, letter: text.length >= LETTER }]
  })
  const ofSegmented = segmented
    .filter(({ row, weight }) => weight === 1 && !twins.has(row ?? -1))
    .flatMap((each) => {
      const fold = foldOfRow(each)
      const lexicon = lexicons[fold]
      const text = each.text.replaceAll(' ', '')
      if (each.ours === undefined || lexicon === undefined || text.length < LETTER) return []
      return [{ fold, values: signsOf(text, undefined, lexicon), ours: each.ours, weight: 1, letter: true }]
    })
  const every = [...rows, ...ofSegmented]
  const scopes = folds.map((_, fold) => fitScopes(every.filter((row) => row.fold !== fold)))
  return {
    foldOf,
    folds: folds.map((packed, fold) => ({ ...packed, scope: scopes[fold] ?? NO_SCOPE })),
    all: { ...fitWithout(undefined), scope: fitScopes(every) },
    sentences: ofDangers.flatMap(({ sentence, label }) =>
      sentence === undefined ? [] : [{ text: sentence, urgent: label > 0, fold: foldOfSentence(sentence) }],
    ),
    segmented: ofSegmented.map(({ fold, values, ours }) => {
      const found = scoreOfLetter(values, scopes[fold] ?? NO_SCOPE) > 0
      return { hit: found && ours ? 1 : 0, missed: !found && ours ? 1 : 0, falsely: found && !ours ? 1 : 0 }
    }),
  }
}

const TODAY = '2026-11-22'
const NONE: PackedModel = { source: '', labels: ['no', 'yes'], terms: '', weights: '', step: 1, bias: [0, 0] }
const EMPTY = { dangers: NONE, departments: NONE, intents: NONE, ours: NONE, problems: NONE, scope: NO_SCOPE }

const signsOf = (text: string, today: string | undefined, lexicon: Lexicon): Record<string, number> => {
  const message = normalise(text)
  const signs = readSigns(message.lower, extractFacts(message, today ?? TODAY, lexicon), lexicon)
  const best = Math.max(0, ...otherBodyScores(message.lower, lexicon).values())
  return scopeSigns(message.lower, signs, best, lexicon)
}

/** Models ready for use, for measuring. */
export const modelsOf = (packed: PackedModels): Models => modelsFrom(packed)
