/** What questions teach: which law words a question word goes with, which articles and laws it leads to, where in the term space its answers lie. */
import { quantise, type RankedDocument } from '../ranking/build-segment.ts'
import type { QuestionLore, RankingModel, Table } from '../ranking/model.ts'
import type { Segment } from '../ranking/segment.ts'
import type { QuestionTerms } from '../ranking/terms.ts'
import { fitMap } from './map.ts'

/** A question with its terms and the places of the articles that answer it. */
export interface Asked extends QuestionTerms {
  id: string
  text: string
  answers: readonly number[]
}

/** The part of training that no question touches. */
export interface Ground {
  background: RankingModel['background']
  space: RankingModel['space']
  documents: readonly RankedDocument[]
  /** Per document: article key, law key, background terms of its text and title. */
  keys: readonly string[]
  laws: readonly string[]
  terms: readonly Uint32Array[]
  segment: Segment
}

/** Pairs of characters are weaker than words. */
export const PAIRS = 0.5
const EXPANSIONS = { from: 2, leap: 2, most: 50, common: 0.1 }
/** Terms kept of all questions that one article answers together: a question cannot be put together from them. */
const TERMS_OF_ANSWER = 12
/** Questions that a law is taken to have had before the first. */
const UNASKED = 0.05

export function fitModel(ground: Ground, asked: readonly Asked[]): RankingModel {
  const terms = new Map<string, number>()
  const questionsWith: number[] = []
  for (const { words, pairs } of asked)
    for (const term of [...words, ...pairs]) {
      const id = terms.get(term) ?? terms.size
      terms.set(term, id)
      questionsWith[id] = (questionsWith[id] ?? 0) + 1
    }
  const weight = Float32Array.from(questionsWith, (number) => Math.log(1 + asked.length / (number + 0.5)))
  const articles = [...new Set(asked.flatMap(({ answers }) => answers))]
  const articleIds = new Map(articles.map((place, id) => [place, id]))
  const laws = [...new Set(articles.map((place) => ground.laws[place] ?? ''))]
  const lawIds = new Map(laws.map((law, id) => [law, id]))
  const lawOf = (place: number) => lawIds.get(ground.laws[place] ?? '') ?? 0
  const lawCounts = new Float32Array(laws.length)
  for (const { answers } of asked)
    for (const [law, share] of sharesOf(answers.map(lawOf))) lawCounts[law] = (lawCounts[law] ?? 0) + share
  const all = asked.length + UNASKED * new Set(ground.laws).size
  const asks = new Float32Array(articles.length)
  for (const { answers } of asked)
    for (const place of answers) asks[articleIds.get(place) ?? 0] = (asks[articleIds.get(place) ?? 0] ?? 0) + 1
  const lore: QuestionLore = {
    terms,
    weight,
    expansions: tableOf(terms.size, expansions(ground, asked, terms)),
    answers: tableOf(terms.size, answerTerms(asked, terms, weight, articleIds)),
    laws: tableOf(terms.size, lawTerms(asked, terms, lawOf)),
    asked: Float32Array.from(questionsWith),
    map: new Int8Array(terms.size * ground.space.dims),
    mapScale: new Float32Array(terms.size),
  }
  const model: RankingModel = {
    background: ground.background,
    space: ground.space,
    lore,
    laws,
    lawShare: lawCounts.map((count) => (count + UNASKED) / all),
    otherShare: UNASKED / all,
    articles: articles.map((place) => ground.keys[place] ?? ''),
    asked: asks,
    articleLaw: Uint32Array.from(articles, lawOf),
    forest: null,
  }
  writeMap(ground, model, asked)
  return model
}

function sharesOf(laws: readonly number[]): [number, number][] {
  const unique = [...new Set(laws)]
  return unique.map((law) => [law, 1 / unique.length])
}

type Rows = Map<number, Map<number, number>>

function add(rows: Rows, row: number, which: number, weight: number): void {
  const entries = rows.get(row) ?? new Map<number, number>()
  rows.set(row, entries)
  entries.set(which, (entries.get(which) ?? 0) + weight)
}

/** Law words that stand far oftener in the answers to questions with a word than elsewhere. */
function expansions(
  { background, terms: textTerms }: Ground,
  asked: readonly Asked[],
  terms: ReadonlyMap<string, number>,
): Rows {
  const usable = background.list.map(
    (term, id) =>
      term.length > 1 &&
      /^[\u4e00-\u9fff]/.test(term) &&
      (background.frequency[id] ?? 0) < background.documents * EXPANSIONS.common,
  )
  const together: Rows = new Map()
  const questions = new Map<number, number>()
  for (const { words, answers } of asked) {
    const expected = new Set(answers.flatMap((place) => [...(textTerms[place] ?? [])].filter((term) => usable[term])))
    for (const word of words) {
      const id = terms.get(word) ?? 0
      questions.set(id, (questions.get(id) ?? 0) + 1)
      for (const term of expected) add(together, id, term, 1)
    }
  }
  const own = [...terms.keys()]
  const rows: Rows = new Map()
  for (const [word, entries] of together) {
    const count = questions.get(word) ?? 0
    if (count < EXPANSIONS.from) continue
    const kept: [number, number][] = []
    for (const [term, both] of entries) {
      if (both < 2 || background.list[term] === own[word]) continue
      const share = both / (count + 1)
      const leap = Math.log((share * background.documents) / ((background.frequency[term] ?? 0) + 1))
      if (leap > EXPANSIONS.leap) kept.push([term, share * leap])
    }
    rows.set(word, new Map(kept.sort((a, b) => b[1] - a[1]).slice(0, EXPANSIONS.most)))
  }
  return rows
}

/** Question words that lead to an article: the strongest of all questions it answers. */
function answerTerms(
  asked: readonly Asked[],
  terms: ReadonlyMap<string, number>,
  weight: Float32Array,
  articles: ReadonlyMap<number, number>,
): Rows {
  const rows: Rows = new Map()
  for (const { words, answers } of asked) {
    const weights = words.map((word) => [terms.get(word) ?? 0, weight[terms.get(word) ?? 0] ?? 0] as const)
    const length = Math.hypot(...weights.map(([, value]) => value)) || 1
    const kept = [...weights].sort((a, b) => b[1] - a[1]).slice(0, TERMS_OF_ANSWER)
    for (const place of answers)
      for (const [term, value] of kept) add(rows, term, articles.get(place) ?? 0, value / length)
  }
  return rows
}

function lawTerms(asked: readonly Asked[], terms: ReadonlyMap<string, number>, lawOf: (place: number) => number): Rows {
  const rows: Rows = new Map()
  for (const { words, answers } of asked)
    for (const word of words)
      for (const [law, share] of sharesOf(answers.map(lawOf))) add(rows, terms.get(word) ?? 0, law, share)
  return rows
}

function tableOf(size: number, rows: Rows): Table {
  const offsets = new Uint32Array(size + 1)
  const which: number[] = []
  const weights: number[] = []
  for (let row = 0; row < size; row += 1) {
    for (const [id, weight] of rows.get(row) ?? []) {
      which.push(id)
      weights.push(weight)
    }
    offsets[row + 1] = which.length
  }
  return { offsets, which: Uint32Array.from(which), weights: Float32Array.from(weights) }
}

function writeMap(ground: Ground, { lore, space }: RankingModel, asked: readonly Asked[]): void {
  const { dims } = space
  for (const [term, vector] of fitMap(ground, lore, asked)) {
    lore.mapScale[term] = Math.hypot(...vector) * quantise(vector, lore.map.subarray(term * dims, (term + 1) * dims))
  }
}
