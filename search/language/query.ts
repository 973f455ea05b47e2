/** Takes apart what a reader typed: phrases in quotes, words with a minus, a citation, a document number. */
import type { TextQuery } from '../engine.ts'
import { normalise } from './normalise.ts'
import { readNumeral } from './numerals.ts'

export interface ParsedQuery {
  text: TextQuery
  /** 食安法第一百四十八条, 消费者权益保护法 55: a law's name in any spelling and an article. */
  citation: { law: string; number: string } | null
  /** 总局令第121号, numerals made Arabic. */
  documentNumber: string | null
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const CITATION = new RegExp(`^《?(.{2,40}?)》? ?第? ?(${NUMERAL}) ?条(?:之(${NUMERAL}))?`)
const SHORT_CITATION = /^《?(.{2,40}?)》? ?(\d{1,4})(?:-(\d{1,2}))?$/
const DECREE = new RegExp(`([\\u4e00-\\u9fff]*令) ?第? ?(${NUMERAL}) ?号`)
const BRACKETED = /[\u4e00-\u9fff]{1,10}[〔[(（]\d{4}[〕\])）] ?\d+ ?号/
const QUOTED = /["“「『]([^"”」』]{1,200})["”」』]/g

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
    citation: citationOf(plain),
    documentNumber: documentNumberOf(plain),
  }
}

function citationOf(text: string): ParsedQuery['citation'] {
  const match = CITATION.exec(text) ?? SHORT_CITATION.exec(text)
  const [, law = '', main = '', inserted] = match ?? []
  const number = readNumeral(main)
  if (!match || number === null || number === 0) return null
  const second = inserted === undefined ? null : readNumeral(inserted)
  return {
    law: law.replace(/[《》\s]/g, '').replace(/第$/, ''),
    number: second === null ? String(number) : `${number}-${second}`,
  }
}

function documentNumberOf(text: string): string | null {
  const decree = DECREE.exec(text)
  if (decree) return `${decree[1]}第${readNumeral(decree[2] ?? '') ?? decree[2]}号`
  return (
    BRACKETED.exec(text)?.[0]
      .replaceAll(' ', '')
      .replace(/[[(（]/, '〔')
      .replace(/[\])）]/, '〕') ?? null
  )
}
