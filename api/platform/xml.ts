/** Text as XML takes it. */
const SPECIAL = /[&<>"]/
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** For text and attribute values; signs XML cannot hold are left out. */
export function escapeXml(text: string): string {
  const clean = text.replace(FORBIDDEN, '')
  return SPECIAL.test(clean) ? clean.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign) : clean
}
