/** Takes apart what a reader typed: phrases in quotes, words with a minus, citations, a document number. */
import type { TextQuery } from '../engine.ts'
import { normalise } from './normalise.ts'
import { readNumeral, writeNumeral } from './numerals.ts'

/** 食安法第一百四十八条第二款, 消费者权益保护法 55. */
export interface Citation {
  /** What stands before the article, without 《》: ends with the law's name in any spelling. */
  law: string
  /** Arabic, `12-1` for 第十二条之一. */
  number: string
  /** 款 and 项, counted from 1. */
  paragraph: number | null
  item: number | null
}

export interface ParsedQuery {
  text: TextQuery
  /** In the order typed; one without a law of its own has that of the one before. */
  citations: Citation[]
  /** What stands behind the last citation. */
  behind: string
  /** 总局令第121号 or 鲁政发〔2020〕5号: numerals made Arabic; `第121号` for 121号令. */
  documentNumber: string | null
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const ARTICLE = new RegExp(
  `(?:第 ?)?(${NUMERAL}) ?条(?: ?之 ?(${NUMERAL}))?(?: ?(?:第 ?)?(${NUMERAL}) ?款)?(?: ?(?:第 ?)?\\(?(${NUMERAL})\\)? ?项)?`,
  'g',
)
const SHORT_CITATION = /^(.{2,40}?)[第 :]{0,2}(\d{1,4}(?:-\d{1,2})?(?:[ 、,]{1,2}\d{1,4}(?:-\d{1,2})?){0,4})$/
/** Between two articles of one law: 第五十五条、第二十六条和第八条. */
const JOINT = /^[\s、,，;；和与及或跟到至以—-]*$/
const DECREE = new RegExp(`([\\u4e00-\\u9fff]*令) ?(?:第 ?(${NUMERAL}) ?号?|(${NUMERAL}) ?号|(\\d{1,4})$)`)
const DECREE_TURNED = new RegExp(`(?:第 ?)?(${NUMERAL}) ?号令`)
const BRACKETED = /([\u4e00-\u9fff]{1,12}) ?(?:[〔[(【] ?(\d{4}) ?[〕\])】]|(\d{4}) ?年) ?第? ?(\d+) ?号/
const QUOTED = /["“「『]([^"”」』]{1,200})["”」』]/g
/** Statutes write numbers in words; a reader does not. */
const COUNTED = /(?<![\d.])(\d{1,4})(?=[天日倍元年月个次折])/g
const YEAR = /^(?:19|20)\d\d$/

export function parseQuery(typed: string): ParsedQuery {
  const phrases: string[] = []
  const excluded: string[] = []
  const words = typed
    .replace(QUOTED, (_, phrase: string) => {
      phrases.push(normalise(phrase))
      return ' '
    })
    .replace(/(?<=^|\s)[-－]([^\s-]{1,100})/g, (_, word: string) => {
      excluded.push(normalise(word))
      return ' '
    })
  const plain = normalise(words)
  return {
    text: { words: plain, phrases: phrases.filter(Boolean), excluded: excluded.filter(Boolean) },
    ...citationsOf(plain),
    documentNumber: documentNumberOf(plain),
  }
}

/** Counts in the words a statute uses, for 7天 and 10倍: 七天, 十倍. */
export function countedWords(words: string): string[] {
  return [...words.matchAll(COUNTED)].flatMap(({ 1: figure = '', index }) => {
    const unit = words[index + figure.length] ?? ''
    return unit === '年' && YEAR.test(figure) ? [] : [writeNumeral(Number(figure)) + unit]
  })
}

function citationsOf(text: string): Pick<ParsedQuery, 'citations' | 'behind'> {
  const citations: Citation[] = []
  let at = 0
  for (const match of text.matchAll(ARTICLE)) {
    const number = numberOf(match[1], match[2])
    if (number === null) continue
    const between = text.slice(at, match.index)
    const law = JOINT.test(between) ? citations.at(-1)?.law : bare(between)
    at = match.index + match[0].length
    if (!law) continue
    citations.push({ law, number, paragraph: partOf(match[3]), item: partOf(match[4]) })
  }
  if (citations.length > 0) return { citations, behind: text.slice(at).trim() }
  const [, law = '', numbers = ''] = SHORT_CITATION.exec(text) ?? []
  const short = numbers.split(/[ 、,]+/).filter((number) => number !== '' && !/^0/.test(number))
  return {
    citations: short.map((number) => ({ law: bare(law), number, paragraph: null, item: null })),
    behind: '',
  }
}

function numberOf(main = '', inserted: string | undefined): string | null {
  const first = readNumeral(main)
  const second = inserted === undefined ? null : readNumeral(inserted)
  if (first === null || first === 0) return null
  return second === null ? String(first) : `${first}-${second}`
}

const partOf = (text: string | undefined) => (text === undefined ? null : readNumeral(text))
const bare = (law: string) =>
  law
    .replace(/[《》〈〉\s,，。.:：;；、]/g, '')
    .replace(/第$/, '')
    .replace(/^[和与及或跟]/, '')

function documentNumberOf(text: string): string | null {
  const numbered = BRACKETED.exec(text)
  if (numbered) return `${numbered[1]}〔${numbered[2] ?? numbered[3]}〕${numbered[4]}号`
  const decree = DECREE.exec(text)
  const number = decree?.[2] ?? decree?.[3] ?? decree?.[4]
  if (decree && number) return `${decree[1]}第${readNumeral(number) ?? number}号`
  const turned = DECREE_TURNED.exec(text)
  return turned ? `第${readNumeral(turned[1] ?? '') ?? turned[1]}号` : null
}
