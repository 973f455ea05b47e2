/** Reads XML strictly enough to trust it: every element closed in order, text unescaped. */
import { Parser } from 'htmlparser2'

export interface ParsedXml {
  root: string
  /** Elements in the order they open. */
  names: string[]
  /** Text of every leaf, by its element. */
  texts: [name: string, text: string][]
}

export function parseXml(text: string): ParsedXml {
  const names: string[] = []
  const texts: [string, string][] = []
  const open: string[] = []
  let words = ''
  const parser = new Parser(
    {
      onopentag: (name) => {
        names.push(name)
        open.push(name)
        words = ''
      },
      ontext: (part) => {
        words += part
      },
      onclosetag: (name, implied) => {
        const last = open.pop()
        const selfClosing = text.slice(parser.startIndex, parser.endIndex + 1).endsWith('/>')
        if (last !== name || (implied && !selfClosing)) throw new Error(`<${last}> is not closed before </${name}>`)
        if (words.trim() !== '') texts.push([name, words])
        words = ''
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  const [root] = names
  if (root === undefined || open.length > 0) throw new Error('no whole XML document')
  return { root, names, texts }
}
