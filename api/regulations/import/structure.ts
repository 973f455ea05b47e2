/** From lines to articles (条) under their headings (编 / 章 / 节), with annexes; a text without articles becomes sections. */
import { articleLabel } from '../../../content/rules/cite.ts'
import { articleNumber } from '../../../search/language/numerals.ts'
import type { Line } from './markup.ts'

export interface ParsedArticle {
  /** Arabic, `12-1` for 第十二条之一; empty for an annex or a section of a text without articles. */
  number: string
  label: string
  chapter: string[]
  /** Paragraphs (款) and items (项), one a line. */
  text: string
}

export interface Body {
  /** What stands before the first article. */
  preamble: string
  articles: ParsedArticle[]
}

const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const ARTICLE = new RegExp(`^第(${NUMERAL})条(?:之(${NUMERAL}))?(\\s|$)?`)
/** What follows the name of an article that is spoken of, not begun. */
const SPOKEN_OF = /^[规的第、，,；。和与及或至到之中所款项以]/
const BARE_HEADING = new RegExp(`^第${NUMERAL}(分编|编|章|节)(?=\\s|[^条款项，。；：]{0,30}$)[^，。；：]{0,40}$`)
const DEPTHS: Record<string, number> = { 编: 1, 分编: 2, 章: 3, 节: 4 }
const CONTENTS = /^目\s?[录次]$/
const ANNEX = /^附\s?(?!则)[件录表图]?\s?[一二三四五六七八九十\d]{0,3}(?:[：:].{0,40}|\s.{1,40}|)$/
/** 一、 at the start of a line: the outermost order of a text without articles. */
const POINT = /^[一二三四五六七八九十]{1,3}、/
const MAIN_TEXT = '正文'
const LONGEST_LABEL = 20

/** 第一章 总 则 → 第一章 总则. */
const heading = (text: string) => text.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)/, '')

interface Row {
  number: string
  label: string
  chapter: string[]
  lines: string[]
}

/** @param part name of the part when one law is cut into several files (民法典各编) */
export function readBody(lines: readonly Line[], part: string | null): Body {
  const reader = bodyReader(part)
  for (const line of lines) reader.take(line)
  const { preamble, rows } = reader
  if (!rows.some(({ number }) => number !== '')) return { preamble: '', articles: sectionsOf(lines, part) }
  const articles = splitGlued(rows)
    .filter(({ number, lines: own }) => number !== '' || own.length > 0)
    .map(({ lines: own, ...row }) => ({ ...row, text: own.flatMap(splitItems).join('\n') }))
  return { preamble: preamble.join('\n'), articles }
}

function bodyReader(part: string | null) {
  const preamble: string[] = []
  const rows: Row[] = []
  const seen = new Set<string>()
  let path: { depth: number; title: string }[] = []
  let current: Row | undefined
  let last = 0
  const chapter = () => [...(part ? [part] : []), ...path.map(({ title }) => title)]
  const open = (number: string, label: string, first: string) => {
    current = { number, label, chapter: chapter(), lines: first === '' ? [] : [first] }
    rows.push(current)
  }
  /** Text under a heading and before the next article is no article: an annex once the articles are over. */
  const enter = (depth: number, title: string) => {
    path = [...path.filter((above) => above.depth < depth), { depth, title }]
    if (rows.length > 0) open('', title, '')
    else current = undefined
  }
  const take = ({ text, depth }: Line): void => {
    const start = articleStart(text, last)
    if (start) {
      // A number that comes again belongs to another text within this one: it has no address of its own.
      open(seen.has(start.number) ? '' : start.number, start.label, start.rest)
      seen.add(start.number)
      last = Number.parseInt(start.number, 10)
      return
    }
    const unit = BARE_HEADING.exec(text)?.[1]
    if (depth > 0) enter(depth, heading(text))
    else if (unit) enter(DEPTHS[unit] ?? 3, heading(text))
    else if (rows.length > 0 && ANNEX.test(text)) {
      path = []
      enter(1, text.replace(/[：:]$/, ''))
    } else if (current) current.lines.push(text)
    else if (!CONTENTS.test(text)) preamble.push(text)
  }
  return { preamble, rows, take }
}

