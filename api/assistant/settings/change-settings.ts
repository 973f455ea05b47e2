/** Sets switches and limits of the assistant; in force with the next turn. */
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { demand } from '../../staff/permissions.ts'
import type { SettingsChange, SettingsView } from './model.ts'
import { ONLY, readSettings, settingsInForce } from './read-settings.ts'
import { assistantSettings } from './tables.ts'

export async function changeSettings(deps: Deps, ctx: Context, change: SettingsChange): Promise<SettingsView> {
  demand(ctx, 'assistant.manage')
  const { reason, ...settings } = change
  const before = await settingsInForce(deps)
  const changedBy = ctx.actor.kind === 'staff' ? ctx.actor.id : 'system'
  await deps.db.transaction(async (tx) => {
    const row = { ...settings, changedAt: deps.clock.now(), changedBy }
    await tx
      .insert(assistantSettings)
      .values({ id: ONLY, ...row })
      .onConflictDoUpdate({ target: assistantSettings.id, set: row })
    await audit(deps, tx, ctx, {
      action: 'assistant.settings-changed',
      entity: 'assistant-settings',
      entityId: String(ONLY),
      before,
      after: settings,
      reason,
    })
  })
  return readSettings(deps, ctx)
}
