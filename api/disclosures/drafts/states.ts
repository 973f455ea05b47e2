/** The life of a record before it is published (待公示). */

export const DRAFT_STATES = ['draft', 'scheduled', 'published', 'discarded'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

/** How close the last day to publish is (公示到期提醒). */
export const WARNINGS = ['near', 'late'] as const
export type Warning = (typeof WARNINGS)[number]
