/** Words of the answer: fixed sentences from the catalogues, one idea and at most one question each; a model's for a question of law. */
import { t } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import { articlesOf } from '../../tickets/articles-of.ts'
import { missingFields } from '../../tickets/missing.ts'
import type { TicketDraft } from '../../tickets/model.ts'
import { sharedWithBusiness } from '../../tickets/who-reads.ts'
import { draftInHand } from '../draft-in-hand.ts'
import type { TurnStatus } from '../model.ts'
import { questionFor } from '../questions.ts'
import { optionalQuestion, placedInTree } from '../tree.ts'
import { noticeOf } from './notices.ts'
import type { Answer, Step, Work } from './work.ts'

export const composeStep: Step = {
  name: 'compose',
  does: 'puts the answer into words; a model may explain the articles found',
  run: async (work) => {
    work.answer = compose(work)
    if (!work.found || work.found.sentences.length === 0) return
    const before = work.understood
    work.explained = await work.ports.explain(work)
    // A model may have proposed fields meanwhile; those the words bear out stay.
    if (work.understood && work.understood !== before) work.answer.drafts = work.understood.drafts
  },
}

function compose(work: Work): Answer {
  const { ports, turn, before, understood, found } = work
  if (!understood) throw new Error('nothing was understood')
  const { locale } = turn
  const { content } = ports
  const drafts = understood.drafts.map((draft) =>
    placedInTree(
      content,
      draft,
      before.drafts.find(({ kind }) => kind === draft.kind),
    ),
  )
  work.later = work.later.map((matter) => matter.map((draft) => placedInTree(content, draft)))
  const draft = draftInHand({ drafts, filed: before.filed })
  const rest = understood.notices.filter(({ code }) => code !== 'emergency')
  const notices = [...work.notices, ...rest.map((notice) => noticeOf(content, locale, notice))]
  const said = notices.map(({ text }) => text)
  const intent = understood.intents[0] ?? 'chat'
  const end = (status: TurnStatus, sentences: string[], more: Partial<Answer> = {}): Answer => ({
    reply: [...said, ...sentences].join('\n'),
    status: intent === 'emergency' ? 'emergency' : status,
    drafts,
    questions: [],
    citations: draft ? articlesOf({ content }, locale, draft, chinaDate(work.now)) : [],
    notices,
    links: [],
    ticket: null,
    words: 'rules',
    ...more,
  })
  if (!draft) {
    const offTopic = intent === 'out-of-scope' ? 'assistant.outOfScope' : 'assistant.hello'
    return end(said.length > 0 ? 'answered' : 'empty', [t(locale, offTopic)])
  }
  if (found && found.sentences.length > 0) {
    const words = [t(locale, 'assistant.answer.lead'), ...found.sentences, t(locale, 'assistant.answer.more')]
    return end('answered', words, { citations: found.citations })
  }
  const sentences = found ? [t(locale, 'assistant.answer.none', { phone: content.bureau.phone })] : []
  if (before.drafts.length === 0) sentences.push(heard(work, drafts))
  else if (work.later.length > 0) sentences.push(t(locale, 'assistant.heard.another'))
  sentences.push(...wall(work, draft))
  const field = nextToAsk(work, draft)
  const none = found ? { citations: [] } : {}
  if (field) {
    const question = questionFor(locale, draft, field)
    return end('collecting', [...sentences, question.text], { questions: [question], ...none })
  }
  return ready(work, draft, (words, more) => end('ready', [...sentences, ...words], { ...more, ...none }))
}

/** Shorter words without a known problem say nothing of what happened. */
const STORY = 16

/** What happened first, if nothing told it; then what the rule requires. A question put twice in vain waits for its turn. */
function nextToAsk({ before, turn }: Work, draft: TicketDraft): string | undefined {
  const dispute = draft.kind === 'complaint' || draft.kind === 'report'
  if (dispute && before.drafts.length === 0 && draft.problem === undefined && draft.narrative.length < STORY)
    return 'narrative'
  const [first, ...others] = missingFields(draft)
  if (first === undefined || first !== before.asked || others.length === 0) return first
  const { text } = questionFor(turn.locale, draft, first)
  const said = before.messages.filter(({ role }) => role === 'assistant').slice(-2)
  return said.length === 2 && said.every((each) => each.text.includes(text)) ? others[0] : first
}

/** All that is required is there: what the trader is told of it, and one question more for whoever likes to answer. */
function ready(work: Work, draft: TicketDraft, end: (words: string[], more: Partial<Answer>) => Answer): Answer {
  const { locale } = work.turn
  const words = [t(locale, `assistant.ready.${draft.kind}`)]
  const { shared } = sharedWithBusiness(draft, locale)
  if (draft.kind === 'complaint' && shared.length > 0)
    words.push(t(locale, 'assistant.shared', { what: shared.join(t(locale, 'common.listSeparator')) }))
  const next = optionalQuestion(work.ports.content, locale, draft, work.before.optional ?? [])
  if (!next) return end(words, {})
  work.optional = next.field
  return end([...words, t(locale, 'assistant.optional', { question: next.text })], { questions: [next] })
}

/** What to know first about this kind of trouble, once. */
function wall({ ports, turn, before }: Work, draft: TicketDraft): string[] {
  const { tree } = ports.content
  const told = before.drafts.some(({ subproblem }) => subproblem === draft.subproblem)
  const found = told ? undefined : tree.wall(tree.subproblem(draft.subproblem)?.wall)
  return found ? [found.text[turn.locale]] : []
}

/** "I have understood": which kind of ticket this becomes, once, in one sentence. */
function heard({ turn, later }: Work, drafts: TicketDraft[]): string {
  const kinds = drafts.map((draft) => draft.kind)
  if (later.length > 0) return t(turn.locale, 'assistant.heard.shops', { count: later.length + 1 })
  if (kinds.includes('complaint') && kinds.includes('report')) return t(turn.locale, 'assistant.heard.both')
  return t(turn.locale, `assistant.heard.${kinds[0] ?? 'complaint'}`)
}
