/** A PNG of which only what is needed to draw it stays: no text, no EXIF, no time, nothing behind its end. Pure. */
import type { Stripped } from './jpeg.ts'

const HEAD = 8
const NEEDED = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']

/** @returns undefined when it is no whole PNG */
export function stripPng(bytes: Buffer): Stripped | undefined {
  const kept: Buffer[] = [bytes.subarray(0, HEAD)]
  let size: { width: number; height: number } | undefined
  for (let at = HEAD; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length || (at === HEAD) !== (kind === 'IHDR')) return undefined
    if (kind === 'IHDR') size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    if (NEEDED.includes(kind)) kept.push(bytes.subarray(at, end))
    if (kind === 'IEND' && size) return { bytes: Buffer.concat(kept), ...size }
    at = end
  }
  return undefined
}
