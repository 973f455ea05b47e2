/** Ends a turn with a fixed sentence: the drafts stay as they were unless said otherwise. */
import { t } from '../../../content/messages/index.ts'
import type { TurnStatus } from '../model.ts'
import type { Answer, Canned, Work } from './work.ts'

export function canned(work: Work, status: TurnStatus, sentences: readonly Canned[], more: Partial<Answer> = {}): void {
  const said = sentences.map(([key, params]) => t(work.turn.locale, key, params))
  work.answer = {
    reply: [...work.notices.map(({ text }) => text), ...said].join('\n'),
    status,
    drafts: work.before.drafts,
    questions: [],
    citations: [],
    notices: work.notices,
    links: [],
    ticket: null,
    words: 'rules',
    ...more,
  }
}