/** The article a line begins. Without a space after its name it must be the next one and not merely spoken of. */
export function articleStart(text: string, last: number): { number: string; label: string; rest: string } | null {
  const match = ARTICLE.exec(text)
  if (!match) return null
  const number = articleNumber(match[1] ?? '', match[2])
  if (number === null) return null
  const label = match[0].trim()
  const rest = text.slice(match[0].length).trim()
  const apart = match[3] !== undefined
  const follows = match[2] === undefined ? Number(number) === last + 1 : Number.parseInt(number, 10) === last
  return apart || (follows && !SPOKEN_OF.test(rest)) ? { number, label, rest } : null
}

/** Articles that lost the break before them: looked for where a number is missing, after the end of a sentence. */
function splitGlued(rows: Row[]): Row[] {
  const numbers = new Set(rows.map(({ number }) => number))
  const queue = [...rows].reverse()
  const whole: Row[] = []
  for (let row = queue.pop(); row; row = queue.pop()) {
    whole.push(row)
    const next = String(Number(row.number) + 1)
    if (!/^\d+$/.test(row.number) || numbers.has(next)) continue
    const name = articleLabel({ article: next }, 'zh').slice(1)
    const cut = new RegExp(
      `(?<=[。；）”])\\s*(第?${NUMERAL}章\\s*[^，。；：第]{2,12}?\\s*)?第?${name}\\s*(?![规的第、，和与及或至之中所款项])`,
    )
    const at = row.lines.findIndex((line) => cut.test(line))
    const [found, title] = cut.exec(row.lines[at] ?? '') ?? []
    if (found === undefined) continue
    const line = row.lines[at] ?? ''
    const place = line.search(cut)
    const later = [line.slice(place + found.length), ...row.lines.slice(at + 1)]
    row.lines = [...row.lines.slice(0, at), line.slice(0, place)]
    const chapter = title
      ? [
          title
            .trim()
            .replace(/^(?!第)/, '第')
            .replace(/(?<=章)\s*/, ' '),
        ]
      : row.chapter
    numbers.add(next)
    queue.push({ number: next, label: `第${name}`, chapter, lines: later })
  }
  return whole
}

/** （一）…；（二）… in one line: the items stood on lines of their own. */
function splitItems(line: string): string[] {
  return /[：:]\s?（一）/.test(line) && /[；。]\s?（二）/.test(line)
    ? line.split(/(?<=[：:；。])\s?(?=（[一二三四五六七八九十]{1,3}）)/)
    : [line]
}

/** Sections of a text without articles: under its headings, from 一、 to 二、, or the text as a whole. */
function sectionsOf(lines: readonly Line[], part: string | null): ParsedArticle[] {
  const rows: Row[] = []
  let path: { depth: number; title: string }[] = []
  const chapter = () => [...(part ? [part] : []), ...path.map(({ title }) => title)]
  for (const { text, depth } of lines) {
    const unit = BARE_HEADING.exec(text)?.[1]
    if (depth > 0 || unit) {
      const own = depth || (DEPTHS[unit ?? ''] ?? 3)
      path = [...path.filter((above) => above.depth < own), { depth: own, title: heading(text) }]
      rows.push({ number: '', label: heading(text), chapter: chapter(), lines: [] })
    } else if (CONTENTS.test(text)) continue
    else if (ANNEX.test(text) && rows.length > 0)
      rows.push({ number: '', label: text.replace(/[：:]$/, ''), chapter: chapter(), lines: [] })
    else if (POINT.test(text)) rows.push({ number: '', label: pointLabel(text), chapter: chapter(), lines: [text] })
    else {
      const current = rows.at(-1)
      if (current) current.lines.push(text)
      else rows.push({ number: '', label: MAIN_TEXT, chapter: chapter(), lines: [text] })
    }
  }
  return rows
    .filter(({ lines: own }) => own.length > 0)
    .map(({ lines: own, ...row }) => ({ ...row, text: own.flatMap(splitItems).join('\n') }))
}

/** 一、管辖 as a whole; 一 where a sentence follows. */
const pointLabel = (text: string) =>
  text.length <= LONGEST_LABEL && !/[，；]/.test(text)
    ? text.replace(/[。：:]$/, '')
    : (POINT.exec(text)?.[0].slice(0, -1) ?? text)
