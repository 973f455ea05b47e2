/** Switches and limits in force at this moment; every turn asks, so that a change counts at once in every process. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Queryable } from '../../platform/database.ts'
import { demand } from '../../staff/permissions.ts'
import type { AssistantSettings, SettingsView } from './model.ts'
import { assistantSettings } from './tables.ts'

export const ONLY = 1

async function rowOf(q: Queryable) {
  const [row] = await q.select().from(assistantSettings).where(eq(assistantSettings.id, ONLY))
  return row
}

/** What counts until an administrator changes it; budgets of the model come from the environment. */
export function standardSettings({ config }: Pick<Deps, 'config'>): AssistantSettings {
  return {
    assistantOn: true,
    modelOn: true,
    messagesPerConversation: 100,
    messagesPerDay: 500,
    modelCallsPerDay: config.model?.callsPerDay ?? 2000,
    modelCallsPerConversation: config.model?.callsPerConversation ?? 30,
  }
}

export async function settingsInForce(deps: Deps): Promise<AssistantSettings> {
  const row = await rowOf(deps.db)
  if (!row) return standardSettings(deps)
  const { id: _, changedAt: __, changedBy: ___, ...settings } = row
  return settings
}

/** For the administrator's page. */
export async function readSettings(deps: Deps, ctx: Context): Promise<SettingsView> {
  demand(ctx, 'assistant.manage')
  const row = await rowOf(deps.db)
  return {
    ...(await settingsInForce(deps)),
    modelConfigured: deps.config.model !== undefined,
    changedAt: row?.changedAt.toISOString() ?? null,
    changedBy: row?.changedBy ?? null,
  }
}
