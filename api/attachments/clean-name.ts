/** The name a file is shown and saved under: no folder, nothing unseen, the ending of what it really is. Pure. */
import type { FileType } from './model.ts'

const ENDINGS: Record<FileType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
}
const LONGEST = 80

/** @param given as the sender's program named it; may be anything */
export function cleanName(given: string, type: FileType): string {
  const bare = (given.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .toWellFormed()
    // Control, format and direction characters, line ends, private use: nothing a reader would see as written.
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/(\.[a-z][a-z0-9]{1,4})+$/i, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const stem = [...bare].slice(0, LONGEST).join('').trim()
  return `${stem || 'file'}.${ENDINGS[type]}`
}

/** `Content-Disposition` of RFC 6266; the plain name for old programs holds ASCII only. */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
