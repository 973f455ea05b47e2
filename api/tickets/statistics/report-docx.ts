/** The report as a Word file, for the paper file and for whoever reads it aloud in a meeting. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx'
import type { Report, ReportTable } from './report-table.ts'

export async function reportDocx({ title, lead, tables, note }: Report): Promise<Buffer> {
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: lead, spacing: { after: 200 } }),
    ...tables.flatMap((table) => [
      new Paragraph({ text: table.title, heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 80 } }),
      drawn(table),
    ]),
    new Paragraph({ text: note, spacing: { before: 240 } }),
  ]
  return Packer.toBuffer(new Document({ title, sections: [{ children }] }))
}

function drawn({ head, rows }: ReportTable): Table {
  const row = (cells: readonly string[], header = false) =>
    new TableRow({
      tableHeader: header,
      children: cells.map((text) => new TableCell({ children: [new Paragraph({ text })] })),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(head, true), ...rows.map((cells) => row(cells))],
  })
}
