/** An issued document as a DOCX file (docx library), laid out as an official paper, in the words of its page. */

import { z } from '@hono/zod-openapi'
import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx'
import { type Locale, t } from '../../../content/messages/index.ts'
import { gives, problem } from '../../platform/openapi.ts'
import { dayLabel } from '../words.ts'
import { NoticeDocument } from './model.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const DocxBody = { [TYPE]: { schema: z.string().openapi({ format: 'binary' }) } }

/** Answers to whoever was sent a document, at the person's door and at the business's: to read, and as a file. */
export const NOTICE_ANSWERS = { 200: gives(NoticeDocument, 'The document'), 404: problem, 429: problem }
export const NOTICE_FILE_ANSWERS = { 200: { description: 'The file', content: DocxBody }, 404: problem, 429: problem }

/** Half points: 二号 for the title, 四号 for the text. */
const TITLE = 44
const TEXT = 28
const FONT = { ascii: 'Times New Roman', eastAsia: 'FangSong', hAnsi: 'Times New Roman' }
/** Two characters (首行缩进), in twentieths of a point. */
const INDENT = 560

export async function docxAnswer(notice: NoticeDocument, locale: Locale): Promise<Response> {
  const bytes = await noticeDocx(notice, locale)
  const name = encodeURIComponent(`${notice.title} ${notice.number}.docx`)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': TYPE,
      'content-disposition': `attachment; filename="notice.docx"; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
    },
  })
}

export function noticeDocx(notice: NoticeDocument, locale: Locale): Promise<Buffer> {
  const { title, number, addressee, paragraphs, facts, basis, routes, marks, unit, phone, bureau, issuedOn } = notice
  const children = [
    line(bureau, { centre: true }),
    line(title, { centre: true, size: TITLE, bold: true }),
    line(number, { centre: true }),
    line(addressee, {}),
    ...paragraphs.map((text) => line(text, { indent: true })),
    ...routes.map((text, i) => line(`${i + 1}. ${text}`, { indent: true })),
    ...facts.map(({ label, value }) => line(t(locale, 'tickets.paper.fact', { label, value }), { indent: true })),
    ...(basis.length > 0
      ? [line(t(locale, 'tickets.paper.basis', { basis: listed(locale, basis) }), { indent: true })]
      : []),
    line(t(locale, 'tickets.paper.contact', { unit, phone }), { indent: true }),
    ...marks.map((text) => line(text, { indent: true })),
    line(bureau, { right: true }),
    line(dayLabel(locale, issuedOn), { right: true }),
  ]
  return Packer.toBuffer(new Document({ title, creator: bureau, sections: [{ children }] }))
}

const listed = (locale: Locale, all: readonly string[]) => all.join(t(locale, 'common.listSeparator'))

interface Look {
  centre?: boolean
  right?: boolean
  indent?: boolean
  bold?: boolean
  size?: number
}

function line(text: string, { centre, right, indent, bold = false, size = TEXT }: Look): Paragraph {
  const alignment = centre ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT
  return new Paragraph({
    alignment,
    spacing: { line: 480 },
    ...(indent ? { indent: { firstLine: INDENT } } : {}),
    children: [new TextRun({ text, bold, size, font: FONT })],
  })
}
