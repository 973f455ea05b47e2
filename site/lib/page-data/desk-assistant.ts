/** Limits of the assistant in the order the form shows them. */
export const ASSISTANT_LIMITS = [
  'messagesPerConversation',
  'messagesPerDay',
  'modelCallsPerDay',
  'modelCallsPerConversation',
] as const
