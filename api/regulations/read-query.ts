/** What a reader means: the laws and articles cited, lay words and what the law calls them, and what the engine is to look for. */
import type { LayWord } from '../../content/schema-regulations.ts'
import type { TextQuery } from '../../search/engine.ts'
import { normalise } from '../../search/language/normalise.ts'
import { countedWords, type ParsedQuery, parseQuery } from '../../search/language/query.ts'
import type { Deps } from '../deps.ts'
import type { LawNames } from './law-names.ts'

/** An article that belongs on top. */
export interface Pin {
  lawId: string
  number: string
  /** 款 and 项 as cited. */
  paragraph: number | null
  item: number | null
  /** Named by the reader, not by us: shown whatever its status. */
  cited: boolean
}

export interface Reading {
  text: TextQuery
  /** Only articles of these laws answer; any when empty. */
  lawIds: string[]
  /** A law asked for as a whole: its articles in their order. */
  whole: boolean
  /** A phrase that stands nowhere is not taken for its words. */
  literal: boolean
  pins: Pin[]
  /** Words of the law for the lay words found. */
  meanings: { word: string; entry: LayWord }[]
  /** Another spelling. `sure` when only it can be meant. */
  corrected: { text: string; sure: boolean } | null
}

const HAN = /[\u4e00-\u9fff]/g
/** Left beside a citation without meaning anything. */
const FILLER =
  /[\s,，。.?？!！:：;；、《》]|请问|是什么|什么|内容|规定|原文|全文|怎么|如何|说的|的|和|与|及|或|跟|了|呢|吗|是|看|查/g
/** Lay words that make up this share of the question are its subject. */
const SUBJECT_SHARE = 0.5
/** A lay word can be explained to a reader this often before it is a lecture. */
const MEANINGS = 3

export function readQuery(deps: Deps, names: LawNames, typed: string): Reading {
  const parsed = parseQuery(typed)
  const whole = parsed.documentNumber === null ? null : names.byNumber(parsed.documentNumber)
  if (whole !== null)
    return { text: parsed.text, lawIds: [whole], whole: true, literal: true, pins: [], meanings: [], corrected: null }
  // A number no law of the library has: only what quotes it is an answer, not what shares its figures.
  if (parsed.documentNumber !== null && isOnly(parsed.text.words, parsed.documentNumber))
    return {
      text: { words: '', phrases: [normalise(parsed.documentNumber)] },
      lawIds: [],
      whole: false,
      literal: true,
      pins: [],
      meanings: [],
      corrected: null,
    }
  const cited = citedArticles(names, parsed)
  const said = [parsed.text.words, ...(parsed.text.phrases ?? [])].join(' ')
  const { entries, subject } = layWordsIn(deps, said)
  const begun = names.begun(parsed.text.words)
  const titles = [...names.within(parsed.text.words), ...(begun ? [begun] : [])].map(({ title }) => title)
  const more = [...countedWords(parsed.text.words), ...titles].filter((word) => !parsed.text.words.includes(word))
  const terms = subject ? entries.flatMap(({ entry }) => entry.terms) : []
  return {
    text: {
      ...parsed.text,
      words: [parsed.text.words, ...new Set(more)].join(' ').trim(),
      ...(terms.length > 0 ? { also: [...new Set(terms)] } : {}),
    },
    lawIds: cited.only ? [...new Set(cited.pins.map(({ lawId }) => lawId))] : [],
    whole: false,
    literal: false,
    pins: [...cited.pins, ...(subject && !cited.only ? pinsOf(names, entries) : [])],
    meanings: entries.slice(0, MEANINGS),
    corrected: correctedOf(names, parsed, typed, cited.pins.length > 0),
  }
}

const signsOf = (text: string) => text.replace(/[^\p{L}\p{N}]|[第年]/gu, '')
/** Whether nothing but the number was typed, in whatever brackets. */
const isOnly = (words: string, number: string) => signsOf(normalise(words)).length <= signsOf(normalise(number)).length

/** `only`: the question says nothing else. */
function citedArticles(names: LawNames, { citations, behind }: ParsedQuery): { pins: Pin[]; only: boolean } {
  const pins: Pin[] = []
  let beside = behind
  for (const { law, ...article } of citations) {
    const named = names.atEnd(law)
    if (!named) continue
    beside += law.slice(0, Math.max(0, law.length - named.name.length)).replace(/中华人民共和国$/, '')
    pins.push({ ...article, lawId: named.id, cited: true })
  }
  return { pins, only: pins.length > 0 && beside.replace(FILLER, '').length < 2 }
}

function layWordsIn(deps: Deps, said: string): { entries: Reading['meanings']; subject: boolean } {
  const text = normalise(said).replaceAll(' ', '')
  const found = deps.content.regulations.layWords.flatMap((entry) => {
    const [longest] = entry.words.filter((word) => text.includes(word)).sort((a, b) => b.length - a.length)
    return longest === undefined ? [] : [{ word: longest, entry, at: text.indexOf(longest) }]
  })
  // 没有健康证 explains 健康证 already.
  const entries = found
    .filter(({ word }) => !found.some((other) => other.word !== word && other.word.includes(word)))
    .sort((a, b) => a.at - b.at)
  const covered = entries.reduce((sum, { word }) => sum + word.length, 0)
  const all = text.match(HAN)?.length ?? 0
  return { entries, subject: covered > 0 && covered >= all * SUBJECT_SHARE }
}

function pinsOf(names: LawNames, entries: Reading['meanings']): Pin[] {
  const pins: Pin[] = []
  for (const { law, article } of entries.flatMap(({ entry }) => entry.articles)) {
    const lawId = lawIdOf(names, law)
    if (lawId === null || pins.some((pin) => pin.lawId === lawId && pin.number === article)) continue
    pins.push({ lawId, number: article, paragraph: null, item: null, cited: false })
  }
  return pins
}

/** A law by its whole title; null while the library does not hold it. */
export function lawIdOf(names: LawNames, title: string): string | null {
  const named = names.atEnd(title)
  return named?.title === title ? named.id : null
}

function correctedOf(names: LawNames, parsed: ParsedQuery, typed: string, cites: boolean): Reading['corrected'] {
  if (cites) return null
  const spelt = names.speller.correct(typed)
  if (spelt) return spelt
  const [citation] = parsed.citations
  const name = citation?.law ?? parsed.text.words
  if (name.length > 20 || names.within(name).length > 0) return null
  const near = names.near(name)
  if (!near) return null
  return { text: citation ? `${near.title} ${citation.number}` : near.title, sure: citation !== undefined }
}
