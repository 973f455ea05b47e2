/**
 * Learns how to rank articles from lay questions and their answers, and measures it by cross-validation.
 *
 *   node search/train/main.ts --laws DIR --questions FILE --cv          figures of five folds
 *   node search/train/main.ts --laws DIR --questions FILE --out FILE    fitted on all questions, for shipping
 */
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { createWordCutter } from '../language/words.ts'
import { largest } from '../ranking/best.ts'
import { Collection } from '../ranking/collection.ts'
import { packModel } from '../ranking/model.ts'
import { Ranker } from '../ranking/rank.ts'
import { questionTerms } from '../ranking/terms.ts'
import { fitAll } from './fit.ts'
import { prepare } from './ground.ts'
import type { Asked } from './lore.ts'
import { addQuestion, noFigures, sentence } from './measure.ts'
import { readQuestions } from './read-questions.ts'

const FOLDS = 5
const say = (line: string) => process.stdout.write(`${line}\n`)
const { values: options } = parseArgs({
  options: {
    laws: { type: 'string' },
    questions: { type: 'string' },
    market: { type: 'string' },
    keep: { type: 'string' },
    out: { type: 'string' },
    cv: { type: 'boolean', default: false },
    dims: { type: 'string', default: '256' },
  },
})
if (!options.laws || !options.questions || (!options.cv && !options.out)) {
  say('node search/train/main.ts --laws DIR --questions FILE (--cv | --out FILE) [--market IDS.json] [--keep FILE]')
  process.exit(2)
}

/** The same numbers in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const cutter = createWordCutter(process.cwd())
const { ground, segment, places } = prepare(cutter, options.laws, Number(options.dims), randomFrom(1), options.keep)
const asked: Asked[] = readQuestions(options.questions).map(({ id, text, answers }) => ({
  id,
  text,
  ...questionTerms(cutter, text),
  answers: answers.flatMap((key) => places.get(key) ?? []),
}))
say(`${ground.documents.length} articles, ${asked.length} questions`)

const market = new Set(
  options.market ? (JSON.parse(fs.readFileSync(options.market, 'utf8')) as number[]).map(String) : [],
)
if (options.cv) crossValidate()
if (options.out) {
  const bytes = packModel(fitAll(ground, segment, asked, randomFrom(2)))
  fs.writeFileSync(options.out, bytes)
  say(`${options.out}: ${(bytes.length / 1e6).toFixed(1)} MB`)
}

function crossValidate(): void {
  const random = randomFrom(3)
  const order = asked.map((question) => ({ question, at: random() })).sort((a, b) => a.at - b.at)
  const [all, some, plain] = [noFigures(), noFigures(), noFigures()]
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const mine = order.filter((_, at) => at % FOLDS === fold).map(({ question }) => question)
    const others = order.filter((_, at) => at % FOLDS !== fold).map(({ question }) => question)
    const model = fitAll(ground, segment, others, randomFrom(4 + fold))
    const ranker = new Ranker(model, new Collection(model, [segment]))
    for (const question of mine) {
      const { scores, channels } = ranker.rank(question, null)
      measure(all, question, scores)
      if (market.has(question.id)) measure(some, question, scores)
      measure(plain, question, channels.words)
    }
    say(`fold ${fold + 1}: ${sentence(all)}`)
  }
  say(`all       ${sentence(all)}`)
  if (market.size > 0) say(`market    ${sentence(some)}`)
  say(`words     ${sentence(plain)}`)
}

function measure(figures: ReturnType<typeof noFigures>, { answers }: Asked, scores: Float32Array): void {
  const order = largest(scores, 100)
  addQuestion(
    figures,
    answers.map((answer) => order.indexOf(answer)).filter((place) => place >= 0),
    answers.length,
  )
}
