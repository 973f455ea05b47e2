/** One file to the laws in it, whatever its format. What a flag or a date of the collector says is never read. */

import { decode } from './decode.ts'
import { docxText } from './docx.ts'
import { isEvent, readHead } from './head.ts'
import { listedLaws } from './json-list.ts'
import { htmlText, type Line, markdownText, plainText, type SourceText } from './markup.ts'
import { articleStart, type Body, readBody } from './structure.ts'

export interface ParsedLaw extends Body {
  title: string
  /** Name of the part when one law is cut into several files (民法典各编). */
  part: string | null
  /** What happened when, as the text says: 2021年4月29日 …修正. */
  history: string[]
  /** What a reader of the report should know of this text. */
  odd: string[]
}

export interface FileContent {
  laws: ParsedLaw[]
  /** Entries of the file that are no law, each with its reason. */
  left: string[]
}

const FORMATS = ['md', 'markdown', 'txt', 'html', 'htm', 'json', 'docx'] as const
const ENDING = new RegExp(`\\.(${FORMATS.join('|')})$`, 'i')
const CHAPTER = /^第[一二三四五六七八九十百零〇\d]+(?:编|分编|章|节)(?:\s|$)/
/** 广告法(2021-04-29), 广告法_20210429, 办法_2014. */
const DATED = /[（(]\d{4}-\d{2}-\d{2}[）)]$|[_-]\d{8}$|[_-]\d{4}$/
/** Tail of the last line that is no sentence: buttons of the page the text was copied from. */
const CHROME = /(?<=[。；])[^。；：，、]{2,60}$/
const SENTENCE_END = /[。；：！？…”』）)》|]$/
const REMARK = /\s*[（(](?:[^（）()]*(?:废止|失效|历史|现行|有效)[^（）()]*|\d{4}年版)[）)]$/

export const isLawFile = (name: string) => ENDING.test(name)

/** @throws Error with a sentence when the file holds no law */
export async function parseFile(name: string, bytes: Buffer): Promise<FileContent> {
  const format = ENDING.exec(name)?.[1]?.toLowerCase()
  const stem = stemOf(name)
  if (format === 'docx') return one(parseLoose(await docxText(bytes), stem, 'plain'))
  const source = decode(bytes)
  if (format === 'json') return parseList(source)
  if (format === 'html' || format === 'htm') return one(parseLoose(htmlText(source), stem, 'plain'))
  if (format === 'txt') return one(parseLoose(plainText(source), stem, 'plain'))
  const text = markdownText(source)
  if (text.hidden) throw new Error('标为隐藏或未发布，是模板或草稿 / marked hidden or unpublished: a template or draft')
  return one(text.head === null ? parseLoose(text, stem, 'marked') : parseMarked(text.head, text.body))
}

const one = (law: ParsedLaw): FileContent => ({ laws: [law], left: [] })

/** Part of a file's name that may be its title. */
function stemOf(name: string): string | null {
  const stem = name.replace(ENDING, '').replace(DATED, '').trim()
  return /^(?:readme|index|_index)$|__README$/i.test(stem) ? null : stem
}

/** A LawRefBook file: `# title`, history lines, the mark, then the text. */
function parseMarked(head: readonly Line[], body: readonly Line[]): ParsedLaw {
  const [title, part = null] = head.filter(({ depth }) => depth === 1).map(({ text }) => text)
  if (title === undefined) throw new Error('没有标题 / no title')
  const history = head.filter(({ depth }) => depth === 0).map(({ text }) => text)
  return finish({ title, part, history, ...readBody(body, part) })
}

