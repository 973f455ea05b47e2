/** Answers a legal question with articles in force that can be shown, in their plain-language notes; or says that there is none. */
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import type { ArticleHit } from '../regulations/model.ts'
import { searchArticles } from '../regulations/search-articles.ts'
import type { Citation } from './model.ts'
import type { Source } from './pipeline/work.ts'

export interface QuestionAnswer {
  /** Empty when no article answers: the reply says so. */
  sentences: string[]
  citations: Citation[]
  /** The same articles with their words, for a model that is to explain them. */
  sources: Source[]
}

const LOOK_AT = 5
const MOST = 3
/** An article answers when it holds this share of the words that say what the question is about. */
const LEAST_SHARE = 0.34
/** Words of asking, not of the matter. */
const ASKING = new Set(
  '一下 想问 请问 咨询 法律 规定 法规 多少 怎么 怎样 如何 可以 能不能 是否 什么 有没有 需要 应该 应当 要求 我们 你们 他们 自己 如果 已经 这个 那个 时候 现在 最近 一个 没有 知道 是不是 商家 消费者'.split(
    ' ',
  ),
)
const EXCERPT = 90

/** @param on the day that matters: of the event when known, else today */
export async function answerQuestion(
  deps: Deps,
  locale: 'zh' | 'en',
  question: string,
  on: string | undefined,
): Promise<QuestionAnswer> {
  const asked = {
    q: question.slice(0, 500),
    status: 'in-force',
    collapse: 'region',
    limit: LOOK_AT,
    offset: 0,
  } as const
  try {
    return answerFrom(locale, await searchArticles(deps, on ? { ...asked, asOf: on } : asked, { counts: false }))
  } catch (error) {
    // The search may be away; the question is still taken down.
    if (error instanceof Problem && error.code === 'unavailable') return { sentences: [], citations: [], sources: [] }
    throw error
  }
}

/** The hits that answer, in plain words; a hit that shares little with the question does not. */
export function answerFrom(
  locale: 'zh' | 'en',
  { items, query }: { items: readonly ArticleHit[]; query: { terms: readonly string[] } },
): QuestionAnswer {
  const words = query.terms.filter((word) => word.length > 1 && !ASKING.has(word))
  const fitting = items.filter((item) => answers(item, words)).slice(0, MOST)
  return {
    sentences: fitting.map((item, index) => sentenceOf(locale, item, index + 1)),
    citations: fitting.map(citationOf),
    sources: fitting.map(sourceOf),
  }
}

const citationOf = ({ law, label, url }: ArticleHit): Citation => ({ law: law.title, label, url })

/** An article as a model may rest on it: its words, and what we say of it. */
export const sourceOf = (hit: ArticleHit): Source => ({
  citation: citationOf(hit),
  text: [hit.text, ...(hit.note ? [hit.note.says, hit.note.follows] : [])].join('\n'),
})

function answers({ law, chapter, text, note }: ArticleHit, words: readonly string[]): boolean {
  const whole = [
    law.title,
    chapter,
    text,
    ...(note ? [note.title.zh, note.says, note.follows, note.example] : []),
  ].join()
  const held = words.filter((word) => whole.includes(word)).length
  return held > 0 && held / words.length >= LEAST_SHARE
}

function sentenceOf(locale: 'zh' | 'en', { law, label, text, note }: ArticleHit, number: number): string {
  const cited = { number, law: law.title, label }
  if (!note) {
    const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text
    return t(locale, 'assistant.answer.text', { ...cited, text: excerpt })
  }
  const says = locale === 'en' ? note.summaryEn : `${note.says}${note.follows}`
  return t(locale, 'assistant.answer.note', { ...cited, says })
}
