/** Small parts of a workbook: its table of texts, its cell names, its way of writing odd signs. */
import { Parser } from 'htmlparser2'
import { FileFault } from './fault.ts'

/** All texts of a workbook are kept while it is read; beyond this a CSV is the better file. */
const MOST_TEXT = 400_000_000

/** The shared texts, without the reading aids (拼音) beside them. */
export async function textsOf(xml: AsyncIterable<string>): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let size = 0
  let aside = false
  let reading = false
  const parser = new Parser(
    {
      onopentag(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') aside = true
        reading = name === 't' && !aside
      },
      ontext(part) {
        if (reading) text += part
      },
      onclosetag(name) {
        reading = false
        if (name === 'rPh') aside = false
        if (name !== 'si') return
        texts.push(readEscapes(text))
        size += text.length
        if (size > MOST_TEXT) throw new FileFault('imports.file.tooBigXlsx')
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  for await (const part of xml) parser.write(part)
  parser.end()
  return texts
}

/** AB12 → 27. */
export function columnOf(name: string): number {
  let column = 0
  for (const sign of name) {
    const value = sign.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

/** `_x000D_` stands for a sign XML cannot hold. */
export const readEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
