/** What an entry of the audit log tells, in words. */
import { hasMessage, type MessageKey } from '../../content/messages/index.ts'

/** Steps of a ticket are named where officers take them. A name that has no words yet stands as it is. */
export function didWhat(say: (key: MessageKey) => string, action: string): string {
  const own = `desk.audit.did.${action}`
  if (hasMessage(own)) return say(own)
  const step = `tickets.action.${action.replace(/^ticket\./, '')}`
  return hasMessage(step) ? say(step) : action
}
