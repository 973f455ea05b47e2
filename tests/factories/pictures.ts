/** Small real files for uploads, made by hand so that no decoder is needed; each says a canary where a camera would say the place. */
import { deflateSync } from 'node:zlib'

/** Written into EXIF, comments and texts: must be nowhere in what is kept. */
export const PLACE_CANARY = 'CANARY-36.6758N-117.1266E'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

/** EXIF with an orientation, a GPS part and the canary. */
export function exif(orientation = 6): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value])
  const canary = Buffer.from(`${PLACE_CANARY}\0`, 'latin1')
  // Head 8, three entries 2 + 36 + 4, then the maker's text, then the GPS part.
  const textAt = 8 + 42
  const gpsAt = textAt + canary.length
  const main = Buffer.concat([
    u16(3),
    entry(0x010f, 2, canary.length, u32(textAt)),
    entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
  ])
  const gps = Buffer.concat([u16(1), entry(0x0001, 2, 2, Buffer.from('N\0\0\0', 'latin1')), u32(0)])
  return Buffer.concat([Buffer.from('MM\0*', 'latin1'), u32(8), main, canary, gps])
}

/** The smallest grey JPEG: 8 × 8, one colour. */
const PLAIN = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z',
  'base64',
)

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body])

/** A JPEG as a phone sends it: EXIF, XMP, a comment, and a film behind the picture. */
export function jpeg(orientation = 6): Buffer {
  return Buffer.concat([
    PLAIN.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${PLACE_CANARY}</x>`, 'latin1')),
    segment(0xfe, Buffer.from(PLACE_CANARY, 'latin1')),
    PLAIN.subarray(2),
    Buffer.from(`film behind ${PLACE_CANARY}`, 'latin1'),
  ])
}

/** @param width with `height`, what the head claims: a bomb claims more than it holds */
export function png(width = 8, height = 8): Buffer {
  const rows = deflateSync(Buffer.alloc(8 * (8 * 3 + 1)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('eXIf', exif()),
    chunk('tEXt', Buffer.from(`Comment\0${PLACE_CANARY}`, 'latin1')),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(PLACE_CANARY, 'latin1'),
  ])
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  return Buffer.concat([u32(body.length), named, u32(crc(named))])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return value ^ 0xffffffff
}

/** A HEIC in its boxes: a picture nobody here can draw, and the EXIF of its camera. */
export function heic(): Buffer {
  const box = (kind: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    return Buffer.concat([u32(body.length + 8), Buffer.from(kind, 'latin1'), body])
  }
  const item = (id: number, kind: string) =>
    box('infe', u32(0x02000000), u16(id), u16(0), Buffer.from(`${kind}\0`, 'latin1'))
  const [picture, told] = [Buffer.alloc(64, 7), Buffer.concat([u32(0), Buffer.from('Exif\0\0', 'latin1'), exif()])]
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'))
  const meta = (from: number) =>
    box(
      'meta',
      u32(0),
      box('hdlr', Buffer.alloc(24)),
      box('iinf', u32(0), u16(2), item(1, 'hvc1'), item(2, 'Exif')),
      box(
        'iloc',
        u32(0),
        Buffer.from([0x44, 0x00]),
        u16(2),
        ...[
          { id: 1, at: from, length: picture.length },
          { id: 2, at: from + picture.length, length: told.length },
        ].map(({ id, at, length }) => Buffer.concat([u16(id), u16(0), u16(1), u32(at), u32(length)])),
      ),
    )
  const from = head.length + meta(0).length + 8
  return Buffer.concat([head, meta(from), box('mdat', picture, told)])
}

export const pdf = (text = '演示收据') =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`)

/** A PDF as an office program writes it: author, XMP, a photo with its EXIF, and more of the same deflated in an object stream. */
export function toldPdf(more = ''): Buffer {
  const told = `/Author (${PLACE_CANARY} \\) still the name) /Producer <${Buffer.from(PLACE_CANARY).toString('hex')}>`
  const stream = (entries: string, body: Buffer) =>
    Buffer.concat([Buffer.from(`<<${entries}/Length ${body.length}>>\nstream\n`), body, Buffer.from('\nendstream')])
  const inner = [`<<${told}>>`, '<</Metadata 5 0 R /Kept (inside)>>']
  const heads = `7 0 8 ${(inner[0] ?? '').length + 1} `
  const packed = deflateSync(Buffer.from(`${heads}${inner.join(' ')}`))
  const xmp = Buffer.from(`<x:xmpmeta>${PLACE_CANARY}</x:xmpmeta>`)
  const objects = [
    Buffer.from('<</Type/Catalog /Metadata 4 0 R /Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages /Kids[] /Count 0 /Kept (outside)>>'),
    Buffer.from(`<<${told} /Trapped /False>>`),
    stream('/Type/Metadata /Subtype/XML ', xmp),
    stream('/Type/Metadata /Subtype/XML /Filter/FlateDecode ', deflateSync(xmp)),
    stream(
      '/Type/XObject /Subtype/Image /Filter[/DCTDecode] ',
      jpeg().subarray(0, -`film behind ${PLACE_CANARY}`.length),
    ),
    stream(`/Type/ObjStm /N 2 /First ${heads.length} /Filter/FlateDecode `, packed),
  ]
  const parts = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  for (const [at, body] of objects.entries()) {
    places.push(parts.reduce((sum, { length }) => sum + length, 0))
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'))
  }
  const start = parts.reduce((sum, { length }) => sum + length, 0)
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.concat([
    ...parts,
    Buffer.from(`xref\n0 8\n0000000000 65535 f \n${lines}`),
    Buffer.from(`trailer\n<</Size 8 /Root 1 0 R /Info 3 0 R ${more}>>\n`),
    Buffer.from(`trailer\n<</Size 8 /Root 1 0 R /Info 7 0 R>>\nstartxref\n${start}\n%%EOF\n`),
  ])
}
