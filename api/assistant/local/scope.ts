import type { Lexicon } from './lexicon.ts'
import { type LinearModel, softmax } from './linear.ts'
import type { Scope, ScopeWeights } from './models.ts'
import { otherBodyScores } from './other-bodies.ts'
import { scoreByRules } from './problem.ts'
import type { Signs } from './signs.ts'

/** Characters of the beginning that are read once more by themselves: people say there what it is about. */
const HEAD = 60
/** What words alone show counts in full up to this length; in a letter there are words of everything. */
const SHORT = 100
/** The department of the training data in which trade and consumers stand. */
const TRADE = '商贸旅游'

const margin = (scores: Float64Array): number => (scores[1] ?? 0) - (scores[0] ?? 0)
const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value))
const on = (sign: boolean): number => (sign ? 1 : 0)

/** The title of a letter, and how it ends: with what is asked of whom. */
const TITLE = 30
const ENDING = 80
/** A shorter sentence says nothing by itself. */
const SENTENCE = 8

/** How surely each sentence speaks of ours, surest first; a text without sentences counts as one. */
const sentenceMargins = (lower: string, ours: LinearModel): number[] => {
  const sentences = lower.split(/[。!?\n]/).filter((each) => each.length >= SENTENCE)
  const margins = (sentences.length === 0 ? [lower] : sentences).map((each) => margin(ours.score(each)))
  return margins.sort((a, b) => b - a)
}

/** The signs that tell whether a matter is ours, as numbers; names are the keys of the trained weights. */
export const scopeSigns = (
  lower: string,
  signs: Signs,
  otherBody: number,
  lexicon: Lexicon,
): Record<string, number> => {
  const { ours, departments, problems } = lexicon.models
  const head = lower.slice(0, HEAD)
  const long = Math.log(Math.max(1, lower.length)) - 4
  const byDepartment = departments.score(lower)
  const trade = softmax(byDepartment)[departments.labels.indexOf(TRADE)] ?? 0
  const byProblem = problems.score(lower)
  const text = clamp(margin(ours.score(lower)), 8) / 2
  const sentences = sentenceMargins(lower, ours)
  const opening = clamp(margin(ours.score(head)), 8) / 2
  const letter = Math.max(0, long)
  const short = Math.min(1, SHORT / Math.max(1, lower.length))
  const problem = (Math.min(6, signs.problem) / 2) * short
  return {
    text,
    head: opening,
    textOfLetter: text * letter,
    trade: trade * 2 - 1,
    tradeOfLetter: (trade * 2 - 1) * letter,
    problem,
    problemInHead: Math.min(6, scoreByRules(head, lexicon)[0]?.score ?? 0) / 2,
    otherBody: Math.min(6, otherBody) / 2,
    otherBodyInHead: Math.min(6, Math.max(0, ...otherBodyScores(head, lexicon).values())) / 2,
    otherBodyWhenShort: (Math.min(6, otherBody) / 2) * short,
    complaintWord: on(signs.complaintWord) * short,
    reportWord: on(signs.reportWord) * short,
    bought: on(signs.bought) * short,
    dispute: on(signs.dispute) * short,
    boughtAndDispute: on(signs.bought && signs.dispute) * short,
    asked: on(signs.asked) * short,
    publicWrong: on(signs.publicWrong) * short,
    licence: on(signs.licence) * short,
    named: on(signs.named) * short,
    letter,
    tiny: Math.max(0, -long),
    title: margin(ours.score(lower.slice(0, TITLE))),
    ending: margin(ours.score(lower.slice(-ENDING))),
    bestSentence: sentences[0] ?? 0,
    secondSentence: sentences[1] ?? sentences[0] ?? 0,
    meanSentence: sentences.reduce((sum, each) => sum + each, 0) / Math.max(1, sentences.length),
    bestProblem: Math.max(...byProblem),
    clearProblem: Math.max(...softmax(byProblem)),
    ...Object.fromEntries([...byDepartment].map((score, at) => [`department${at}`, score])),
    foreign: on(/[a-z]{2,}/.test(lower) && !/[\u4e00-\u9fff]{2}/.test(lower)),
  }
}

/** A text this long is a letter; letters are weighed by weights of their own. */
export const LETTER = 100

/**
 * A matter taken in wrongly is passed on by a person; one sent away wrongly is lost to us. So a letter counts as ours from
 * this much below even odds (logit).
 */
const BENEFIT_OF_DOUBT = 0.8

const weighted = (values: Readonly<Record<string, number>>, { weights, bias }: ScopeWeights): number =>
  Object.entries(values).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), bias)

/** How surely the matter of a letter is ours: above zero it is. */
export const scoreOfLetter = (values: Readonly<Record<string, number>>, scope: Scope): number =>
  weighted(values, scope.letter) + BENEFIT_OF_DOUBT

/** How surely a matter is ours: above zero it is. */
export const scopeScore = (lower: string, values: Readonly<Record<string, number>>, lexicon: Lexicon): number =>
  lower.length >= LETTER ? scoreOfLetter(values, lexicon.models.scope) : weighted(values, lexicon.models.scope.short)
