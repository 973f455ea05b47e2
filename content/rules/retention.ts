/** How long a kind of record is kept, from retention.yaml. */
import type { Content } from '../schema.ts'

export function retentionDays(content: Pick<Content, 'retention'>, id: string): number {
  const rule = content.retention.find((each) => each.id === id)
  if (!rule) throw new Error(`content/rules/retention.yaml has no row "${id}"`)
  return rule.days
}
