/** The start of the stepwise form: what kind of matter, which problem, and the story; the answer opens a draft. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { TicketDraft, TicketKind } from '../../../api/tickets/model.ts'
import type { FieldProblem } from '../forms.ts'
import { pick, type useSite } from '../i18n.ts'
import { type Typed, typedIn } from './tickets-forms.ts'
import { nextStep, stepsOf } from './tickets-steps.ts'

type Site = ReturnType<typeof useSite>

/** One choice of the complaint tree, in the reader's language. */
export interface Choice {
  value: string
  label: string
  hint: string
}

export interface StartPage {
  kind: TicketKind | undefined
  /** First level of the tree; empty when it is not asked. */
  groups: Choice[]
  group: { id: string; title: string } | undefined
  problems: Choice[]
  typed: Typed
  errors: FieldProblem[]
  detail?: string | undefined
  status: number
}

/** A string is the address of the first step of the new draft. */
export async function startPage(astro: Pick<AstroGlobal, 'request' | 'url'>, site: Site): Promise<string | StartPage> {
  const query = astro.url.searchParams
  const kind = TicketKind.safeParse(query.get('kind')).data
  const tree =
    kind === 'complaint' || kind === 'report' ? await problemTree(site) : { groups: [], problemsIn: () => [] }
  const group = tree.groups.find(({ value }) => value === query.get('group'))
  const page: StartPage = {
    kind,
    groups: tree.groups,
    group: group && { id: group.value, title: group.label },
    problems: group ? tree.problemsIn(group.value) : [],
    typed: {},
    errors: [],
    status: 200,
  }
  if (!kind || astro.request.method !== 'POST') return page
  const form = await astro.request.formData()
  const typed = typedIn(form)
  const text = (name: string) =>
    String(typed[name] ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  const story = text(kind === 'consultation' ? 'question' : 'narrative')
  if (story === '') {
    const path = kind === 'consultation' ? 'question' : 'narrative'
    return { ...page, typed, status: 400, errors: [{ path, message: site.say(`tickets.error.${path}`) }] }
  }
  const draft = TicketDraft.safeParse({
    kind,
    narrative: story,
    ...(kind === 'consultation' ? { question: story } : {}),
    ...(text('problem') ? { problem: text('problem') } : {}),
    ...(text('subject') ? { subject: text('subject') } : {}),
  })
  if (!draft.success)
    return { ...page, typed, status: 400, errors: [{ path: 'narrative', message: site.say('tickets.error.tooLong') }] }
  const response = await site.api.assistant.conversations.$post({ json: draft.data })
  if (response.ok) {
    const { conversationId } = await response.json()
    return site.to.ticketStep(nextStep(kind, stepsOf(kind)[0] ?? 'check'), conversationId)
  }
  const problem = (await response.json()) as ProblemBody
  return {
    ...page,
    typed,
    status: response.status,
    errors: problem.errors ?? [],
    detail: problem.errors ? undefined : problem.detail,
  }
}

/** The complaint tree of GET /api/problems as choices. */
export async function problemTree(site: Site) {
  const { groups, problems, subproblems, questions, walls } = await (await site.api.problems.$get()).json()
  const text = (both: { zh: string; en: string }) => pick(site.locale, both)
  const choice = new Map(
    problems.map(({ code, title, plain }) => [code, { value: code, label: text(title), hint: text(plain) }]),
  )
  return {
    groups: groups.map(({ id, title, hint }): Choice => ({ value: id, label: text(title), hint: text(hint) })),
    problemsIn: (id: string): Choice[] =>
      (groups.find((group) => group.id === id)?.problems ?? []).flatMap((code) => choice.get(code) ?? []),
    problems: [...choice.values()],
    /** Sub-problems of a problem. */
    below: (code: string | undefined): Choice[] =>
      subproblems
        .filter(({ problem }) => problem === code)
        .map(({ id, title }) => ({ value: id, label: text(title), hint: '' })),
    /** What a sub-problem asks, and what to know first. */
    asks: (id: string | undefined) => {
      const found = subproblems.find((each) => each.id === id)
      const wall = walls.find((each) => each.id === found?.wall)
      return {
        wall: wall && { title: text(wall.title), text: text(wall.text) },
        questions: (found?.questions ?? []).flatMap((wanted) =>
          questions
            .filter((each) => each.id === wanted)
            .map(({ kind, text: words, options }) => ({
              name: `details.${wanted}`,
              kind,
              label: text(words),
              options: (options ?? []).map(({ value, label }) => ({ value, label: text(label) })),
            })),
        ),
      }
    },
    /** What to have at hand for a problem, and what people usually ask for. */
    find: (code: string | undefined) => {
      const problem = problems.find((each) => each.code === code)
      return problem && { atHand: text(problem.hint), usualRequests: problem.usualRequests }
    },
  }
}
