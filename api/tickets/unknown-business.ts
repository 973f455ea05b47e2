/** What stands in a ticket for a business that its person cannot name or place: staff read Chinese. */
import { t } from '../../content/messages/index.ts'

export const UNKNOWN = { name: t('zh', 'tickets.unknown.name'), place: t('zh', 'tickets.unknown.place') } as const
