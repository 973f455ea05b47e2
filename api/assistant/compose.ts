/** Words of one answer of the local engine: fixed sentences from the catalogues, one idea and at most one question each. */

import type { z } from '@hono/zod-openapi'
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { missingFields } from '../tickets/missing.ts'
import type { TicketDraft } from '../tickets/model.ts'
import type { QuestionAnswer } from './answer-question.ts'
import { citationsOf } from './citations.ts'
import type { Understanding } from './local/understand.ts'
import type { Citation, ConversationState, Notice, Question, TurnStatus } from './model.ts'
import { questionFor } from './questions.ts'

export interface Answer {
  reply: string
  drafts: TicketDraft[]
  questions: z.infer<typeof Question>[]
  citations: z.infer<typeof Citation>[]
  notices: z.infer<typeof Notice>[]
  ticket: { number: string; url: string } | null
  status: TurnStatus
}

/** @param found articles looked up for a question just asked; absent when nothing was looked up */
export function compose(
  deps: Deps,
  locale: 'zh' | 'en',
  state: ConversationState,
  understood: Understanding,
  found?: QuestionAnswer,
): Answer {
  const { drafts } = understood
  const draft = drafts.find((each) => state.filed[each.kind] === undefined)
  const missing = draft ? missingFields(draft) : []
  const questions = draft && missing[0] ? [questionFor(locale, draft, missing[0])] : []
  const notices = understood.notices.map((notice) => noticeOf(deps, locale, notice))
  const base = { drafts, questions, notices, citations: draft ? citationsOf(deps, locale, draft) : [], ticket: null }
  const sentences: string[] = notices.map((notice) => notice.text)
  const end = (status: TurnStatus, ...more: string[]): Answer => ({
    ...base,
    reply: [...sentences, ...more].join('\n'),
    status,
  })

  if (understood.wantsHuman) {
    const { phone, officeHours } = deps.content.bureau
    return end(
      'human',
      t(locale, 'assistant.human', { phone, hours: officeHours[locale] }),
      ...questions.map((q) => q.text),
    )
  }
  if (understood.withdrawn)
    return { ...end('withdrawn', t(locale, 'assistant.withdrawn')), drafts: [], questions: [], citations: [] }
  if (understood.statusQuery) {
    const number = understood.statusQuery.number
    const ticket = number ? { number, url: `/tickets/track?number=${encodeURIComponent(number)}` } : null
    return {
      ...end('signposted', t(locale, number ? 'assistant.statusOf' : 'assistant.statusHow', { number: number ?? '' })),
      ticket,
    }
  }
  const intent = understood.intents[0] ?? 'chat'
  if (!draft) {
    if (intent === 'emergency') return end('emergency')
    if (intent === 'out-of-scope') return end('signposted', t(locale, 'assistant.outOfScope'))
    return end(
      sentences.length > 0 ? 'answered' : 'empty',
      t(locale, intent === 'licence' ? 'assistant.licence' : 'assistant.hello'),
    )
  }
  if (found && found.sentences.length > 0) {
    const said = [t(locale, 'assistant.answer.lead'), ...found.sentences, t(locale, 'assistant.answer.more')]
    return { ...end('answered', ...said), citations: found.citations, questions: [] }
  }
  if (found) {
    sentences.push(t(locale, 'assistant.answer.none', { phone: deps.content.bureau.phone }))
    base.citations = []
  }
  if (state.drafts.length === 0) sentences.push(heard(locale, drafts))
  if (questions[0]) return end(intent === 'emergency' ? 'emergency' : 'collecting', questions[0].text)
  return end(intent === 'emergency' ? 'emergency' : 'ready', t(locale, `assistant.ready.${draft.kind}`))
}

/** "I have understood": which kind of ticket this becomes, once, in one sentence. */
function heard(locale: 'zh' | 'en', drafts: TicketDraft[]): string {
  const kinds = drafts.map((draft) => draft.kind)
  if (kinds.includes('complaint') && kinds.includes('report')) return t(locale, 'assistant.heard.both')
  return t(locale, `assistant.heard.${kinds[0] ?? 'complaint'}`)
}

function noticeOf(deps: Deps, locale: 'zh' | 'en', notice: Understanding['notices'][number]): z.infer<typeof Notice> {
  switch (notice.code) {
    case 'emergency': {
      const rule = deps.content.emergencies.find((each) => each.id === notice.id)
      return { code: 'emergency', text: rule?.text[locale] ?? '', ...(rule ? { number: rule.number } : {}) }
    }
    case 'other-body': {
      const other = deps.content.otherBodies.find((each) => each.id === notice.id)
      return {
        code: 'other-body',
        text: other
          ? t(locale, 'assistant.otherBody', {
              body: other.body[locale],
              phone: other.phone,
              advice: other.advice[locale],
            })
          : '',
      }
    }
    default:
      return { code: notice.code, text: t(locale, `assistant.notice.${notice.code}`) }
  }
}
