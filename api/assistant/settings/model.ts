/** What an administrator may set of the assistant. */
import { z } from '@hono/zod-openapi'

const limit = (most: number) => z.int().min(1).max(most)

export const AssistantSettings = z.strictObject({
  /** Off: nobody is answered here, the plain forms take complaints. */
  assistantOn: z.boolean(),
  /** Off: the assistant works by its rules alone. Means nothing where no model is configured. */
  modelOn: z.boolean(),
  messagesPerConversation: limit(500),
  /** From one address. */
  messagesPerDay: limit(100_000),
  modelCallsPerDay: limit(1_000_000),
  modelCallsPerConversation: limit(500),
})
export type AssistantSettings = z.infer<typeof AssistantSettings>

export const SettingsView = AssistantSettings.extend({
  /** Whether a model is configured at all. */
  modelConfigured: z.boolean(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type SettingsView = z.infer<typeof SettingsView>

export const SettingsChange = AssistantSettings.extend({ reason: z.string().trim().min(2).max(200) })
export type SettingsChange = z.infer<typeof SettingsChange>
