/** Reads the LawRefBook Markdown layout: `# title`, history lines, `<!-- INFO END -->`, `##` headings, lines that begin with 第…条. */
import { ARTICLE_START, articleNumber } from '../../../search/language/numerals.ts'

export interface ParsedArticle {
  number: string
  label: string
  chapter: string[]
  text: string
}

export interface ParsedLaw {
  title: string
  /** Name of the part when one law is cut into several files (民法典各编). */
  part: string | null
  /** What happened when, as the text says: 2021年4月29日 …修正. */
  history: string[]
  preamble: string
  articles: ParsedArticle[]
}

const INFO_END = '<!-- INFO END -->'
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g
const COMMENT = /<!--[\s\S]*?-->/g
const SPACES = /\s+/g

const tidy = (line: string) => line.replace(SPACES, ' ').trim()
/** 第一章 总 则 → 第一章 总则. */
const heading = (line: string) => tidy(line.replace(/^#+/, '')).replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)/, '')

/** @throws Error with a sentence when the text is no law in this layout */
export function parseLaw(source: string): ParsedLaw {
  const text = source.replace(INVISIBLE, '').replace(/\r\n?/g, '\n')
  const infoEnd = text.indexOf(INFO_END)
  if (infoEnd < 0) throw new Error('没有 INFO END 标记 / no INFO END mark')
  const head = text.slice(0, infoEnd).replace(COMMENT, '').split('\n').map(tidy).filter(Boolean)
  const titles = head.filter((line) => line.startsWith('# ')).map((line) => tidy(line.slice(2)))
  const [title, part = null] = titles
  if (!title) throw new Error('没有标题 / no title')
  const history = head.filter((line) => !line.startsWith('#'))
  const body = text.slice(infoEnd + INFO_END.length).replace(COMMENT, '')
  return { title, part, history, ...readBody(body, part) }
}

function readBody(body: string, part: string | null): Pick<ParsedLaw, 'preamble' | 'articles'> {
  const preamble: string[] = []
  const articles: { number: string; label: string; chapter: string[]; lines: string[] }[] = []
  let path: { depth: number; title: string }[] = []
  let current: (typeof articles)[number] | undefined
  const chapter = () => [...(part ? [part] : []), ...path.map(({ title }) => title)]
  for (const raw of body.split('\n')) {
    const line = tidy(raw)
    if (line === '') continue
    const start = ARTICLE_START.exec(line.replace(/^#+ */, ''))
    if (start) {
      const number = articleNumber(start[1] ?? '', start[2])
      if (number !== null) {
        const first = line.replace(/^#+ */, '').slice(start[0].length).trim()
        current = { number, label: start[0], chapter: chapter(), lines: first === '' ? [] : [first] }
        articles.push(current)
        continue
      }
    }
    if (line.startsWith('#')) {
      const depth = /^#+/.exec(line)?.[0].length ?? 1
      path = [...path.filter((above) => above.depth < depth), { depth, title: heading(line) }]
      // Text under a heading and before the next article is no article: an annex once the articles are over.
      current = articles.length > 0 ? { number: '', label: heading(line), chapter: chapter(), lines: [] } : undefined
      if (current) articles.push(current)
      continue
    }
    if (current) current.lines.push(line)
    else preamble.push(line)
  }
  return {
    preamble: preamble.join('\n'),
    articles: articles
      .filter(({ number, lines }) => number !== '' || lines.length > 0)
      .map(({ lines, ...article }) => ({ ...article, text: lines.join('\n') })),
  }
}
