/** Archives, Word files and odd bytes written by the tests themselves, honest ones and hostile ones. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'

export interface Packed {
  name: string
  bytes?: Buffer | string
  /** Makes it a link to there (tar only). */
  linkTo?: string
  /** Size claimed in the directory instead of the true one (zip only). */
  claimed?: number
}

export const gz = (bytes: Buffer) => gzipSync(bytes)

/** A tar with any name as it is given, `../` included. */
export function tarOf(entries: readonly Packed[]): Buffer {
  const blocks = entries.flatMap(({ name, bytes = '', linkTo }) => {
    const body = linkTo === undefined ? Buffer.from(bytes) : Buffer.alloc(0)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write('0000000\0', 108)
    header.write('0000000\0', 116)
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('00000000000\0', 136)
    header.write('        ', 148)
    header.write(linkTo === undefined ? '0' : '2', 156)
    header.write(linkTo ?? '', 157, 100)
    header.write('ustar\x0000', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

export function zipOf(entries: readonly Packed[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes = '', claimed } of entries) {
    const body = Buffer.from(bytes)
    const packed = deflateRawSync(body)
    const label = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimed ?? body.length, 18)
    common.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, label]))
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end])
}

/** A Word file of these paragraphs; an array is a row of a table. */
export function docxOf(paragraphs: readonly (string | string[])[]): Buffer {
  const text = (value: string) => `<w:p><w:r><w:t xml:space="preserve">${value}</w:t></w:r></w:p>`
  const body = paragraphs
    .map((each) =>
      typeof each === 'string'
        ? text(each)
        : `<w:tbl><w:tr>${each.map((cell) => `<w:tc>${text(cell)}</w:tc>`).join('')}</w:tr></w:tbl>`,
    )
    .join('')
  return zipOf([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: 'word/document.xml', bytes: `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>` },
  ])
}

let signs: Map<string, number[]> | undefined

/** Text in GB18030, of the two-byte signs. */
export function gb18030(text: string): Buffer {
  signs ??= new Map(
    Array.from({ length: 0x7e }, (_, row) => 0x81 + row).flatMap((first) =>
      Array.from({ length: 0xbf }, (_, at) => 0x40 + at)
        .filter((second) => second !== 0x7f)
        .map((second): [string, number[]] => [
          new TextDecoder('gb18030').decode(Uint8Array.of(first, second)),
          [first, second],
        ]),
    ),
  )
  const known = signs
  return Buffer.from([...text].flatMap((sign) => (sign < '\x80' ? [sign.charCodeAt(0)] : (known.get(sign) ?? [0x3f]))))
}
