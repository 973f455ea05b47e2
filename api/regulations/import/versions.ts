/** Whether two texts are the same version of a law, and which of them to keep: by the texts alone. */
import { createHash } from 'node:crypto'
import { beginningIn } from './facts.ts'

/** A text as far as it is needed to compare it. */
export interface TextMarks {
  /** One mark an article; equal words give equal marks, spaces and punctuation aside. */
  articles: number[]
  /** How many of them are articles (条), not annexes or sections. */
  numbered: number
  paragraphs: number
  length: number
  /** Day its last article says it began; that of the first version where later ones only changed articles. */
  saidOn: string | null
}

export interface Comparison {
  /** `equal`: the same words; otherwise the one to keep. */
  verdict: 'equal' | 'first' | 'second'
  /** Share of the articles of the longer text that stand in the other. */
  share: number
  /** For the report. */
  reason: string
}

/** Share of equal articles from which an undated text is taken for a version at hand. */
const SAME_TEXT = 0.9
const BESIDE_WORDS = /[\s\p{P}\p{S}]/gu

export function marksOf(articles: readonly { number: string; text: string }[]): TextMarks {
  return {
    articles: articles.map(({ number, text }) =>
      markOf(`${number}:${text.normalize('NFKC').replace(BESIDE_WORDS, '')}`),
    ),
    numbered: articles.filter(({ number }) => number !== '').length,
    paragraphs: articles.reduce((sum, { text }) => sum + text.split('\n').length, 0),
    length: articles.reduce((sum, { text }) => sum + text.length, 0),
    saidOn: beginningIn(articles.findLast(({ number }) => number !== '')?.text ?? ''),
  }
}

export const joinMarks = (parts: readonly TextMarks[]): TextMarks => ({
  articles: parts.flatMap(({ articles }) => articles),
  numbered: parts.reduce((sum, { numbered }) => sum + numbered, 0),
  paragraphs: parts.reduce((sum, { paragraphs }) => sum + paragraphs, 0),
  length: parts.reduce((sum, { length }) => sum + length, 0),
  saidOn: parts.at(-1)?.saidOn ?? null,
})

const markOf = (text: string) => createHash('md5').update(text).digest().readUIntBE(0, 6)

/** More articles, then more paragraphs, then more words win; the first of two that weigh the same stays. */
export function compare(first: TextMarks, second: TextMarks): Comparison {
  const known = new Set(first.articles)
  const common = second.articles.filter((mark) => known.has(mark)).length
  const most = Math.max(first.articles.length, second.articles.length, 1)
  const share = common / most
  const equal = common === first.articles.length && common === second.articles.length
  const steps = [
    { by: '条数', en: 'articles', a: first.numbered, b: second.numbered },
    { by: '段落数', en: 'paragraphs', a: first.paragraphs, b: second.paragraphs },
    { by: '字数', en: 'characters', a: first.length, b: second.length },
  ]
  const step = steps.find(({ a, b }) => a !== b)
  const verdict = step && step.b > step.a ? 'second' : 'first'
  // Equal words, but only one of them keeps its paragraphs: that one is better all the same.
  if (equal && (step === undefined || second.paragraphs <= first.paragraphs))
    return { verdict: 'equal', share, reason: `内容相同（${common} 条）/ the same words (${common} articles)` }
  const weighed = step
    ? `取${step.by}多的（${Math.max(step.a, step.b)} 比 ${Math.min(step.a, step.b)}）/ the one with more ${step.en} is kept`
    : '分量相同，取先读到的 / of equal weight, the first is kept'
  return { verdict, share, reason: `${common} / ${most} 条相同，${weighed}` }
}

interface Dated {
  effectiveOn: string | null
  dated: boolean
  marks: TextMarks
}

/**
 * Which of the versions at hand a text is. A text that does not say so itself (`dated` false) is the one it reads like;
 * `unknown` when it reads like none and may be any state of a law that is at hand.
 */
export function twinAmong<V extends Omit<Dated, 'dated'>>(
  others: readonly V[],
  text: Dated,
): V | 'unknown' | undefined {
  if (text.dated) return others.find(({ effectiveOn }) => effectiveOn === text.effectiveOn)
  const [nearest] = others
    .map((other) => ({ other, share: compare(other.marks, text.marks).share }))
    .sort((a, b) => b.share - a.share)
  if (nearest && nearest.share >= SAME_TEXT) return nearest.other
  const sameDay = others.find(({ effectiveOn }) => effectiveOn === text.effectiveOn)
  return sameDay ?? (others.some(({ marks }) => marks.saidOn === text.marks.saidOn) ? 'unknown' : undefined)
}

export const UNKNOWN_VERSION =
  '没有写明是哪个版本，与已有版本都不同，不收 / does not say which version it is and equals none at hand: left out'