/** Any other text: its head ends where the first chapter or article begins. */
function parseLoose({ title: front, body }: SourceText, stem: string | null, format: 'plain' | 'marked'): ParsedLaw {
  if (body.length === 0) throw new Error('没有内容，是目录页 / empty: an index page')
  const begins = body.findIndex(({ text }) => CHAPTER.test(text) || articleStart(text, 0) !== null)
  const end = begins >= 0 ? begins : openingOf(body)
  const head = body.slice(0, end)
  const top = head.find(({ depth, text }) => depth === 1 && !CHAPTER.test(text))?.text ?? null
  const { title, history, preamble } = readHead(
    head.map(({ text }) => text),
    front ?? top,
    stem,
  )
  if (title === null) throw new Error('没有标题 / no title')
  const rest = begins >= 0 ? body.slice(begins) : [...preamble.map((text) => ({ text, depth: 0 })), ...body.slice(end)]
  const read = readBody(rest, null)
  if (read.articles.length === 0) throw new Error('没有正文 / no text')
  if (begins < 0 && history.length === 0 && read.articles.length < 3)
    throw new Error(
      '没有“第…条”、日期和“一、二、”，不像法律文件 / no article, date or point: not like a legal document',
    )
  const law = finish({
    title,
    part: null,
    history,
    preamble: begins >= 0 ? [...preamble, read.preamble].filter(Boolean).join('\n') : '',
    articles: read.articles,
  })
  return format === 'plain' ? withoutChrome(law) : law
}

/** Where the text of a document without articles begins: after its title and history. */
function openingOf(body: readonly Line[]): number {
  const at = body.findIndex(
    ({ text, depth }) => depth === 0 && text.length > 40 && SENTENCE_END.test(text) && !isEvent(text),
  )
  return at < 0 ? Math.min(1, body.length) : at
}

function parseList(source: string): FileContent {
  const { laws, others } = listedLaws(source)
  return {
    laws: laws.map(({ title, lines }) =>
      withoutChrome(finish({ title, part: null, history: [], ...readBody(plainText(lines.join('\n')).body, null) })),
    ),
    left: others.map((title) => `“${title}”不是条文 / no article`),
  }
}

function finish(law: Omit<ParsedLaw, 'odd'>): ParsedLaw {
  const title = law.title.replace(REMARK, '')
  return { ...law, title, odd: oddities(law) }
}

/** Lines and ends of lines after the last sentence that are buttons of a page. */
function withoutChrome(law: ParsedLaw): ParsedLaw {
  const last = law.articles.at(-1)
  if (!last) return law
  const lines = last.text.split('\n')
  const dropped: string[] = []
  while (lines.length > 1 && !SENTENCE_END.test(lines.at(-1) ?? '') && (lines.at(-1) ?? '').length <= 20)
    dropped.unshift(lines.pop() ?? '')
  const tail = CHROME.exec(lines.at(-1) ?? '')?.[0]
  if (tail && !SENTENCE_END.test(tail.replace(/【[^】]*】$/, ''))) {
    dropped.unshift(tail)
    lines.push((lines.pop() ?? '').slice(0, -tail.length))
  }
  if (dropped.length === 0) return law
  const articles = [...law.articles.slice(0, -1), { ...last, text: lines.join('\n') }]
  return { ...law, articles, odd: [...law.odd, `末尾去掉网页文字“${dropped.join(' ')}” / page chrome cut off the end`] }
}

function oddities({ articles, part }: Pick<ParsedLaw, 'articles' | 'part'>): string[] {
  const numbers = articles.filter(({ number }) => number !== '').map(({ number }) => Number.parseInt(number, 10))
  if (numbers.length === 0) return ['没有“第…条”，按段落收录 / no article: kept as sections']
  const odd: string[] = []
  const missing = numbers.flatMap((number, at) =>
    at > 0 && number > (numbers[at - 1] ?? 0) + 1 ? [`${numbers[at - 1]}→${number}`] : [],
  )
  if (part === null && numbers[0] !== 1) odd.push(`从第 ${numbers[0]} 条开始 / begins with article ${numbers[0]}`)
  if (missing.length > 0) odd.push(`条号不连续：${missing.slice(0, 5).join('、')} / articles missing`)
  if (articles.some(({ number, label }) => number === '' && /^第[^章节编\s]+条/.test(label)))
    odd.push('条号重复，后文按附件收录 / article numbers come again: kept as an annex')
  if (part === null && numbers.length <= 3)
    odd.push(`只有 ${numbers.length} 条，可能不全 / only ${numbers.length} articles, perhaps cut short`)
  return odd
}
