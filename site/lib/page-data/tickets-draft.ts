/** The draft behind the stepwise form: reading it, and what a step shows of it. */
import type { ConversationView } from '../../../api/assistant/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { TicketDraft, TicketKind } from '../../../api/tickets/model.ts'
import { UNKNOWN } from '../../../api/tickets/unknown-business.ts'
import type { FieldProblem } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import type { DraftStep } from '../paths.ts'
import { typedOf } from './tickets-fields.ts'
import type { Typed, Where } from './tickets-forms.ts'
import { type FormStep, fieldsOf, stepsOf } from './tickets-steps.ts'

type Site = ReturnType<typeof useSite>
export type DraftView = ConversationView & { draft: TicketDraft }

/** A page that can show the draft. */
export interface DraftPage {
  view: DraftView
  typed: Typed
  problems: FieldProblem[]
  /** What went wrong when it is not about one field. */
  detail?: string | undefined
  /** Why files were not taken. */
  refused: string[]
  /** Paths of values the assistant guessed and nobody has confirmed. */
  guessed: string[]
  where: Where
  /** The reader wanted a later step; this one comes first. */
  sentBack: boolean
  status: number
}

/** No draft to show: filed already, or the address is unknown or too old. */
export interface NoDraft {
  filed: string[]
  problem?: ProblemBody | undefined
  /** What was typed all the same, so that it can be copied. */
  typed: Typed
  status: number
}

/** A string is the address to go to. */
export type DraftAnswer = string | { page: DraftPage } | { none: NoDraft }

export async function readDraft(
  site: Site,
  id: string,
  typed: Typed = {},
): Promise<{ view: DraftView } | { none: NoDraft }> {
  const response = await site.api.assistant.conversations[':id'].draft.$get({ param: { id } })
  if (!response.ok) {
    const problem = (await response.json()) as ProblemBody
    return { none: { filed: [], problem, typed, status: Number(response.status) === 400 ? 404 : response.status } }
  }
  const view = await response.json()
  return isOpen(view) ? { view } : { none: { filed: view.filed, typed, status: 200 } }
}

/** What still stands in the way of filing a draft, and who would get it. */
export async function checkDraft(site: Site, draft: TicketDraft) {
  const response = await site.api.tickets.check.$post({ json: draft })
  if (!response.ok) throw new Error(`a stored draft is not valid: ${response.status}`)
  return response.json()
}

/** The step as a page: filled with the draft, or with what was typed when that could not be taken. */
export function pageOf(view: DraftView, step: FormStep, more: Partial<Omit<DraftPage, 'view'>>): DraftPage {
  const { draft } = view
  const fields = Object.keys(fieldsOf(draft.kind, step))
  const where = (more.typed?.['where'] as Where | undefined) ?? whereOf(draft)
  const problems = (more.problems ?? []).map((problem) => (where === 'online' ? atOnlineField(problem) : problem))
  return {
    typed: {
      ...Object.fromEntries(fields.map((path) => [path, typedOf(valueAt(draft, path))])),
      ...Object.fromEntries(
        Object.entries(draft.details ?? {}).map(([id, value]) => [`details.${id}`, typedOf(value)]),
      ),
    },
    guessed: fields.filter((path) => draft.provenance?.[path]?.basis === 'inferred'),
    refused: [],
    sentBack: false,
    status: problems.length > 0 ? 400 : 200,
    ...more,
    view,
    where,
    problems,
  }
}

/** In the online form the shop's name and the platform stand for name and place. */
function atOnlineField(problem: FieldProblem): FieldProblem {
  const other: Record<string, string> = { 'respondent.name': 'respondent.shop', 'place.text': 'respondent.platform' }
  return { ...problem, path: other[problem.path] ?? problem.path }
}

function whereOf(draft: TicketDraft): Where {
  if (!('respondent' in draft)) return 'shop'
  const { platform, shop, shopUrl, name } = draft.respondent
  if (name === UNKNOWN.name) return 'unknown'
  return platform || shop || shopUrl ? 'online' : 'shop'
}

export function valueAt(draft: TicketDraft, path: string): unknown {
  let value: unknown = draft
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key]
  return value === UNKNOWN.name || value === UNKNOWN.place ? undefined : value
}

export const isOpen = (view: ConversationView): view is DraftView => view.draft !== null

/** Where there is no business to name, the one step about the matter is called so. */
export const stepName = (site: Pick<Site, 'say'>, kind: TicketKind, step: DraftStep) =>
  site.say(step === 'facts' && !stepsOf(kind).includes('problem') ? 'tickets.step.about' : `tickets.step.${step}`)

/** Steps for the bar above the form: those before the first open one can be gone to. */
export function stepLinks(site: Site, view: DraftView, here: DraftStep) {
  const steps = stepsOf(view.draft.kind)
  return {
    current: steps.indexOf(here),
    steps: steps.map((step) => ({
      label: stepName(site, view.draft.kind, step),
      href: site.to.ticketStep(step, view.conversationId),
    })),
  }
}
