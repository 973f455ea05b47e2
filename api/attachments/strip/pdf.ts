/**
 * A PDF with what tells of its maker blanked where it stands: document information (author, title, programs, dates), XMP,
 * and what a camera wrote into its photos. No byte moves, so that no address inside breaks. Pure.
 */
import { constants, deflateSync, inflateSync } from 'node:zlib'
import { dictionaryAt, objectsIn, type PdfObject } from './pdf-syntax.ts'

const SPACE = 0x20
/** A decoder is never given more than this to fill. */
const MOST_INFLATED = 32 * 1024 * 1024
/** An object stream holds some hundred at most. */
const MOST_OBJECTS = 5000
/** JPEG segments a program writes beside the picture: APP1 (EXIF, XMP), APP13 (IPTC), comments. */
const TOLD_SEGMENTS = [0xe1, 0xed, 0xfe]

/** A signed document (an electronic invoice) stays as it was sent: one byte changed, and its signature counts no more. */
const isSigned = (text: string) => /\/ByteRange\s*\[/.test(text)

export function stripPdf(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  if (isSigned(text)) return bytes
  const blank = Buffer.from(bytes)
  const objects = [...objectsIn(text)]
  const told = new Set(objects.flatMap(({ entries }) => referenced(entries.get('Info')?.value)))
  for (const object of objects) {
    const { number, from, to, entries, stream } = object
    for (const name of ['Info', 'Metadata']) {
      const entry = entries.get(name)
      if (entry && referenced(entry.value).length > 0) blank.fill(SPACE, entry.from, entry.to)
    }
    if (told.has(number) && !stream) blank.fill(SPACE, from, to)
    if (!stream) continue
    const body = blank.subarray(stream.from, stream.to)
    if (is(object, 'Type', '/Metadata')) empty(body, object)
    else if (is(object, 'Type', '/ObjStm')) blankInside(body, object, told)
    else if (is(object, 'Filter', '/DCTDecode')) blankSegments(body)
  }
  return blank
}

const is = ({ entries }: PdfObject, name: string, value: string): boolean =>
  (entries.get(name)?.value ?? '').replace(/^\[\s*|\s*\]$/g, '') === value

const referenced = (value = ''): number[] => {
  const found = /^(\d+)\s+\d+\s+R$/.exec(value)
  return found ? [Number(found[1])] : []
}

/** What follows the end of deflated data is not read. */
function empty(body: Buffer, object: PdfObject): void {
  body.fill(SPACE)
  if (is(object, 'Filter', '/FlateDecode')) deflateSync(Buffer.from(' ')).copy(body)
}

/** Objects kept deflated in a stream: blanked inside, and deflated again into the same room. */
function blankInside(body: Buffer, { entries }: PdfObject, told: ReadonlySet<number>): void {
  const inside = inflated(body)
  const [count, first] = [Number(entries.get('N')?.value), Number(entries.get('First')?.value)]
  if (!inside || !(first >= 0 && first <= inside.length) || entries.has('DecodeParms')) return
  const text = inside.toString('latin1')
  const heads = text.slice(0, first).trim().split(/\s+/).map(Number)
  let changed = false
  for (let at = 0; at < Math.min(count, heads.length / 2, MOST_OBJECTS); at += 1) {
    const [number = -1, offset = inside.length] = heads.slice(at * 2, at * 2 + 2)
    const object = dictionaryAt(text, first + offset, number)
    if (!object) continue
    const metadata = object.entries.get('Metadata')
    const places = [...(told.has(number) ? [object] : []), ...(metadata ? [metadata] : [])]
    for (const place of places) inside.fill(SPACE, place.from, place.to)
    changed ||= places.length > 0
  }
  if (!changed) return
  const packed = deflateSync(inside, { level: constants.Z_BEST_COMPRESSION, memLevel: constants.Z_MAX_MEMLEVEL })
  // With less in it than before it fits; where it should not, the way to it is blanked all the same.
  if (packed.length > body.length) return
  body.fill(SPACE)
  packed.copy(body)
}

function inflated(body: Buffer): Buffer | undefined {
  try {
    return inflateSync(body, { maxOutputLength: MOST_INFLATED })
  } catch {
    return undefined
  }
}

function blankSegments(picture: Buffer): void {
  for (let at = 2; at + 4 <= picture.length && picture[at] === 0xff; ) {
    const marker = picture[at + 1] ?? 0
    const end = at + 2 + picture.readUInt16BE(at + 2)
    if (marker === 0xda || end > picture.length) return
    if (TOLD_SEGMENTS.includes(marker)) picture.fill(0, at + 4, end)
    at = end
  }
}
