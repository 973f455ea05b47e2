/** Word files (.docx), as the national law database gives them, to lines: paragraphs in order, tables as rows of cells. */
import { Parser } from 'htmlparser2'
import { fromBufferPromise, type ZipFile } from 'yauzl'
import { type SourceText, tidy } from './markup.ts'

const MAX_XML_BYTES = 40 * 1024 * 1024
const MAX_ENTRIES = 5000
const DOCUMENT = 'word/document.xml'

/** @throws Error with a sentence when the file is no Word file, is damaged, or unpacks to more than any law is long */
export async function docxText(bytes: Buffer): Promise<SourceText> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
  } catch {
    throw new Error('不是有效的 .docx 文件 / no valid .docx file')
  }
  try {
    return { title: null, head: null, body: await readDocument(zip) }
  } finally {
    zip.close()
  }
}

async function readDocument(zip: ZipFile): Promise<SourceText['body']> {
  let seen = 0
  for await (const entry of zip.eachEntry()) {
    seen += 1
    if (seen > MAX_ENTRIES) throw new Error(`压缩条目超过 ${MAX_ENTRIES} 个 / more than ${MAX_ENTRIES} parts inside`)
    if (entry.fileName !== DOCUMENT) continue
    if (entry.uncompressedSize > MAX_XML_BYTES)
      throw new Error(
        `解压后超过 ${MAX_XML_BYTES / 1024 / 1024} MB，拒绝读取 / unpacks to more than ${MAX_XML_BYTES / 1024 / 1024} MB: refused`,
      )
    const reader = documentReader()
    const decoder = new TextDecoder('utf-8')
    for await (const chunk of await zip.openReadStreamPromise(entry))
      reader.write(decoder.decode(chunk as Buffer, { stream: true }))
    return reader.end()
  }
  throw new Error('没有正文，不是 Word 文件 / no document inside, not a Word file')
}

/** WordprocessingML: w:p paragraph, w:t text, w:tr row, w:tc cell. Deleted text (w:delText) has another tag and falls out. */
function documentReader() {
  const lines: string[] = []
  let paragraph = ''
  let inText = false
  let fallback = 0
  let cells: string[] = []
  let tables = 0
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'mc:Fallback') fallback += 1
        if (name === 'w:tbl') tables += 1
        if (name === 'w:t') inText = true
        if (name === 'w:tab') paragraph += ' '
        if (name === 'w:br' || name === 'w:cr') paragraph += tables > 0 ? ' ' : '\n'
        if (name === 'w:tr' && tables === 1) cells = []
        if (name === 'w:tc' && tables === 1) paragraph = ''
      },
      ontext(text) {
        if (inText && fallback === 0) paragraph += text
      },
      onclosetag(name) {
        if (name === 'mc:Fallback') fallback -= 1
        if (name === 'w:t') inText = false
        if (name === 'w:p') {
          if (tables > 0) paragraph += ' '
          else {
            lines.push(...paragraph.split('\n'))
            paragraph = ''
          }
        }
        if (name === 'w:tc' && tables === 1) cells.push(tidy(paragraph).replaceAll('|', '｜'))
        if (name === 'w:tr' && tables === 1) lines.push(`| ${cells.join(' | ')} |`)
        if (name === 'w:tbl') {
          tables -= 1
          if (tables === 0) paragraph = ''
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  return {
    write: (chunk: string) => parser.write(chunk),
    end: () => {
      parser.end()
      return lines
        .map((line) => ({ text: tidy(line.replace(/[\u00ad\u200b-\u200f\ufeff]/g, '')), depth: 0 }))
        .filter(({ text }) => text !== '')
    },
  }
}
