/** An article cut into paragraphs (款), each with its items (项). Pure. */

export interface Block {
  /** Paragraph counted from 1. */
  paragraph: number
  text: string
  /** Items （一）（二）… below it. */
  items: string[]
}

const ITEM = /^[（(][一二三四五六七八九十百]+[）)]/

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n')) {
    const last = blocks.at(-1)
    if (ITEM.test(line) && last) last.items.push(line.replace(ITEM, '').trim())
    else blocks.push({ paragraph: blocks.length + 1, text: line, items: [] })
  }
  return blocks
}
