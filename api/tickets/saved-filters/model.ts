/** A filter of the queue with its name, as its owner sends and sees it. */
import { z } from '@hono/zod-openapi'
import { Text } from '../model.ts'
import { QueueFilter } from '../queue-filter.ts'

const flag = z.literal('true').optional()
/** In the words of the queue's own address, so that it can be asked for as it stands. */
export const KeptFilter = QueueFilter.extend({
  overdue: flag,
  soon: flag,
  mine: flag,
  q: z.string().trim().max(100).optional(),
}).strict()
export type KeptFilter = z.infer<typeof KeptFilter>

export const NewFilter = z.object({ name: Text(30), filter: KeptFilter })
export const SavedFilter = z.object({ id: z.uuid(), name: z.string(), filter: KeptFilter })
export type SavedFilter = z.infer<typeof SavedFilter>
