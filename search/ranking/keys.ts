/** Names under which an article is known whatever its version: the learned numbers refer to articles by them. */

/** One spelling of a law's title: 最高人民法院关于适用《中华人民共和国保险法》… and 最高人民法院关于适用《保险法》… are one. */
export function lawKey(title: string): string {
  return title
    .normalize('NFKC')
    .replaceAll('中华人民共和国', '')
    .replace(/\((?:\d{4}.*?|[^()]*(?:修正|修订|修改|试行版)|[一二三四五六七八九十]+次[^()]*)\)$/, '')
    .replace(/[\s《》〈〉<>"“”()（）、，,]/g, '')
}

/** @param number Arabic figures, `12-1` for 第十二条之一 */
export const articleKey = (title: string, number: string) => `${lawKey(title)}#${number}`

/** 12-1 as 12001: numbers that sort and compare. */
export function numberCode(number: string): number {
  const [main = 0, inserted = 0] = number.split('-').map(Number)
  return Number.isInteger(main) && Number.isInteger(inserted) ? main * 1000 + inserted : 0
}

/** 53-bit hash of a text (cyrb53): columns compare texts as numbers. */
export function hashOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
