/** One line of a power list in a file: facts and single terms. */
import { z } from 'zod'
import { COUNTERPARTS, FineRange, PowerKind, PowerPenalty } from './model.ts'

export const PowerLine = z.strictObject({
  kind: PowerKind,
  /** Number within its type; sub-items share their item's. */
  number: z.int().min(1).max(9999),
  /** Full title of the law. */
  law: z.string().min(1).max(200),
  /** Article, `12-1` for 第十二条之一. */
  article: z.string().regex(/^\d+(-\d+)?$/),
  /** Paragraph (款) counted from 1. */
  paragraph: z.int().min(1),
  /** Item (项) counted from 1; 0 for the paragraph as a whole. */
  item: z.int().min(0).max(99),
  /** Words that tell it from others. */
  terms: z.array(z.string().min(1).max(12)).max(6),
  who: z.array(z.enum(COUNTERPARTS)),
  penalties: z.array(PowerPenalty).optional(),
  fines: z.array(FineRange).optional(),
  /** Day on which a person compared it with the text and found it right. */
  reviewed: z.iso.date().optional(),
})
export type PowerLine = z.infer<typeof PowerLine>

/** What a line is about; two lines of one place are one power. */
export const placeOf = ({
  kind,
  law,
  article,
  paragraph,
  item,
}: Pick<PowerLine, 'kind' | 'law' | 'article' | 'paragraph' | 'item'>): string =>
  [kind, law, article, paragraph, item].join('|')
