/** What a file really is, by its first bytes; name and header are only what somebody said. Pure. */
import type { FileType } from './model.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']
/** Some printers write a line before the head of a PDF. */
const PDF_WITHIN = 1024

/** @returns undefined for everything else */
export function sniff(bytes: Buffer): FileType | undefined {
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png'
  if (bytes.toString('latin1', 4, 8) === 'ftyp' && HEIC_BRANDS.includes(bytes.toString('latin1', 8, 12)))
    return 'image/heic'
  if (bytes.subarray(0, PDF_WITHIN).includes('%PDF-')) return 'application/pdf'
  return undefined
}
