/** Bytes to text: UTF-8, UTF-16 with its mark, or GB18030 when the result reads like Chinese. */

/** Signs nearly every Chinese text holds; a text decoded wrongly holds none of them. */
const COMMON = /[，。、；：的了在是有第条]/g
/** Share of common signs below which a decoding is taken for a guess gone wrong. */
const PLAUSIBLE_SHARE = 0.03

/** @throws Error with a sentence when the bytes are no text */
export function decode(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const text = marked ? tryDecode(marked, bytes) : (tryDecode('utf-8', bytes) ?? gb18030(bytes))
  if (text === null)
    throw new Error(
      `从第 ${firstBadByte(bytes)} 字节起不是 UTF-8 或 GB18030 文本 / not UTF-8 or GB18030 text from byte ${firstBadByte(bytes)} on`,
    )
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new Error('含有空字节，不是文本 / holds a NUL byte, no text')
  return text
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function gb18030(bytes: Uint8Array): string | null {
  const text = tryDecode('gb18030', bytes)
  const share = (text?.match(COMMON)?.length ?? 0) / Math.max(1, text?.length ?? 0)
  return share >= PLAUSIBLE_SHARE ? text : null
}

/** Counted from 1. */
function firstBadByte(bytes: Uint8Array): number {
  const [before = ''] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\ufffd', 1)
  return Buffer.byteLength(before) + 1
}
