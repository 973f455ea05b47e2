/** Markdown, HTML and plain text to lines without markup; what a line says is read elsewhere. */
import { Parser } from 'htmlparser2'

export interface Line {
  /** One space at most between words, none at the ends. */
  text: string
  /** Depth of a marked heading (`##` is 2); 0 for anything else. */
  depth: number
}

export interface SourceText {
  /** Title the file gives itself in its front matter. */
  title: string | null
  /** Lines before the mark that ends the head of a LawRefBook file; null where there is no mark. */
  head: Line[] | null
  body: Line[]
}

export interface MarkdownText extends SourceText {
  /** Whether its front matter keeps it from being shown: a template or a draft. */
  hidden: boolean
}

const INFO_END = '<!-- INFO END -->'
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g
const COMMENT = /<!--[\s\S]*?-->/g
const FRONT_MATTER = /^\s*(?:---\n([\s\S]*?)\n---(?:\n|$)|<!--\n(title:[\s\S]*?)-->)/
/** Tags of Markdown pages; 〈…〉 written as <…> around the title of a law stays. */
const TAG = /<\/?(?:a|b|br|center|div|em|font|hr|i|img|p|span|strong|sub|sup|u)(?:\s[^<>]*)?\/?>/gi
const BLOCKS = new Set(
  'address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul'.split(
    ' ',
  ),
)
const SILENT = new Set(['script', 'style', 'head', 'noscript', 'template'])

export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
const clean = (source: string) => source.replace(INVISIBLE, '').replace(/\r\n?/g, '\n')
const filled = ({ text }: Line) => text !== ''

export function markdownText(source: string): MarkdownText {
  const text = clean(source)
  const front = FRONT_MATTER.exec(text)
  const content = front ? text.slice(front[0].length) : text
  const mark = content.indexOf(INFO_END)
  const matter = front?.[1] ?? front?.[2] ?? ''
  return {
    title: titleIn(matter),
    hidden: /^(?:bookHidden:\s*true|published:\s*false|draft:\s*true)\s*$/m.test(matter),
    head: mark < 0 ? null : markdownLines(content.slice(0, mark)),
    body: markdownLines(mark < 0 ? content : content.slice(mark + INFO_END.length)),
  }
}

export function htmlText(source: string): SourceText {
  const text = clean(source)
  return { title: titleIn(FRONT_MATTER.exec(text)?.[2] ?? ''), head: null, body: htmlLines(text) }
}

export function plainText(source: string): SourceText {
  const lines = clean(source).split('\n')
  return { title: null, head: null, body: lines.map((line) => ({ text: tidy(line), depth: 0 })).filter(filled) }
}

const titleIn = (front: string) => /^title:\s*["']?(.+?)["']?\s*$/m.exec(front)?.[1] ?? null

function markdownLines(source: string): Line[] {
  return source.replace(COMMENT, '').split('\n').map(markdownLine).filter(filled)
}

function markdownLine(raw: string): Line {
  const marks = /^\s*(#{1,6})(?!#)\s*/.exec(raw)
  const text = (marks ? raw.slice(marks[0].length) : raw.replace(/^\s*(?:>\s*)+/, ''))
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(TAG, '')
    .replace(/\*\*|__/g, '')
  return { text: tidy(text.includes('&') ? decodeEntities(text) : text), depth: marks?.[1]?.length ?? 0 }
}

/** `<` is not read as a tag here: only entities are wanted. */
function decodeEntities(text: string): string {
  let decoded = ''
  const parser = new Parser({ ontext: (part) => (decoded += part) }, { decodeEntities: true })
  parser.end(text.replaceAll('<', '\u0001'))
  return decoded.replaceAll('\u0001', '<')
}

function htmlLines(source: string): Line[] {
  const lines: Line[] = []
  let text = ''
  let depth = 0
  let silent = 0
  const end = () => {
    lines.push({ text: tidy(text).replace(/^\|\s*$/, ''), depth })
    text = ''
  }
  const parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silent += 1
        if (BLOCKS.has(name)) end()
        if (/^h[1-6]$/.test(name)) depth = Number(name[1])
        if (name === 'td' || name === 'th') text += text.trim() === '' ? '| ' : ''
      },
      ontext(part) {
        if (silent === 0) text += part.replace(/\n/g, ' ')
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent -= 1
        if (name === 'td' || name === 'th') text += ' | '
        if (BLOCKS.has(name)) end()
        if (/^h[1-6]$/.test(name)) depth = 0
      },
    },
    { decodeEntities: true },
  )
  parser.end(source)
  end()
  return lines.filter(filled)
}
