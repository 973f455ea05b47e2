/** The complaint tree in the chat: which sub-problem the words tell, what may still be asked, and what an answer means. Pure. */
import { type Locale, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import type { Subproblem, TreeQuestion } from '../../content/schema-tree.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { findDates } from './local/dates.ts'
import { normalise } from './local/normalise.ts'
import { findMoney } from './local/numbers.ts'
import type { Question } from './model.ts'

type Tree = Pick<Content, 'tree'>
export const DETAIL = 'details.'
/** More than these would keep somebody upset waiting. */
const MOST = 2
const LONGEST_ANSWER = 120

/** The draft with its sub-problem, as the words of the story tell it; one chosen by hand stays. `earlier` is the draft before. */
export function placedInTree(content: Tree, draft: TicketDraft, earlier: TicketDraft = draft): TicketDraft {
  if (draft.kind !== 'complaint' && draft.kind !== 'report') return draft
  const below = content.tree.below(draft.problem)
  const known = below.some(({ id }) => id === draft.subproblem) ? draft.subproblem : undefined
  const mark = earlier.provenance?.['subproblem']
  const chosen = known !== undefined && mark?.basis === 'confirmed'
  const id = known ?? wordsTell(below, draft.narrative)
  const { subproblem: _, ...rest } = draft
  const { subproblem: __, ...provenance } = draft.provenance ?? {}
  if (id === undefined) return { ...rest, provenance }
  const basis = chosen ? mark : { message: 0, start: 0, end: 0, basis: 'inferred' as const }
  return { ...rest, subproblem: id, provenance: { ...provenance, subproblem: basis } }
}

/** The sub-problem of whose words the story holds most. */
function wordsTell(below: readonly Subproblem[], narrative: string): string | undefined {
  const lower = narrative.toLowerCase()
  const [best] = below
    .map(({ id, words }) => ({
      id,
      held: [...words.zh, ...words.en]
        .filter((word) => lower.includes(word))
        .reduce((sum, word) => sum + word.length, 0),
    }))
    .filter(({ held }) => held > 0)
    .sort((a, b) => b.held - a.held)
  return best?.id
}

/** The next question that may help and need not be answered. */
export function optionalQuestion(
  content: Tree,
  locale: Locale,
  draft: TicketDraft,
  asked: readonly string[],
): Question | undefined {
  if (asked.length >= MOST) return undefined
  const wanted = content.tree
    .subproblem(draft.subproblem)
    ?.questions.find((id) => !asked.includes(id) && draft.details?.[id] === undefined)
  const question = wanted === undefined ? undefined : content.tree.question(wanted)
  return (
    question && {
      field: `${DETAIL}${question.id}`,
      text: question.text[locale],
      suggestions: suggestions(question, locale),
    }
  )
}

const suggestions = ({ kind, options }: TreeQuestion, locale: Locale): string[] =>
  kind === 'yes-no'
    ? [t(locale, 'assistant.suggest.yes'), t(locale, 'assistant.suggest.no')]
    : (options ?? []).map(({ label }) => label[locale]).slice(0, 4)

/** What an answer means to a question, as it is kept; undefined when it is none. */
export function detailValue(question: TreeQuestion, answer: string, today: string): string | undefined {
  const text = answer.trim()
  const { lower } = normalise(text)
  if (text === '' || text.length > LONGEST_ANSWER || /投诉|举报|转人工|complain|report/.test(lower)) return undefined
  switch (question.kind) {
    case 'date':
      return findDates(lower, today).at(-1)?.iso
    case 'money':
      return findMoney(lower).at(-1)?.yuan ?? /^\D{0,3}(\d{1,7}(?:\.\d{1,2})?)\D{0,3}$/.exec(lower)?.[1]
    case 'number':
      return /\d+/.exec(lower)?.[0]
    case 'url':
      return /https?:\/\/\S{4,300}/.exec(text)?.[0]
    case 'yes-no':
      return /^(?:没|不|否|无|no)/.test(lower)
        ? 'no'
        : /^(?:有|是|对|嗯|在|去|看|还|签|yes|yeah)/.test(lower)
          ? 'yes'
          : undefined
    case 'choice':
      return question.options?.find(({ label }) => lower.includes(label.zh) || lower === label.en.toLowerCase())?.value
    case 'text':
      return /^(?:不知道|不清楚|忘了|没有了?|不用|提交|跳过|skip|no)[了吧。.!\s]*$/.test(lower) ? undefined : text
    default:
      return question.kind satisfies never
  }
}
