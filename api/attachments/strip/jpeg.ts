/** A JPEG without what its camera wrote beside the picture (EXIF, GPS, maker's notes, comments, a film behind it). Pure. */

const SOI = Buffer.from([0xff, 0xd8])
const EOI = Buffer.from([0xff, 0xd9])
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe
const START_OF_SCAN = 0xda
/** Frame headers, of which C4, C8 and CC are none. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

export interface Stripped {
  bytes: Buffer
  width: number
  height: number
}

/** @returns undefined when it is no whole JPEG */
export function stripJpeg(bytes: Buffer): Stripped | undefined {
  const kept: Buffer[] = [SOI]
  let orientation = 1
  let size: { width: number; height: number } | undefined
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return undefined
    const segment = bytes.subarray(at, end)
    if (marker === APP1) orientation = orientationOf(segment) ?? orientation
    if (isFrame(marker) && segment.length >= 9)
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    // APP14 says how the colours are to be read; APP0 is the frame of the format itself.
    const told = (marker > APP0 && marker <= APP15 && marker !== APP14) || marker === COMMENT
    if (!told) kept.push(segment)
    at = end
    if (marker !== START_OF_SCAN) continue
    at = endOfScan(bytes, end)
    kept.push(bytes.subarray(end, at))
  }
  if (!size || at + 2 > bytes.length || bytes[at + 1] !== 0xd9) return undefined
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation))
  return { bytes: Buffer.concat([...kept, EOI]), ...size }
}

/** Where the next marker stands; stuffed zeros and restart marks belong to the scan. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Which way up (EXIF tag 0x0112): the one thing worth keeping, for otherwise the picture lies on its side. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || segment.length < 20) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) =>
    at + 2 <= tiff.length ? (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)) : undefined
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < (u16(start) ?? 0) && entry < 64; entry += 1) {
    const at = start + 2 + entry * 12
    const value = u16(at + 8) ?? 0
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, APP1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
