/**
 * A HEIC photo with its EXIF and XMP blanked where they stand. Nothing moves, so that no address inside breaks
 * (ISO/IEC 14496-12: `meta` holds `iinf`, which items there are, and `iloc`, where they lie). Pure.
 */

interface Box {
  kind: string
  /** First byte of the content. */
  from: number
  to: number
}

/** @returns undefined when its boxes do not fit together */
export function stripHeic(bytes: Buffer): Buffer | undefined {
  try {
    const top = boxesIn(bytes, 0, bytes.length)
    const meta = top.find(({ kind }) => kind === 'meta')
    if (!meta) return undefined
    const inner = boxesIn(bytes, meta.from + 4, meta.to)
    const find = (kind: string) => inner.find((box) => box.kind === kind)
    const [info, places] = [find('iinf'), find('iloc')]
    if (!info || !places) return undefined
    const told = toldItems(bytes, info)
    const blank = Buffer.from(bytes)
    for (const { item, method, from, length } of extentsOf(bytes, places)) {
      const start = from + (method === 1 ? (find('idat')?.from ?? bytes.length) : 0)
      if (start + length > bytes.length) return undefined
      if (told.has(item)) blank.fill(0, start, start + length)
    }
    return blank
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const short = bytes.readUInt32BE(at)
    const long = short === 1
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
    if (size < 8 || at + size > end) throw new RangeError('a box reaches beyond what holds it')
    boxes.push({ kind: bytes.toString('latin1', at + 4, at + 8), from: at + (long ? 16 : 8), to: at + size })
    at += size
  }
  return boxes
}

/** Items that are no picture: EXIF, and XMP, which is of type `mime`. */
function toldItems(bytes: Buffer, info: Box): Set<number> {
  const version = bytes.readUInt8(info.from)
  const entries = boxesIn(bytes, info.from + (version === 0 ? 6 : 8), info.to).filter(({ kind }) => kind === 'infe')
  const told = new Set<number>()
  for (const { from } of entries) {
    const wide = bytes.readUInt8(from) >= 3
    const item = wide ? bytes.readUInt32BE(from + 4) : bytes.readUInt16BE(from + 4)
    const kind = bytes.toString('latin1', from + (wide ? 10 : 8), from + (wide ? 14 : 12))
    if (kind === 'Exif' || kind === 'mime') told.add(item)
  }
  return told
}

function* extentsOf(
  bytes: Buffer,
  places: Box,
): Generator<{ item: number; method: number; from: number; length: number }> {
  const version = bytes.readUInt8(places.from)
  let at = places.from + 4
  const take = (size: number): number => {
    const value = size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size)
    at += size
    return value
  }
  const sizes = take(2)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15]
  const items = take(version < 2 ? 2 : 4)
  for (let n = 0; n < items; n += 1) {
    const item = take(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : take(2) & 15
    take(2)
    const base = take(baseSize)
    const extents = take(2)
    for (let extent = 0; extent < extents; extent += 1) {
      if (version > 0) take(indexSize)
      const from = take(offsetSize)
      yield { item, method, from: base + from, length: take(lengthSize) }
    }
  }
}
