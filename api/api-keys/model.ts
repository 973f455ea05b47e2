/** What a key of an outside sender is. */
import { z } from '@hono/zod-openapi'

/** Doors that take a key: the five hotlines (热线) and Open311 clients. */
export const KEY_SOURCES = ['12345', '12315', '12331', '12365', '12358', 'open311'] as const
export const KeySource = z.enum(KEY_SOURCES)
export type KeySource = z.infer<typeof KeySource>

export interface ListedKey {
  id: string
  source: KeySource
  label: string
  createdAt: Date
  revokedAt: Date | null
}
