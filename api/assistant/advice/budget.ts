/** Whether the model may be asked once more: switch and budgets as the administrator set them. */
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { spend } from '../../platform/rate-limit.ts'
import type { AssistantSettings } from '../settings/model.ts'
import { settingsInForce } from '../settings/read-settings.ts'

const DAY_SECONDS = 24 * 3600

/**
 * Counts one question to the model; says why it may not be asked, if so.
 *
 * @param settings those in force, when they were just read
 */
export async function refusedBySettings(
  deps: Deps,
  conversation: string | undefined,
  settings?: AssistantSettings,
): Promise<'off' | 'budget' | undefined> {
  const { modelOn, modelCallsPerDay, modelCallsPerConversation } = settings ?? (await settingsInForce(deps))
  if (!modelOn) return 'off'
  try {
    await spend(deps, { name: 'model-day', max: modelCallsPerDay, windowSeconds: DAY_SECONDS }, 'all')
    const perConversation = { name: 'model-conversation', max: modelCallsPerConversation, windowSeconds: DAY_SECONDS }
    if (conversation) await spend(deps, perConversation, conversation)
    return undefined
  } catch (error) {
    if (error instanceof Problem && error.code === 'too-many-requests') return 'budget'
    throw error
  }
}
